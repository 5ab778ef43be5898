package io.stockrule.stockfile;

import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.util.stream.Collectors;

/// A decision as cells of a table.
///
/// @param decision `lists`, `stops` or `holds`
/// @param quantity empty of a hold
/// @param reason the way to the decision; of one without it, what a hold itself says
public record DecisionCells(String decision, String quantity, String reason) {
    public static DecisionCells of(Decision decision) {
        var quantity = decision.quantity();
        return new DecisionCells(
                kind(decision.outcome()),
                quantity.isPresent() ? Integer.toString(quantity.getAsInt()) : "",
                reason(decision));
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists _ -> "lists";
            case Outcome.Stops _ -> "stops";
            case Outcome.Holds _ -> "holds";
        };
    }

    private static String reason(Decision decision) {
        if (decision.trace().isEmpty()) {
            return decision.outcome() instanceof Outcome.Holds(var reason) ? reason : "";
        }
        return decision.trace().stream().map(TraceStep::sentence).collect(Collectors.joining(" · "));
    }
}
