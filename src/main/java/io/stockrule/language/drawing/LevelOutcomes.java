package io.stockrule.language.drawing;

import io.stockrule.language.proof.Example;
import io.stockrule.stock.Outcome;
import java.util.List;

/// What each of one or two profiles decides with the same stock of the same listing.
///
/// @param level what lies in the warehouse that fills
/// @param outcomes one of each profile
record LevelOutcomes(long level, List<Outcome> outcomes) {
    /// Units by which the roundings of two profiles, three of each, can draw their numbers together or apart.
    private static final int ROUNDINGS = 6;

    LevelOutcomes {
        outcomes = List.copyOf(outcomes);
    }

    Outcome before() {
        return outcomes.getFirst();
    }

    Outcome after() {
        return outcomes.getLast();
    }

    boolean isDifferent() {
        return !before().equals(after());
    }

    boolean isNumbers() {
        return before() instanceof Outcome.Lists && after() instanceof Outcome.Lists;
    }

    /// How many more units the second profile lists.
    long apart() {
        return Example.listed(after()).orElse(0) - Example.listed(before()).orElse(0);
    }

    /// By so much, and in the same direction as the other, that with no level between the two they can be the same.
    boolean isFarApartLike(LevelOutcomes other) {
        return Math.abs(apart()) > ROUNDINGS && apart() > 0 == other.apart() > 0;
    }

    boolean isFarApart() {
        return isFarApartLike(this);
    }

    /// Whether each is what the other one was, or rose from it by no more than the stock did.
    ///
    /// @param roundings units by which it may have fallen or risen more
    boolean goesOnFrom(LevelOutcomes earlier, int roundings) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (!goesOn(earlier.outcomes.get(i), outcomes.get(i), level - earlier.level, roundings)) {
                return false;
            }
        }
        return true;
    }

    private static boolean goesOn(Outcome earlier, Outcome later, long units, int roundings) {
        if (earlier instanceof Outcome.Lists(int from) && later instanceof Outcome.Lists(int to)) {
            return to >= from - roundings && to - from <= units + roundings;
        }
        return earlier.equals(later);
    }
}
