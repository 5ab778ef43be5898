package io.stockrule.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.language.drawing.Curve;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a profile lists, whatever is available, for a listing of which nothing but its stock is known.
///
/// @param segments side by side, in rising order, all amounts together
/// @param exact false where included rule files decide too: these were tried with some amounts
public record CurveView(List<SegmentView> segments, boolean exact) {
    public static CurveView of(Curve curve) {
        return new CurveView(curve.segments().stream().map(SegmentView::of).toList(), curve.exact());
    }

    /// Between its ends the listed number rises or falls evenly, in whole units.
    ///
    /// @param from absent: and everything below
    /// @param to absent: and everything above
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record SegmentView(OptionalLong from, OptionalLong to, OutcomeView first, OutcomeView last) {
        static SegmentView of(Curve.Segment segment) {
            return new SegmentView(
                    segment.from(), segment.to(), OutcomeView.of(segment.first()), OutcomeView.of(segment.last()));
        }
    }

    /// @param decision `lists`, `stops` or `holds`
    /// @param quantity absent for a hold
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record OutcomeView(String decision, OptionalInt quantity) {
        static OutcomeView of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Lists lists -> new OutcomeView("lists", OptionalInt.of(lists.quantity()));
                case Outcome.Stops _ -> new OutcomeView("stops", OptionalInt.of(0));
                case Outcome.Holds _ -> new OutcomeView("holds", OptionalInt.empty());
            };
        }
    }
}
