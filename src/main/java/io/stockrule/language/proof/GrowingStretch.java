package io.stockrule.language.proof;

import io.stockrule.language.proof.ComparedLevels.Kind;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A [Stretch] to which levels are added for as long as they belong to it.
final class GrowingStretch {
    private final List<ComparedLevels> levels = new ArrayList<>();
    private final Pace before;
    private final Pace after;
    private final int roundings;

    /// Whether the number of one profile rises.
    private final class Pace {
        private static final int NOWHERE = -1;

        private final Function<BothDecisions, Outcome> number;
        private final long longestFlat;
        private int risen = NOWHERE;

        /// @param longestFlat units more within which the number rises, if it does at all
        Pace(Function<BothDecisions, Outcome> number, long longestFlat) {
            this.number = number;
            this.longestFlat = longestFlat;
        }

        void add(ComparedLevels next) {
            if (!stays(next) || !number.apply(next.first()).equals(number.apply(next.last()))) {
                risen = levels.size();
            }
        }

        private boolean stays(ComparedLevels next) {
            return levels.isEmpty() || number.apply(levels.getLast().last()).equals(number.apply(next.last()));
        }

        int beginOfNextWith(ComparedLevels next) {
            long since = risen == NOWHERE
                    ? levels.getFirst().first().level()
                    : levels.get(risen).last().level();
            if (stays(next)) {
                return risen != NOWHERE && next.last().level() - since >= longestFlat ? risen + 1 : 0;
            }
            return levels.getLast().last().level() - since >= longestFlat ? levels.size() : 0;
        }
    }

    /// @param roundings units by which a number may waver while it rises
    GrowingStretch(long longestFlatBefore, long longestFlatAfter, int roundings) {
        this.before = new Pace(BothDecisions::before, longestFlatBefore);
        this.after = new Pace(BothDecisions::after, longestFlatAfter);
        this.roundings = roundings;
    }

    /// How many of the levels do not belong to the stretch that has the next ones, 0 where it goes on with them. A
    /// number that rose and then stays has risen for the last time in the stretch before.
    int beginOfNextWith(ComparedLevels next) {
        if (levels.isEmpty()) {
            return 0;
        }
        boolean goesOn = next.kind() == levels.getLast().kind()
                && next.first().goOnFrom(levels.getLast().last(), roundings);
        return goesOn ? Math.max(before.beginOfNextWith(next), after.beginOfNextWith(next)) : levels.size();
    }

    void add(ComparedLevels next) {
        before.add(next);
        after.add(next);
        levels.add(next);
    }

    /// Empty while it has no levels.
    Optional<Stretch> whole() {
        return levels.isEmpty() ? Optional.empty() : Optional.of(upTo(levels.size()));
    }

    Stretch upTo(int end) {
        return new Stretch(
                levels.getFirst().first(),
                levels.get(end - 1).last(),
                levels.getFirst().kind() == Kind.DIFFERENT);
    }

    GrowingStretch from(int begin) {
        var rest = new GrowingStretch(before.longestFlat, after.longestFlat, roundings);
        levels.subList(begin, levels.size()).forEach(rest::add);
        return rest;
    }
}
