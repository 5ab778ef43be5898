package io.stockrule.language;

import java.util.Optional;

/// One thing wrong with a profile text, told to the merchant who wrote it.
///
/// @param help what to write instead; may have several lines
public record Diagnostic(Code code, Severity severity, Span span, String message, Optional<String> help) {
    public enum Severity {
        ERROR,
        WARNING
    }

    static Diagnostic error(Code code, Span span, String message, String help) {
        return new Diagnostic(code, Severity.ERROR, span, message, Optional.of(help));
    }

    static Diagnostic error(Code code, Span span, String message, Optional<String> help) {
        return new Diagnostic(code, Severity.ERROR, span, message, help);
    }

    static Diagnostic warning(Code code, Span span, String message, String help) {
        return new Diagnostic(code, Severity.WARNING, span, message, Optional.of(help));
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }
}
