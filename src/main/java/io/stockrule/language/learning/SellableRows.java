package io.stockrule.language.learning;

import io.stockrule.language.Condition.Amount;
import java.util.Arrays;

/// What a guess makes of each row.
///
/// @param axis the rows in the order of it
record SellableRows(SellableGuess guess, long[] units, Axis axis) {
    static SellableRows of(Evidence evidence, SellableGuess guess) {
        var units = new long[evidence.size()];
        for (int row = 0; row < units.length; row++) {
            units[row] = guess.of(evidence.available(row), evidence.pack(row));
        }
        var everywhere = new boolean[units.length];
        Arrays.fill(everywhere, true);
        return new SellableRows(guess, units, Axis.of(new Amount.Sellable(), units, everywhere));
    }
}
