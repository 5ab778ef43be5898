package io.stockrule.sync;

import io.stockrule.access.GoneVariants;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is decided about a listing whose variant the shop no longer has, whatever its profile says: a profile is about
/// goods that there are.
final class GoneVariant {
    private static final String SENTENCE = "the shop no longer has this variant";

    /// Also where nothing at all is known of the variant any more.
    static final Decision HOLD = new Decision(new Outcome.Holds(SENTENCE), OptionalInt.empty(), List.of());

    private static final Decision STOP = stop("Gone from the shop", SENTENCE);

    /// What is decided about a listing whose product left the collections of its Selling List.
    static final Decision LEFT =
            stop("Left the collections", "its product is in no collection of the Selling List any more");

    private GoneVariant() {}

    private static Decision stop(String step, String sentence) {
        return new Decision(
                new Outcome.Stops(),
                OptionalInt.empty(),
                List.of(new TraceStep(step, OptionalLong.empty(), OptionalLong.of(0), sentence)));
    }

    static Decision by(GoneVariants wish) {
        return switch (wish) {
            case STOP -> STOP;
            case HOLD -> HOLD;
        };
    }
}
