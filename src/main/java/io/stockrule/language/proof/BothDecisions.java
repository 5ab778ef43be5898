package io.stockrule.language.proof;

import io.stockrule.stock.Outcome;

/// What two profiles decide with the same stock of the same listing.
///
/// @param level what lies in the warehouse that fills
record BothDecisions(long level, Outcome before, Outcome after) {
    /// Units by which the roundings of two profiles, three of each, can draw their numbers together or apart.
    private static final int ROUNDINGS = 6;

    boolean areDifferent() {
        return !IdleExceptions.alike(before, after);
    }

    boolean areNumbers() {
        return before instanceof Outcome.Lists && after instanceof Outcome.Lists;
    }

    /// How many more units the second lists.
    long apart() {
        return Example.listed(after).orElse(0) - Example.listed(before).orElse(0);
    }

    /// By so much, and in the same direction as the others, that with no level between the two they can be the same.
    boolean areFarApartLike(BothDecisions others) {
        return Math.abs(apart()) > ROUNDINGS && apart() > 0 == others.apart() > 0;
    }

    boolean areFarApart() {
        return areFarApartLike(this);
    }

    /// Whether each is what the other one was, or rose from it by no more than the stock did.
    ///
    /// @param roundings units by which it may have fallen or risen more
    boolean goOnFrom(BothDecisions earlier, int roundings) {
        long units = level - earlier.level;
        return goesOn(earlier.before, before, units, roundings) && goesOn(earlier.after, after, units, roundings);
    }

    private static boolean goesOn(Outcome earlier, Outcome later, long units, int roundings) {
        if (earlier instanceof Outcome.Lists(int from) && later instanceof Outcome.Lists(int to)) {
            return to >= from - roundings && to - from <= units + roundings;
        }
        return IdleExceptions.alike(earlier, later);
    }
}
