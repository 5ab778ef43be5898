package io.stockrule.rules.run;

/// Sums that stay at the ends of the 64-bit range instead of leaving it.
public final class Saturated {
    private Saturated() {}

    public static long add(long one, long other) {
        long sum = one + other;
        boolean left = ((one ^ sum) & (other ^ sum)) < 0;
        return left ? endOnTheSideOf(one) : sum;
    }

    public static long subtract(long one, long other) {
        long difference = one - other;
        boolean left = ((one ^ other) & (one ^ difference)) < 0;
        return left ? endOnTheSideOf(one) : difference;
    }

    private static long endOnTheSideOf(long sign) {
        return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
