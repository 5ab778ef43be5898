package io.stockrule.language.drawing;

import io.stockrule.language.Profile;
import io.stockrule.language.proof.Rounding;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Joins levels to as few ranges as tell what is decided with them: throughout each, the number of every profile stays
/// the same, or rises.
final class EvenRanges {
    private final Rhythm rhythm;
    private final List<LevelRange> joined = new ArrayList<>();
    private Growing growing;

    /// @param longestFlats of each profile, units more within which its number rises, if it does at all
    /// @param steps of each profile, units by which its number rises at once, 1 where it rises evenly
    /// @param roundings units by which a number may waver while it rises
    record Rhythm(List<Long> longestFlats, List<Integer> steps, int roundings) {
        Rhythm {
            longestFlats = List.copyOf(longestFlats);
            steps = List.copyOf(steps);
        }

        /// @param filling the warehouse in which the stock rises
        static Rhythm of(List<Profile> profiles, String filling, int packSize, int roundings) {
            return new Rhythm(
                    profiles.stream()
                            .map(profile -> Rounding.longestFlat(profile, filling, packSize))
                            .toList(),
                    profiles.stream().map(Rounding::steps).toList(),
                    roundings);
        }
    }

    private EvenRanges(Rhythm rhythm) {
        this.rhythm = rhythm;
        this.growing = new Growing();
    }

    /// @param levels in rising order, each beside the next
    static List<LevelRange> of(List<LevelRange> levels, Rhythm rhythm) {
        var ranges = new EvenRanges(rhythm);
        levels.forEach(ranges::add);
        ranges.endBefore(ranges.growing.levels.size());
        return ranges.joined;
    }

    private void add(LevelRange next) {
        int begin = growing.beginOfNextWith(next);
        while (begin > 0) {
            endBefore(begin);
            begin = growing.beginOfNextWith(next);
        }
        growing.add(next);
    }

    private void endBefore(int begin) {
        var ended = growing.levels.subList(0, begin);
        if (!ended.isEmpty()) {
            joined.add(new LevelRange(ended.getFirst().first(), ended.getLast().last()));
        }
        var rest = new Growing();
        growing.levels.subList(begin, growing.levels.size()).forEach(rest::add);
        growing = rest;
    }

    /// The range that grows by the next levels for as long as they belong to it.
    private final class Growing {
        private final List<LevelRange> levels = new ArrayList<>();
        private final List<Pace> paces = IntStream.range(
                        0, rhythm.longestFlats().size())
                .mapToObj(profile -> new Pace(levels, profile))
                .toList();

        void add(LevelRange next) {
            paces.forEach(pace -> pace.add(next));
            levels.add(next);
        }

        /// How many of the levels do not belong where the next ones do, 0 where it goes on with them.
        int beginOfNextWith(LevelRange next) {
            if (levels.isEmpty()) {
                return 0;
            }
            return next.first().goesOnFrom(levels.getLast().last(), rhythm)
                    ? paces.stream()
                            .mapToInt(pace -> pace.beginOfNextWith(next))
                            .max()
                            .orElse(0)
                    : levels.size();
        }
    }

    /// Where the number of one profile rises.
    private final class Pace {
        private static final int NOWHERE = -1;

        private final List<LevelRange> levels;
        private final int profile;
        private int risen = NOWHERE;

        Pace(List<LevelRange> levels, int profile) {
            this.levels = levels;
            this.profile = profile;
        }

        void add(LevelRange next) {
            if (!stays(next) || !next.isConstant(profile)) {
                risen = levels.size();
            }
        }

        private boolean stays(LevelRange next) {
            return levels.isEmpty() || last(levels.getLast()).equals(last(next));
        }

        private Outcome last(LevelRange range) {
            return range.last().outcomes().get(profile);
        }

        int beginOfNextWith(LevelRange next) {
            if (stays(next)) {
                return risen != NOWHERE && isFlatUpTo(next) ? beginOfFlat() : 0;
            }
            return isFlatUpTo(levels.getLast()) ? levels.size() : 0;
        }

        private boolean isFlatUpTo(LevelRange last) {
            long since = risen == NOWHERE
                    ? levels.getFirst().first().level()
                    : levels.get(risen).last().level();
            return last.last().level() - since >= rhythm.longestFlats().get(profile);
        }

        /// A level to which a number rises, to stay there, belongs to what follows.
        private int beginOfFlat() {
            return levels.get(risen).isConstant(profile) ? risen : risen + 1;
        }
    }
}
