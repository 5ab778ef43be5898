package io.stockrule.access.http;

import io.stockrule.access.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Says which fields of a call break their limits.
final class InvalidInput {
    private InvalidInput() {}

    /// Only what came in as a parameter is the caller's fault.
    static boolean isOfTheCaller(ConstraintViolationException e) {
        return e.getConstraintViolations().stream().allMatch(violation -> kinds(violation, ElementKind.PARAMETER));
    }

    static Problem of(ConstraintViolationException e) {
        var fields = e.getConstraintViolations().stream()
                .map(violation ->
                        Map.of("field", field(violation.getPropertyPath()), "message", violation.getMessage()))
                .sorted(Comparator.comparing(field -> field.get("field")))
                .toList();
        var detail = new ArrayList<String>();
        fields.forEach(field -> detail.add(field.get("field") + " " + field.get("message")));
        return new Problem(400, "invalid-input", String.join("; ", detail), Map.of("fields", fields));
    }

    private static boolean kinds(ConstraintViolation<?> violation, ElementKind kind) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(node -> node.getKind() == kind);
    }

    /// The path without the Java method; for a body, without the parameter as well.
    private static String field(Path path) {
        var text = path.toString();
        var parameter = text.substring(text.indexOf('.') + 1);
        return parameter.substring(parameter.indexOf('.') + 1);
    }
}
