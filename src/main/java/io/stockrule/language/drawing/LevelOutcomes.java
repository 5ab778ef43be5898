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
    ///
    /// @param steps units by which steps draw the two numbers apart besides
    boolean isFarApartLike(LevelOutcomes other, int steps) {
        return Math.abs(apart()) > ROUNDINGS + steps && apart() > 0 == other.apart() > 0;
    }

    boolean isFarApart(int steps) {
        return isFarApartLike(this, steps);
    }

    /// Whether each is what the other one was, or rose from it by no more than the stock did.
    ///
    /// @param rhythm by how much it may have fallen or risen more
    boolean goesOnFrom(LevelOutcomes earlier, EvenRanges.Rhythm rhythm) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (!goesOn(earlier, i, rhythm)) {
                return false;
            }
        }
        return true;
    }

    private boolean goesOn(LevelOutcomes earlier, int profile, EvenRanges.Rhythm rhythm) {
        int roundings = rhythm.roundings();
        if (earlier.outcomes.get(profile) instanceof Outcome.Lists(int from)
                && outcomes.get(profile) instanceof Outcome.Lists(int to)) {
            int step = rhythm.steps().get(profile);
            long most = level - earlier.level + roundings + ((to - from) % step == 0 ? step - 1 : 0);
            return to >= from - roundings && to - from <= most;
        }
        return earlier.outcomes.get(profile).equals(outcomes.get(profile));
    }
}
