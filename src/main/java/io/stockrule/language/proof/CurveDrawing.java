package io.stockrule.language.proof;

import io.stockrule.language.proof.Curve.Segment;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Joins the points of a curve to as few segments as tell it.
final class CurveDrawing {
    private record Stretch(long from, long to, Outcome first, Outcome last) {
        boolean isLongerThan(long flat) {
            return to - from >= flat;
        }

        boolean isFlat() {
            return first.equals(last);
        }
    }

    private final List<Stretch> flats = new ArrayList<>();
    private final long flat;

    /// @param flat the longest stretch on which a number that rises stays the same
    CurveDrawing(long flat) {
        this.flat = flat;
    }

    /// The next point to the right. What lies between two points with the same outcome has it too.
    void add(long point, Outcome outcome) {
        if (!flats.isEmpty() && flats.getLast().last().equals(outcome)) {
            var before = flats.removeLast();
            flats.add(new Stretch(before.from(), point, before.first(), outcome));
        } else {
            flats.add(new Stretch(point, point, outcome, outcome));
        }
    }

    List<Segment> segments() {
        var joined = new ArrayList<Stretch>();
        for (var next : flats) {
            if (!joined.isEmpty() && goesOn(joined.getLast(), next)) {
                var before = joined.removeLast();
                joined.add(new Stretch(before.from(), next.to(), before.first(), next.last()));
            } else {
                joined.add(next);
            }
        }
        return joined.stream().map(each -> segment(each, joined)).toList();
    }

    /// Two that both rise, or of which each is too short to tell, without a step between them.
    private boolean goesOn(Stretch before, Stretch next) {
        long rise = Example.listed(next.first()).orElse(0)
                - Example.listed(before.last()).orElse(0);
        return before.last() instanceof Outcome.Lists
                && next.first() instanceof Outcome.Lists
                && !next.isLongerThan(flat)
                && !(before.isFlat() && before.isLongerThan(flat))
                && rise >= 0
                && rise <= next.from() - before.to();
    }

    private static Segment segment(Stretch stretch, List<Stretch> all) {
        return new Segment(
                stretch.equals(all.getFirst()) ? OptionalLong.empty() : OptionalLong.of(stretch.from()),
                stretch.equals(all.getLast()) ? OptionalLong.empty() : OptionalLong.of(stretch.to()),
                stretch.first(),
                stretch.last());
    }
}
