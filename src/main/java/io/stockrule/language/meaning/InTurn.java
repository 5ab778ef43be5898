package io.stockrule.language.meaning;

import io.stockrule.language.Expectation;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Decides the steps of an expectation one after the other, as the service would: each one knows the number that the
/// one before has come to. A hold comes to none, so after it no number is known.
public final class InTurn {
    private InTurn() {}

    /// @return one decision a step, the first one included
    public static List<Decision> decide(Expectation expectation, Function<ListingFacts, Decision> decides) {
        var decisions = new ArrayList<Decision>();
        var last = OptionalInt.empty();
        for (var step : expectation.steps().toList()) {
            var decision = decides.apply(
                    decisions.isEmpty() ? step.facts() : step.facts().withLastDecided(last));
            decisions.add(decision);
            last = decision.quantity();
        }
        return decisions;
    }
}
