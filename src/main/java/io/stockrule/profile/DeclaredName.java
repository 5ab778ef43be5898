package io.stockrule.profile;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Span;
import io.stockrule.stock.WantedMetafields;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The name that a text gives its profile: it must be the one in the address that it is saved to.
final class DeclaredName {
    /// The first statement of a text that has been checked; only blank lines and comments stand before it.
    private static final Pattern STATEMENT = Pattern.compile(
            "\\A(?:\\s*(?:#.*)?\\R)*\\s*profile\\s*(\"(?:[^\"\\\\]|\\\\.)*\")", Pattern.CASE_INSENSITIVE);

    private DeclaredName() {}

    /// @param text of a profile that has been checked and has another name
    static Diagnostic isNot(String name, String text) {
        return new Diagnostic(
                Code.OTHER_NAME,
                Diagnostic.Severity.ERROR,
                span(text),
                "this text is saved as \"%s\" but names itself otherwise".formatted(name),
                Optional.of("write profile %s".formatted(quoted(name))));
    }

    /// @param text of a profile that has been checked
    static Diagnostic looksAtTooMany(Set<String> metafields, String text) {
        return new Diagnostic(
                Code.TOO_MANY_METAFIELDS,
                Diagnostic.Severity.ERROR,
                span(text),
                "with the %d metafields of this text your profiles would look at more than %d"
                        .formatted(metafields.size(), WantedMetafields.MOST),
                Optional.of("leave some out here, or in your other profiles"));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Span span(String text) {
        var statement = STATEMENT.matcher(text);
        if (!statement.find()) {
            return new Span(1, 1, 1);
        }
        var before = text.substring(0, statement.start(1));
        int line = (int) before.lines().count();
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        return new Span(
                line,
                column,
                statement.group(1).codePointCount(0, statement.group(1).length()));
    }
}
