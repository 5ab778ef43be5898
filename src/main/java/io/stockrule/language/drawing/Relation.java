package io.stockrule.language.drawing;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the numbers of two profiles stand to each other, whatever the stock and the listing, of goods not sold in
/// packs. A stop lists 0; of a hold nobody can say whether it is more or less.
///
/// @param more with what the second lists more than the first: the smallest stock, of the plainest listing; empty where
///     it never does
/// @param less with what it lists less
/// @param holds with what only one of them holds
public record Relation(Optional<String> more, Optional<String> less, Optional<String> holds) {
    /// Of the second profile to the first.
    public enum Kind {
        EQUAL,
        NEVER_MORE,
        NEVER_LESS,
        /// More with one stock and less with another, or held by only one.
        DIFFERS
    }

    public Kind kind() {
        if (holds.isPresent() || more.isPresent() && less.isPresent()) {
            return Kind.DIFFERS;
        }
        if (more.isPresent()) {
            return Kind.NEVER_LESS;
        }
        return less.isPresent() ? Kind.NEVER_MORE : Kind.EQUAL;
    }

    /// For a person.
    ///
    /// @param first and second are what the profiles are called
    public String sentence(String first, String second) {
        return switch (kind()) {
            case EQUAL -> "%s lists the same as %s, of goods not sold in packs".formatted(second, first);
            case NEVER_MORE ->
                "%s never lists more than %s, of goods not sold in packs; less, such as %s"
                        .formatted(second, first, less.orElseThrow());
            case NEVER_LESS ->
                "%s never lists less than %s, of goods not sold in packs; more, such as %s"
                        .formatted(second, first, more.orElseThrow());
            case DIFFERS -> "%s differs from %s: %s".formatted(second, first, differences());
        };
    }

    private String differences() {
        return Stream.of(
                        more.map(it -> "more, such as " + it),
                        less.map(it -> "less, such as " + it),
                        holds.map(it -> "only one holds, such as " + it))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }
}
