package io.stockrule.profile;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.writing.Rendering;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A diagnostic as HTTP clients see it.
///
/// @param severity `error` or `warning`
/// @param line from 1
/// @param column from 1, in code points
/// @param length in code points
/// @param rendered all of it for people, with the line it is about
public record DiagnosticView(
        String code,
        String severity,
        int line,
        int column,
        int length,
        String message,
        @Nullable String help,
        String rendered) {
    public static List<DiagnosticView> of(List<Diagnostic> diagnostics, String profile, String text) {
        return diagnostics.stream()
                .map(diagnostic -> of(diagnostic, profile, text))
                .toList();
    }

    private static DiagnosticView of(Diagnostic diagnostic, String profile, String text) {
        var span = diagnostic.span();
        return new DiagnosticView(
                diagnostic.code().id(),
                diagnostic.severity().name().toLowerCase(Locale.ROOT),
                span.line(),
                span.column(),
                span.length(),
                diagnostic.message(),
                diagnostic.help().orElse(null),
                Rendering.render(profile + ".stockrule", text, List.of(diagnostic)));
    }
}
