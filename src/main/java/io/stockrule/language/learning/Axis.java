package io.stockrule.language.learning;

import io.stockrule.language.Condition.Amount;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rows in the order of one amount, those of the same amount together.
///
/// @param amounts that were seen, rising
/// @param places of each row's amount among them, or [#UNKNOWN]
record Axis(Amount amount, long[] amounts, int[] places) {
    static final int UNKNOWN = -1;

    /// @param known which rows have one
    static Axis of(Amount amount, long[] values, boolean[] known) {
        var rows = IntStream.range(0, values.length)
                .filter(row -> known[row])
                .boxed()
                .sorted(Comparator.comparingLong(row -> values[row]))
                .mapToInt(row -> row)
                .toArray();
        var places = new int[values.length];
        Arrays.fill(places, UNKNOWN);
        var amounts = new long[rows.length];
        int place = -1;
        for (int row : rows) {
            if (place < 0 || amounts[place] != values[row]) {
                amounts[++place] = values[row];
            }
            places[row] = place;
        }
        return new Axis(amount, Arrays.copyOf(amounts, place + 1), places);
    }

    /// What rows weigh, by their amounts.
    long[] sums(long[] weights) {
        var sums = new long[amounts.length];
        for (int row = 0; row < places.length; row++) {
            if (places[row] != UNKNOWN) {
                sums[places[row]] += weights[row];
            }
        }
        return sums;
    }
}
