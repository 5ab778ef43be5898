package io.stockrule.profile;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
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
/// @param also other places that it speaks of, such as the second of two tests that contradict each other
/// @param repair what a page can change so that it is gone; null where only the merchant knows what was meant
/// @param rendered all of it for people, with the line it is about
public record DiagnosticView(
        String code,
        String severity,
        int line,
        int column,
        int length,
        List<PlaceView> also,
        String message,
        @Nullable String help,
        @Nullable RepairView repair,
        String rendered) {
    /// @param line from 1
    /// @param column from 1, in code points
    /// @param length in code points
    public record PlaceView(int line, int column, int length) {
        static PlaceView of(Span span) {
            return new PlaceView(span.line(), span.column(), span.length());
        }
    }

    /// @param certain it only says in the language's words what was written; one that is not is the likeliest of
    /// several
    /// @param edits in the order of the text, none of them touching another; all together or none
    public record RepairView(boolean certain, List<EditView> edits) {
        static RepairView of(Repair repair) {
            return new RepairView(
                    repair.certain(), repair.edits().stream().map(EditView::of).toList());
        }
    }

    /// What stands at a place of one line is replaced.
    ///
    /// @param line from 1
    /// @param column from 1, in code points
    /// @param length in code points; 0 only puts something in
    /// @param replacement may have line ends, always `\n`
    public record EditView(int line, int column, int length, String replacement) {
        static EditView of(Edit edit) {
            return new EditView(edit.line(), edit.column(), edit.length(), edit.replacement());
        }
    }

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
                diagnostic.also().stream().map(PlaceView::of).toList(),
                diagnostic.message(),
                diagnostic.help().orElse(null),
                diagnostic.repair().map(RepairView::of).orElse(null),
                Rendering.render(profile + ".stockrule", text, List.of(diagnostic)));
    }
}
