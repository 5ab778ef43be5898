package io.stockrule.language;

import java.util.Optional;

/// One thing wrong with a profile text, told to the merchant who wrote it.
public record Diagnostic(String code, Severity severity, Span span, String message, Optional<String> help) {
    public enum Severity {
        ERROR,
        WARNING
    }
}
