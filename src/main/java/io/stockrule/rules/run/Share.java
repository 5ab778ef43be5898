package io.stockrule.rules.run;

/// Percentages of whole units, exact for every 64-bit number.
final class Share {
    private static final int WHOLE = 100;

    private Share() {}

    /// @param percent 0 to 100
    /// @param units not below 0
    static long roundedDown(int percent, long units) {
        return units / WHOLE * percent + units % WHOLE * percent / WHOLE;
    }

    /// @param percent 0 to 100
    /// @param units not below 0
    static long roundedUp(int percent, long units) {
        return units / WHOLE * percent + (units % WHOLE * percent + WHOLE - 1) / WHOLE;
    }
}
