package io.stockrule.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Map;
import java.util.stream.Collectors;

/// Says where a JSON body is wrong, in the words of JSON and not of Java.
final class MalformedJson {
    private MalformedJson() {}

    static Problem of(JacksonException e) {
        var place = e.getLocation();
        var details = place == null
                ? Map.<String, Object>of()
                : Map.<String, Object>of("line", place.getLineNr(), "column", place.getColumnNr());
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new Problem(400, "unknown-field", "unknown field \"%s\"".formatted(path(unknown)), details);
            case JsonMappingException broken when broken.getCause() instanceof JsonParseException -> notJson(details);
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() ->
                new Problem(
                        400,
                        "invalid-input",
                        "the value of \"%s\" is of the wrong kind".formatted(path(mapping)),
                        details);
            case JsonMappingException _ -> new Problem(400, "invalid-input", "the body is of the wrong kind", details);
            case StreamConstraintsException _ ->
                new Problem(400, "too-deep", "the JSON is nested deeper, or has longer names or numbers, than allowed");
            default -> notJson(details);
        };
    }

    private static Problem notJson(Map<String, Object> details) {
        return new Problem(400, "malformed-json", "the body is not valid JSON", details);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
