package io.stockrule.language.learning;

import io.stockrule.language.QuantityMode;
import io.stockrule.stock.Outcome;

/// A profile without exceptions, and what it lists of each row.
///
/// @param listed of each row
record Base(Evidence evidence, SellableRows sellable, QuantityMode mode, int minimum, int[] listed) {
    static Base of(Evidence evidence, SellableRows sellable, QuantityMode mode, int minimum) {
        var listed = new int[evidence.size()];
        for (int row = 0; row < listed.length; row++) {
            listed[row] = listed(mode, minimum, sellable.units()[row]);
        }
        return new Base(evidence, sellable, mode, minimum, listed);
    }

    static int listed(QuantityMode mode, int minimum, long sellable) {
        long listed = switch (mode) {
            case QuantityMode.ProductValue _ -> sellable;
            case QuantityMode.NotMoreThan(int cap) -> Math.min(sellable, cap);
            case QuantityMode.SingleStock _ -> 1;
            case QuantityMode.CustomQuantity(int quantity) -> quantity;
        };
        return mode.followsStock() && listed < minimum ? 0 : (int) Math.min(listed, Outcome.MAXIMUM_QUANTITY);
    }

    SellableGuess guess() {
        return sellable.guess();
    }

    boolean explains(int row) {
        return listed[row] == evidence.listed(row);
    }

    /// Pairs of known stock that it explains.
    long explained() {
        long explained = 0;
        for (int row = 0; row < listed.length; row++) {
            explained += explains(row) ? evidence.weight(row) : 0;
        }
        return explained;
    }

    /// Pairs that it may explain together with an exception, at most: as if that acted only where it
    /// helps.
    long hoped() {
        var numbers = new Tally();
        var differences = new Tally();
        long explained = 0;
        for (int row = 0; row < listed.length; row++) {
            int weight = evidence.weight(row);
            if (explains(row)) {
                explained += weight;
            } else {
                numbers.add(evidence.listed(row), weight);
                differences.add((long) evidence.listed(row) - listed[row], weight);
            }
        }
        return explained + Math.max(numbers.largest(), differences.largest());
    }

    /// What it makes of unknown stock.
    int ofUnknown() {
        return switch (mode) {
            case QuantityMode.ProductValue _, QuantityMode.NotMoreThan _ -> Evidence.HELD;
            case QuantityMode.SingleStock _ -> 1;
            case QuantityMode.CustomQuantity(int quantity) -> Math.min(quantity, Outcome.MAXIMUM_QUANTITY);
        };
    }

    /// Those that not every profile has.
    int statements() {
        return guess().statements() + (minimum == 0 ? 0 : 1) + (mode instanceof QuantityMode.NotMoreThan ? 1 : 0);
    }
}
