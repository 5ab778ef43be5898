package io.stockrule.language;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;

/// `expect available 20 lists 3`: facts and the outcome that the merchant is sure of. A save is refused when one fails.
///
/// @param facts what the statement gives, complete: warehouses not named have no level, texts not given are empty
public record Expectation(ListingFacts facts, Expected expected, String text, Span span) {
    /// What an `expect` asks for.
    public sealed interface Expected {
        boolean isMetBy(Outcome outcome);
    }

    /// `lists 3`; `lists 0` accepts a stop too.
    public record Lists(int quantity) implements Expected {
        @Override
        public boolean isMetBy(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Lists lists -> lists.quantity() == quantity;
                case Outcome.Stops _ -> quantity == 0;
                case Outcome.Holds _ -> false;
            };
        }
    }

    /// `holds`.
    public record IsHeld() implements Expected {
        @Override
        public boolean isMetBy(Outcome outcome) {
            return outcome instanceof Outcome.Holds;
        }
    }

    /// `stops`: a stop acted.
    public record IsStopped() implements Expected {
        @Override
        public boolean isMetBy(Outcome outcome) {
            return outcome instanceof Outcome.Stops;
        }
    }
}
