package io.stockrule.language.drawing;

import io.stockrule.language.Profile;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.proof.Rounding;
import io.stockrule.language.proof.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Where two profiles decide differently along one [StockLine].
///
/// Between two neighbouring points each number only rises, falls or stays. Rounded, two of them may meet and part again
/// and again where they are close to each other, so every level is looked at there.
final class Stretches {
    /// Levels beside each other with which they decide differently, each as constant, or as rising, throughout.
    ///
    /// @param all false when rounding makes them the same with some of these levels
    record Stretch(LevelRange levels, boolean all) {
        private boolean isInterruptedOrShort() {
            return !all || levels.last().level() - levels.first().level() < SHORT;
        }
    }

    enum Kind {
        SAME,
        DIFFERENT,
        /// The same with some of the levels.
        MIXED
    }

    /// Between which nothing in a text makes a difference.
    record Piece(LevelRange levels, Kind kind) {
        boolean isDifferent() {
            return kind != Kind.SAME;
        }
    }

    /// Units; where the paces of two numbers differ by 1%, roundings part them and join them within so many.
    private static final long SHORT = 200;

    private static final int OFTEN = 3;

    private final LongFunction<LevelOutcomes> decisions;
    private final Effort effort;
    private final boolean sameAmounts;
    private final boolean wavers;
    private final long period;
    private final int steps;
    private final EvenRanges.Rhythm rhythm;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();

    private Stretches(
            Profile before, Profile after, StockLine line, LongFunction<LevelOutcomes> decisions, Effort effort) {
        this.decisions = decisions;
        this.effort = effort;
        this.steps = Rounding.steps(before) + Rounding.steps(after) - 2;
        this.sameAmounts = steps == 0
                && before.selection().equals(after.selection())
                && before.reserves().equals(after.reserves())
                && before.share().equals(after.share());
        this.wavers = Rounding.wavers(before, line.filling()) || Rounding.wavers(after, line.filling());
        this.period = Rounding.periodOfBoth(before, after, line.filling());
        this.rhythm = EvenRanges.Rhythm.of(List.of(before, after), line.filling(), 1, period > 1 ? 1 : 0);
    }

    /// @param points levels in rising order, with all at which a decision can take another turn
    /// @param effort of which every level is taken that is looked at between two points
    static Stretches of(
            Profile before,
            Profile after,
            StockLine line,
            long[] points,
            LongFunction<LevelOutcomes> decisions,
            Effort effort) {
        var stretches = new Stretches(before, after, line, decisions, effort);
        stretches.addPieces(points);
        return stretches;
    }

    /// As they are looked at: each between two levels that matter, or one of these.
    List<Piece> differentPieces() {
        return pieces.stream().filter(Piece::isDifferent).toList();
    }

    /// As they are told, in rising order.
    List<Stretch> joined() {
        join();
        return period > 1 ? withoutInterruptions() : stretches;
    }

    private void addPieces(long[] points) {
        for (int i = 0; i < points.length; i++) {
            var point = decisions.apply(points[i]);
            if (i > 0 && points[i] - points[i - 1] > 1) {
                addBetween(pieces.getLast().levels().last(), point);
            }
            add(point, point, kind(point));
        }
    }

    private void addBetween(LevelOutcomes from, LevelOutcomes to) {
        long first = from.level() + 1;
        boolean parallel = !wavers && sameAmounts && from.apart() == to.apart();
        boolean constant = !wavers && from.outcomes().equals(to.outcomes());
        if (parallel
                || constant
                || !from.isNumbers()
                || !to.isNumbers()
                || from.isFarApart(steps) && to.isFarApartLike(from, steps)) {
            add(first, to.level() - 1, kind(decisions.apply(first)));
        } else {
            long near = from.isFarApart(steps)
                    ? StockLine.halve(
                            from.level(),
                            to.level(),
                            level -> !decisions.apply(level).isFarApartLike(from, steps))
                    : first;
            long far = to.isFarApart(steps)
                    ? StockLine.halve(
                            near - 1,
                            to.level(),
                            level -> decisions.apply(level).isFarApartLike(to, steps))
                    : to.level();
            add(first, near - 1, Kind.DIFFERENT);
            addEachOf(near, far - 1);
            add(far, to.level() - 1, Kind.DIFFERENT);
        }
    }

    /// One period is enough of numbers that rise at the same pace.
    private void addEachOf(long first, long last) {
        boolean repeats = last - first > period
                && decisions.apply(first).apart()
                        == decisions.apply(first + period).apart();
        long levels = repeats ? period : last - first + 1;
        boolean allowed = effort.allows((int) Math.min(levels, Integer.MAX_VALUE), 1);
        if (!allowed) {
            add(first, last, Kind.MIXED);
            return;
        }
        int before = pieces.size();
        for (long level = first; level < first + levels; level++) {
            add(level, level, kind(decisions.apply(level)));
        }
        if (repeats) {
            var kinds = pieces.subList(before, pieces.size()).stream()
                    .map(Piece::kind)
                    .distinct()
                    .toList();
            add(first + levels, last, kinds.size() == 1 ? kinds.getFirst() : Kind.MIXED);
        }
    }

    private void add(long first, long last, Kind kind) {
        if (first <= last) {
            add(decisions.apply(first), decisions.apply(last), kind);
        }
    }

    private void add(LevelOutcomes first, LevelOutcomes last, Kind kind) {
        pieces.add(new Piece(new LevelRange(first, last), kind));
    }

    private static Kind kind(LevelOutcomes point) {
        return point.isDifferent() ? Kind.DIFFERENT : Kind.SAME;
    }

    private void join() {
        int begin = 0;
        for (int i = 1; i <= pieces.size(); i++) {
            var kind = pieces.get(begin).kind();
            if (i == pieces.size() || pieces.get(i).kind() != kind) {
                join(pieces.subList(begin, i), kind);
                begin = i;
            }
        }
    }

    private void join(List<Piece> alike, Kind kind) {
        if (kind != Kind.SAME) {
            EvenRanges.of(alike.stream().map(Piece::levels).toList(), rhythm)
                    .forEach(range -> stretches.add(new Stretch(range, kind == Kind.DIFFERENT)));
        }
    }

    private List<Stretch> withoutInterruptions() {
        var all = new ArrayList<Stretch>();
        var row = new ArrayList<Stretch>();
        for (var stretch : stretches) {
            if (!row.isEmpty() && !isInterrupted(row.getLast(), stretch)) {
                all.addAll(inOne(row));
                row.clear();
            }
            row.add(stretch);
        }
        all.addAll(inOne(row));
        return all;
    }

    private boolean isInterrupted(Stretch one, Stretch next) {
        var last = one.levels().last();
        var first = next.levels().first();
        long units = first.level() - last.level();
        return one.isInterruptedOrShort()
                && next.isInterruptedOrShort()
                && units < SHORT
                && (units > 1 || !one.all() || !next.all())
                && last.isNumbers()
                && first.goesOnFrom(last, rhythm);
    }

    private static List<Stretch> inOne(List<Stretch> row) {
        if (row.size() < OFTEN && row.stream().allMatch(Stretch::all)) {
            return List.copyOf(row);
        }
        var levels = new LevelRange(
                row.getFirst().levels().first(), row.getLast().levels().last());
        return List.of(new Stretch(levels, false));
    }
}
