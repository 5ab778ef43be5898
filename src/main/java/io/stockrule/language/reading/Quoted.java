package io.stockrule.language.reading;

import io.stockrule.language.Span;

/// A text in quotes and where it stands.
public record Quoted(String text, Span span) {
    /// A text as it is written in a profile.
    public static String written(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
