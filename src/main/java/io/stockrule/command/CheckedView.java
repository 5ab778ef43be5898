package io.stockrule.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.language.Checked;
import io.stockrule.language.Decides;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Repair;
import io.stockrule.language.drawing.Curve;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What `check --json` says of one file.
///
/// @param curve empty for a profile that is refused
/// @param coverage null unless it was asked for, and for a profile that is refused
/// @param exact false where included rules decide too, which were tried with some amounts; null without a curve
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckedView(
        String file,
        boolean accepted,
        List<DiagnosticView> diagnostics,
        List<SegmentView> curve,
        @Nullable Boolean exact,
        @Nullable CoverageView coverage) {
    static CheckedView of(String file, Checked checked, Decides decides, @Nullable CoverageView coverage) {
        return switch (checked) {
            case Checked.Accepted(var profile, var warnings) -> {
                var curve = Curve.of(profile, decides);
                yield new CheckedView(
                        file,
                        true,
                        views(warnings),
                        curve.segments().stream().map(SegmentView::of).toList(),
                        curve.exact(),
                        coverage);
            }
            case Checked.Rejected(var diagnostics) ->
                new CheckedView(file, false, views(diagnostics), List.of(), null, null);
        };
    }

    private static List<DiagnosticView> views(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(DiagnosticView::of).toList();
    }

    /// @param repair what a program can change so that it is gone; null where only the merchant knows what was meant
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DiagnosticView(
            int line,
            int column,
            int length,
            String severity,
            String code,
            String message,
            @Nullable String help,
            @Nullable Repair repair) {
        static DiagnosticView of(Diagnostic diagnostic) {
            var span = diagnostic.span();
            return new DiagnosticView(
                    span.line(),
                    span.column(),
                    span.length(),
                    diagnostic.severity().name().toLowerCase(Locale.ROOT),
                    diagnostic.code().id(),
                    diagnostic.message(),
                    diagnostic.help().orElse(null),
                    diagnostic.repair().orElse(null));
        }
    }

    /// @param from null: and everything below
    /// @param to null: and everything above
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentView(@Nullable Long from, @Nullable Long to, OutcomeView first, OutcomeView last) {
        static SegmentView of(Curve.Segment segment) {
            return new SegmentView(
                    number(segment.from()),
                    number(segment.to()),
                    OutcomeView.of(segment.first()),
                    OutcomeView.of(segment.last()));
        }

        private static @Nullable Long number(OptionalLong amount) {
            return amount.isPresent() ? amount.getAsLong() : null;
        }
    }

    /// @param quantity null for a hold
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeView(String decision, @Nullable Integer quantity) {
        static OutcomeView of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Lists lists -> new OutcomeView("lists", lists.quantity());
                case Outcome.Stops _ -> new OutcomeView("stops", 0);
                case Outcome.Holds _ -> new OutcomeView("holds", null);
            };
        }
    }
}
