package io.stockrule.walk;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What callers get wrong in a body that is right.
final class Mistakes {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Larger than any text or number that anybody means.
    private static final String HUGE_TEXT = "\"" + "x".repeat(300_000) + "\"";

    private Mistakes() {}

    /// Bodies that must be refused, each with one mistake.
    static List<String> in(String right) throws JsonProcessingException {
        var mistakes = new ArrayList<String>();
        var json = JSON.readTree(right);
        for (var pointer : pointers(json, JsonPointer.empty())) {
            wrong(json.at(pointer)).forEach(value -> mistakes.add(with(json, pointer, value)));
        }
        mistakes.addAll(List.of(
                "", "{", "null", "5", "\"x\"", "\u00e4", right + " {}", right.substring(0, right.length() - 1)));
        mistakes.addAll(twice(right));
        return mistakes;
    }

    private static List<JsonPointer> pointers(JsonNode json, JsonPointer at) {
        var pointers = new ArrayList<JsonPointer>();
        pointers.add(at);
        json.properties()
                .forEach(member -> pointers.addAll(pointers(member.getValue(), at.appendProperty(member.getKey()))));
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            pointers.addAll(pointers(json.get(i), at.appendIndex(i)));
        }
        return pointers;
    }

    /// Values of another kind than the right one, written as JSON.
    private static Stream<String> wrong(JsonNode right) {
        return switch (right.getNodeType()) {
            case STRING -> Stream.of("5", "true", "[\"x\"]", "{}", "\"a\\u0000b\"", "\"a\\ud800\"", HUGE_TEXT);
            case NUMBER ->
                Stream.of("\"5\"", "\"\"", "\"\uFF15\"", "true", "[5]", "{}", "1.5", "1e400", "9".repeat(30));
            case BOOLEAN -> Stream.of("\"true\"", "0", "-1", "[]", "{}", "\"\"");
            case ARRAY -> Stream.of("\"x\"", "5", "{}", "true", "[null]", "[[]]");
            case OBJECT -> Stream.of("[]", "\"x\"", "\"\"", "5", "true", "{\"unknown\": {}, \"x\": []}");
            default -> Stream.of();
        };
    }

    private static String with(JsonNode json, JsonPointer pointer, String value) {
        var mark = "\"the mistake\"";
        if (pointer.matches()) {
            return value;
        }
        var changed = json.deepCopy();
        var parent = changed.at(pointer.head());
        var last = pointer.last();
        if (parent instanceof ObjectNode object) {
            object.put(last.getMatchingProperty(), "the mistake");
        } else if (parent instanceof ArrayNode array) {
            array.set(last.getMatchingIndex(), "the mistake");
        }
        return changed.toString().replace(mark, value);
    }

    /// The first member of each object once more.
    private static List<String> twice(String right) {
        var first = java.util.regex.Pattern.compile("(\"[A-Za-z]+\": )(\"[^\"]*\"|[0-9]+|true|false)");
        return first.matcher(right)
                .results()
                .map(found -> right.substring(0, found.end()) + ", " + found.group() + right.substring(found.end()))
                .toList();
    }
}
