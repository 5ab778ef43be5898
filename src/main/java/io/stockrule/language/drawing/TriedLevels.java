package io.stockrule.language.drawing;

import io.stockrule.stock.Outcome;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// Levels at which something is looked at that no text tells of: what an included rule decides is known by trying
/// alone. It is tried at every small level, and between levels wherever the number does not seem to go on evenly.
final class TriedLevels {
    private static final long LOWEST = -3;
    private static final long HIGHEST = 60;
    private static final int MOST = 600;

    /// Units by which roundings make an even number waver.
    private static final double WAVERING = 2;

    private final LongFunction<Outcome> outcomes;
    private final TreeSet<Long> levels = new TreeSet<>();
    private int tried;

    private TriedLevels(LongFunction<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /// @param named levels at which the text can change something
    /// @return in rising order, with the named ones and those between which something seems to change
    static long[] of(LongFunction<Outcome> outcomes, long[] named) {
        var tried = new TriedLevels(outcomes);
        LongStream.concat(LongStream.of(named), LongStream.rangeClosed(LOWEST, HIGHEST))
                .forEach(tried.levels::add);
        Long before = null;
        for (long level : tried.levels.stream().mapToLong(Long::longValue).toArray()) {
            if (before != null) {
                tried.lookBetween(before, level);
            }
            before = level;
        }
        return tried.levels.stream().mapToLong(Long::longValue).toArray();
    }

    private void lookBetween(long from, long to) {
        if (to - from > 1 && tried < MOST && !isEven(from + 1, to - 1)) {
            long middle = from + (to - from) / 2;
            levels.add(middle);
            lookBetween(from, middle);
            lookBetween(middle, to);
        }
    }

    private boolean isEven(long from, long to) {
        tried++;
        var first = outcomes.apply(from);
        var last = outcomes.apply(to);
        return LongStream.of(1, 2, 3)
                .map(quarters -> from + (to - from) * quarters / 4)
                .allMatch(level -> isBetween(first, last, (double) (level - from) / Math.max(1, to - from), level));
    }

    private boolean isBetween(Outcome first, Outcome last, double part, long level) {
        var outcome = outcomes.apply(level);
        if (first instanceof Outcome.Lists(int from)
                && last instanceof Outcome.Lists(int to)
                && outcome instanceof Outcome.Lists(int listed)) {
            return Math.abs(listed - (from + part * (to - from))) <= (from == to ? 0 : WAVERING);
        }
        return outcome.equals(first) && outcome.equals(last);
    }
}
