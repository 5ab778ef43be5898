package io.stockrule.language.proof;

import io.stockrule.language.Profile;
import io.stockrule.language.proof.ComparedLevels.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Where two profiles decide differently along one [StockLine].
///
/// Between two neighbouring points each number only rises, falls or stays. Rounded, two of them may meet and part again
/// and again where they are close to each other, so every level is looked at there.
final class Stretches {
    /// Units; where the paces of two numbers differ by 1%, roundings part them and join them within so many.
    private static final long SHORT = 200;

    private static final int OFTEN = 3;

    private final LongFunction<BothDecisions> decisions;
    private final Effort effort;
    private final boolean sameAmounts;
    private final long period;
    private final long longestFlatBefore;
    private final long longestFlatAfter;
    private final List<ComparedLevels> pieces = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();

    private Stretches(
            Profile before, Profile after, StockLine line, LongFunction<BothDecisions> decisions, Effort effort) {
        this.decisions = decisions;
        this.effort = effort;
        this.sameAmounts = before.selection().equals(after.selection())
                && before.reserves().equals(after.reserves())
                && before.share().equals(after.share());
        this.period = Rounding.periodOfBoth(before, after, line.filling());
        this.longestFlatBefore = Rounding.longestFlat(before, line.filling());
        this.longestFlatAfter = Rounding.longestFlat(after, line.filling());
    }

    /// @param points levels in rising order, with all at which a decision can take another turn
    /// @param effort of which every level is taken that is looked at between two points
    static List<Stretch> of(
            Profile before,
            Profile after,
            StockLine line,
            long[] points,
            LongFunction<BothDecisions> decisions,
            Effort effort) {
        var stretches = new Stretches(before, after, line, decisions, effort);
        stretches.addPieces(points);
        stretches.join();
        return stretches.period > 1 ? stretches.withoutInterruptions() : stretches.stretches;
    }

    private void addPieces(long[] points) {
        for (int i = 0; i < points.length; i++) {
            var point = decisions.apply(points[i]);
            if (i > 0 && points[i] - points[i - 1] > 1) {
                addBetween(pieces.getLast().last(), point);
            }
            add(point, point, kind(point));
        }
    }

    private void addBetween(BothDecisions from, BothDecisions to) {
        long first = from.level() + 1;
        boolean parallel = sameAmounts && from.apart() == to.apart();
        if (parallel || !from.areNumbers() || !to.areNumbers() || from.areFarApart() && to.areFarApartLike(from)) {
            add(first, to.level() - 1, kind(decisions.apply(first)));
        } else {
            long near = from.areFarApart()
                    ? StockLine.halve(
                            from.level(),
                            to.level(),
                            level -> !decisions.apply(level).areFarApartLike(from))
                    : first;
            long far = to.areFarApart()
                    ? StockLine.halve(
                            near - 1,
                            to.level(),
                            level -> decisions.apply(level).areFarApartLike(to))
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
                    .map(ComparedLevels::kind)
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

    private void add(BothDecisions first, BothDecisions last, Kind kind) {
        pieces.add(new ComparedLevels(first, last, kind));
    }

    private static Kind kind(BothDecisions point) {
        return point.areDifferent() ? Kind.DIFFERENT : Kind.SAME;
    }

    private void join() {
        var growing = new GrowingStretch(longestFlatBefore, longestFlatAfter, period > 1 ? 1 : 0);
        for (var piece : pieces) {
            int begin = growing.beginOfNextWith(piece);
            while (begin > 0) {
                stretches.add(growing.upTo(begin));
                growing = growing.from(begin);
                begin = growing.beginOfNextWith(piece);
            }
            if (piece.kind() != Kind.SAME) {
                growing.add(piece);
            }
        }
        growing.whole().ifPresent(stretches::add);
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

    private static boolean isInterrupted(Stretch one, Stretch next) {
        long units = next.first().level() - one.last().level();
        return one.isInterruptedOrShorterThan(SHORT)
                && next.isInterruptedOrShorterThan(SHORT)
                && units < SHORT
                && (units > 1 || !one.all() || !next.all())
                && one.last().areNumbers()
                && next.first().goOnFrom(one.last(), 1);
    }

    private static List<Stretch> inOne(List<Stretch> row) {
        return row.size() < OFTEN && row.stream().allMatch(Stretch::all)
                ? List.copyOf(row)
                : List.of(new Stretch(row.getFirst().first(), row.getLast().last(), false));
    }
}
