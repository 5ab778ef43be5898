package io.stockrule.language;

import java.util.Optional;

/// One thing wrong with a profile text, told to the merchant who wrote it.
///
/// @param help what to write instead; may have several lines
public record Diagnostic(Code code, Severity severity, Span span, String message, Optional<String> help) {
    private static final int LONGEST_QUOTE = 60;

    public enum Severity {
        ERROR,
        WARNING
    }

    public static Diagnostic error(Code code, Span span, String message, String help) {
        return new Diagnostic(code, Severity.ERROR, span, message, Optional.of(help));
    }

    public static Diagnostic error(Code code, Span span, String message, Optional<String> help) {
        return new Diagnostic(code, Severity.ERROR, span, message, help);
    }

    public static Diagnostic warning(Code code, Span span, String message, String help) {
        return new Diagnostic(code, Severity.WARNING, span, message, Optional.of(help));
    }

    /// A merchant's words as a message quotes them: its first 60 characters.
    public static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
