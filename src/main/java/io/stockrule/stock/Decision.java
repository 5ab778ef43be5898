package io.stockrule.stock;

import java.util.List;
import java.util.OptionalInt;

/// What a profile said about one listing.
///
/// @param handlingDays days to ship, where the profile sets them; empty means that a push leaves them alone
/// @param trace the steps that led here, in order; empty when tracing was off
public record Decision(Outcome outcome, OptionalInt handlingDays, List<TraceStep> trace) {
    public Decision {
        trace = trace instanceof LateTrace ? trace : List.copyOf(trace);
    }

    /// The number to show, or empty for a hold.
    public OptionalInt quantity() {
        return switch (outcome) {
            case Outcome.Lists lists -> OptionalInt.of(lists.quantity());
            case Outcome.Stops _ -> OptionalInt.of(0);
            case Outcome.Holds _ -> OptionalInt.empty();
        };
    }
}
