package io.stockrule.stock;

/// What a profile wants Amazon to show.
public sealed interface Outcome {
    /// The largest quantity ever sent. Amazon publishes no maximum.
    int MAXIMUM_QUANTITY = 999_999;

    /// Show this many units.
    record Lists(int quantity) implements Outcome {
        public Lists {
            if (quantity < 0 || quantity > MAXIMUM_QUANTITY) {
                throw new IllegalArgumentException("a listed quantity is 0 to 999,999, was " + quantity);
            }
        }
    }

    /// Show none, because a `stop` acted.
    record Stops() implements Outcome {}

    /// Send nothing and keep what Amazon shows.
    record Holds(String reason) implements Outcome {}
}
