package io.stockrule.language.learning;

import java.util.List;

/// Numbers that people choose.
final class Steps {
    private static final List<Long> SIZES = List.of(1_000L, 500L, 100L, 50L, 10L, 5L);

    private Steps() {}

    /// Of the numbers from `lowest` to `highest`, which all do the same, the roundest; of these, the
    /// lowest.
    static long roundest(long lowest, long highest) {
        for (long size : SIZES) {
            long round = Math.ceilDiv(lowest, size) * size;
            if (round <= highest) {
                return round;
            }
        }
        return lowest;
    }
}
