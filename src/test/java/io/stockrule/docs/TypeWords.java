package io.stockrule.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ModifiersTree;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Java's types in words for people who set them.
final class TypeWords {
    private TypeWords() {}

    static String of(String type, ModifiersTree modifiers) {
        var limits = modifiers.getAnnotations().stream()
                .map(TypeWords::limit)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Stream.of(of(type), limits).filter(words -> !words.isEmpty()).collect(Collectors.joining(", "));
    }

    /// A type that nobody has given words for fails here, so that somebody does.
    static String of(String type) {
        var inner = type.replaceFirst("^Optional<(.*)>$", "$1").replaceFirst("^.* ", "");
        return switch (inner) {
            case "boolean" -> "`true` or `false`";
            case "int", "long" -> "whole number";
            case "double" -> "number";
            case "Duration" -> "duration";
            case "LocalTime" -> "time of day";
            case "Path" -> "folder";
            case "String" -> "text";
            default -> throw new IllegalArgumentException("no words for the type " + type);
        };
    }

    private static Optional<String> limit(AnnotationTree annotation) {
        var value = SettingReader.argument(annotation, "value");
        return Optional.ofNullable(
                switch (annotation.getAnnotationType().toString()) {
                    case "Positive" -> "above 0";
                    case "Min" -> "at least " + Objects.requireNonNull(value.orElse(null));
                    case "Max" -> "at most " + Objects.requireNonNull(value.orElse(null));
                    default -> null;
                });
    }
}
