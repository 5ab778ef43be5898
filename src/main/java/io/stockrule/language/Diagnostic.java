package io.stockrule.language;

import java.util.List;
import java.util.Optional;

/// One thing wrong with a profile text, told to the merchant who wrote it.
///
/// @param also what it speaks of besides, such as the second of two tests that contradict each other
/// @param help what to write instead; may have several lines
/// @param repair the same for a machine; empty where only the merchant knows what was meant
public record Diagnostic(
        Code code,
        Severity severity,
        Span span,
        List<Span> also,
        String message,
        Optional<String> help,
        Optional<Repair> repair) {
    private static final int LONGEST_QUOTE = 60;

    /// A statement longer than this is shown in part.
    public static final int LONGEST_STATEMENT = 160;

    public Diagnostic {
        also = List.copyOf(also);
    }

    /// Of one place, and without a repair.
    public Diagnostic(Code code, Severity severity, Span span, String message, Optional<String> help) {
        this(code, severity, span, List.of(), message, help, Optional.empty());
    }

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

    /// The same, which a machine can put right.
    public Diagnostic repairedBy(Repair repair) {
        return repairedBy(Optional.of(repair));
    }

    public Diagnostic repairedBy(Optional<Repair> repair) {
        return new Diagnostic(code, severity, span, also, message, help, repair);
    }

    /// The same with other advice.
    public Diagnostic helpedBy(String help) {
        return new Diagnostic(code, severity, span, also, message, Optional.of(help), repair);
    }

    /// The same, spoken of other words.
    public Diagnostic at(Span first, List<Span> others) {
        return new Diagnostic(code, severity, first, others, message, help, repair);
    }

    /// The same in other words.
    public Diagnostic saying(String other) {
        return new Diagnostic(code, severity, span, also, other, help, repair);
    }

    /// A merchant's words as a message quotes them: its first 60 characters.
    public static String shortened(String text) {
        return shortened(text, LONGEST_QUOTE);
    }

    /// Its first code points, and a sign that there are more.
    public static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
