package io.stockrule.stockfile;

import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import java.util.Locale;
import java.util.StringJoiner;

/// A decision as cells of a table.
///
/// @param quantity empty of a hold
/// @param reason the way to the decision; of one without it, what a hold itself says
public record DecisionCells(Kind kind, String quantity, String reason) {
    public enum Kind {
        LISTS,
        STOPS,
        HOLDS;

        private final String word = name().toLowerCase(Locale.ROOT);

        /// As it is written in a cell.
        public String word() {
            return word;
        }
    }

    public static DecisionCells of(Decision decision) {
        var quantity = decision.quantity();
        return new DecisionCells(
                kind(decision.outcome()),
                quantity.isPresent() ? Integer.toString(quantity.getAsInt()) : "",
                reason(decision));
    }

    private static Kind kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists _ -> Kind.LISTS;
            case Outcome.Stops _ -> Kind.STOPS;
            case Outcome.Holds _ -> Kind.HOLDS;
        };
    }

    private static String reason(Decision decision) {
        if (decision.trace().isEmpty()) {
            return decision.outcome() instanceof Outcome.Holds(var reason) ? reason : "";
        }
        var way = new StringJoiner(" · ");
        for (var step : decision.trace()) {
            way.add(step.sentence());
        }
        return way.toString();
    }
}
