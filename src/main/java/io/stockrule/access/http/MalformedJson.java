package io.stockrule.access.http;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.stockrule.access.Problem;
import io.stockrule.access.exact.InexactJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Says where a JSON body is wrong, in the words of JSON and not of Java.
final class MalformedJson {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);

    private MalformedJson() {}

    static Problem of(JacksonException e) {
        return switch (e) {
            case InexactJson inexact ->
                new Problem(
                        400,
                        "invalid-input",
                        "the value at %s %s".formatted(inexact.pointer(), inexact.getOriginalMessage()),
                        details(e, inexact.pointer()));
            case UnrecognizedPropertyException unknown ->
                new Problem(
                        400,
                        "unknown-field",
                        "unknown field \"%s\"".formatted(path(unknown)),
                        details(e, pointer(unknown)));
            case JsonMappingException broken when broken.getCause() instanceof JsonParseException cause -> of(cause);
            case JsonMappingException broken
            when broken.getCause() instanceof StreamConstraintsException cause -> of(cause);
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() ->
                new Problem(
                        400,
                        "invalid-input",
                        "the value of \"%s\" is of the wrong kind%s".formatted(path(mapping), wanted(mapping)),
                        details(e, pointer(mapping)));
            case JsonMappingException _ ->
                new Problem(400, "invalid-input", "the body is of the wrong kind", details(e, ""));
            case StreamConstraintsException _ ->
                new Problem(400, "too-deep", "the JSON is nested deeper, or has longer names or numbers, than allowed");
            default -> notJson(e);
        };
    }

    /// What is taken there, if a few words can tell.
    private static String wanted(JsonMappingException e) {
        if (!(e instanceof MismatchedInputException mismatched)) {
            return "";
        }
        return switch (mismatched.getTargetType()) {
            case null -> "";
            case Class<?> type
            when type.isEnum() ->
                ": it must be one of "
                        + Stream.of(type.getEnumConstants())
                                .map(String::valueOf)
                                .collect(joining(", "));
            case Class<?> type when type == String.class -> ": it must be a text";
            case Class<?> type when type == Boolean.class || type == boolean.class -> ": it must be true or false";
            case Class<?> type when WHOLE.contains(type) -> ": it must be a whole number";
            case Class<?> type when Collection.class.isAssignableFrom(type) -> ": it must be a list";
            case Class<?> _ -> "";
        };
    }

    private static Problem notJson(JacksonException e) {
        var twice = e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate");
        return new Problem(
                400, "malformed-json", twice ? "the body gives a field twice" : "the body is not valid JSON", place(e));
    }

    private static Map<String, Object> details(JacksonException e, String pointer) {
        var details = place(e);
        details.put("pointer", pointer);
        return details;
    }

    private static Map<String, Object> place(JacksonException e) {
        var details = new LinkedHashMap<String, Object>();
        var place = e.getLocation();
        if (place != null) {
            details.put("line", place.getLineNr());
            details.put("column", place.getColumnNr());
        }
        return details;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(joining("."))
                .replace(".[", "[");
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(joining());
    }
}
