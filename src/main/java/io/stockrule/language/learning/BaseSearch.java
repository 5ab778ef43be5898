package io.stockrule.language.learning;

import io.stockrule.language.QuantityMode;
import io.stockrule.language.learning.Evidence.Point;
import io.stockrule.language.learning.SellableVotes.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// How a quantity may come about, but for exceptions, on a sample of the rows.
final class BaseSearch {
    private static final int POINTS = 240;
    private static final int PLATEAUS = 4;
    private static final int GUESSES = 16;
    private static final int CONSTANTS = 4;
    private static final int MOST_SHIFTED = 8;
    private static final int MOST_THRESHOLD = 30;
    private static final double MOSTLY = 0.9;

    private final Evidence evidence;
    private final List<Point> points;
    private final List<Integer> plateaus;
    private final OptionalInt smallest;

    BaseSearch(Evidence evidence) {
        this.evidence = evidence;
        this.points = evidence.points();
        var numbers = new Tally();
        points.stream().filter(point -> point.listed() > 0).forEach(point -> numbers.add(point.listed(), 1));
        this.plateaus = numbers.most(PLATEAUS).stream()
                .filter(number -> numbers.of(number) > 1)
                .map(Long::intValue)
                .toList();
        this.smallest = points.stream()
                .mapToInt(Point::listed)
                .filter(number -> number > 0 && numbers.of(number) >= Math.max(1, points.size() / 200))
                .min();
    }

    /// How much the amounts look as if the numbers came of them: the share of numbers that the best
    /// guess explains. That nothing is listed tells least, as it has many reasons.
    double promise() {
        var some = some(positive());
        return caps().stream()
                        .limit(3)
                        .mapToInt(cap -> votes(some, cap, 0, 1).getFirst().votes())
                        .max()
                        .orElse(0)
                / (double) Math.max(1, some.size());
    }

    private List<Integer> caps() {
        var caps = new ArrayList<>(List.of(Integer.MAX_VALUE));
        caps.addAll(plateaus);
        return caps;
    }

    private static List<Vote> votes(List<Point> points, int cap, int hidden, int limit) {
        return new SellableVotes(points, cap, hidden, limit).best();
    }

    /// Guesses that explain most in some part of the amounts: where an exception acts for most of them,
    /// what happens without it is seen in a part only.
    ///
    /// @param thorough whether to look at parts, too, and not only at all amounts
    Set<SellableGuess> guesses(boolean thorough) {
        var guesses = new LinkedHashSet<>(List.of(SellableGuess.EVERYTHING));
        for (var window : thorough ? windows() : List.of(some(points))) {
            for (int cap : caps()) {
                guess(window, cap, 0, guesses);
                if (smallest.orElse(0) > 1) {
                    guess(window, cap, smallest.getAsInt() - 1, guesses);
                }
            }
        }
        if (thorough) {
            shifted(guesses);
        }
        return guesses;
    }

    /// As if an exception had added units, or taken them, nearly everywhere.
    private void shifted(Collection<SellableGuess> guesses) {
        for (int units = -MOST_SHIFTED; units <= MOST_SHIFTED; units++) {
            int less = units;
            var window = some(positive().stream()
                    .filter(point -> point.listed() > less)
                    .map(point -> new Point(point.available(), point.pack(), point.listed() - less))
                    .toList());
            caps().stream()
                    .limit(3)
                    .map(cap -> cap == Integer.MAX_VALUE ? cap : cap - less)
                    .filter(cap -> cap > 0)
                    .forEach(cap -> votes(window, cap, 0, 3).forEach(vote -> guesses.add(vote.guess())));
        }
    }

    /// Guesses with which a number is listed from so many sellable units on, or up to so many: where a
    /// number does not follow stock, an exception on what is sellable is all that shows how that comes
    /// about.
    Set<SellableGuess> thresholds() {
        var guesses = new LinkedHashSet<SellableGuess>();
        if (evidence.packsVary()) {
            for (int number : frequent()) {
                var with = some(evidence.pointsWith(number));
                for (int threshold = 1; threshold <= MOST_THRESHOLD; threshold++) {
                    threshold(with, threshold, 1, guesses);
                    threshold(with, threshold, 0, guesses);
                }
            }
        }
        return guesses;
    }

    /// @param above what is listed from the threshold on
    private static void threshold(List<Point> with, int threshold, int above, Collection<SellableGuess> guesses) {
        var points = with.stream()
                .map(point -> new Point(point.available(), point.pack(), point.listed() == above ? threshold : 0))
                .toList();
        new SellableVotes(points, threshold, threshold - 1, 2)
                .bestOfFew().stream()
                        .filter(vote -> vote.votes() >= points.size() * MOSTLY)
                        .forEach(vote -> guesses.add(vote.guess()));
    }

    private List<Integer> frequent() {
        var numbers = new Tally();
        for (int row = 0; row < evidence.size(); row++) {
            numbers.add(evidence.listed(row), evidence.weight(row));
        }
        return numbers.most(2).stream().map(Long::intValue).toList();
    }

    private static void guess(List<Point> window, int cap, int hidden, Collection<SellableGuess> guesses) {
        votes(window, cap, hidden, GUESSES).forEach(vote -> guesses.add(vote.guess()));
    }

    private List<Point> positive() {
        return points.stream().filter(point -> point.listed() > 0).toList();
    }

    private List<List<Point>> windows() {
        int size = points.size();
        return List.of(
                some(points),
                some(positive()),
                some(points.subList(0, size / 8)),
                some(points.subList(0, size / 2)),
                some(points.subList(size / 2, size)));
    }

    /// All of the lowest amounts, where reserves and minimums show, and evenly chosen ones of the
    /// others.
    private static List<Point> some(List<Point> points) {
        if (points.size() <= POINTS) {
            return points;
        }
        int low = POINTS / 3;
        var some = new ArrayList<>(points.subList(0, low));
        int rest = points.size() - low;
        for (int i = 0; i < POINTS - low; i++) {
            some.add(points.get(low + (int) ((long) i * rest / (POINTS - low))));
        }
        return some;
    }

    /// Those that follow stock. A cap that an exception adds to, or takes from, is never listed itself.
    Set<QuantityMode> followingModes(Evidence rows, SellableRows sellable) {
        var modes = new LinkedHashSet<QuantityMode>(List.of(new QuantityMode.ProductValue()));
        var differences = new Tally();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.listed(row) > 0 && rows.listed(row) != sellable.units()[row]) {
                differences.add(rows.listed(row) - sellable.units()[row], rows.weight(row));
            }
        }
        for (int plateau : plateaus) {
            modes.add(new QuantityMode.NotMoreThan(plateau));
            differences.most(2).stream()
                    .map(difference -> plateau - difference)
                    .filter(cap -> cap > 0 && cap <= 1_000_000)
                    .forEach(cap -> modes.add(new QuantityMode.NotMoreThan(cap.intValue())));
        }
        return modes;
    }

    /// Those that list one number.
    List<QuantityMode> constantModes() {
        var numbers = new Tally();
        for (int row = 0; row < evidence.size(); row++) {
            numbers.add(evidence.listed(row), evidence.weight(row));
        }
        evidence.unknown()
                .most(2)
                .forEach(number -> numbers.add(number, evidence.unknown().of(number)));
        return numbers.most(CONSTANTS).stream()
                .filter(number -> number >= 0)
                .sorted(Comparator.naturalOrder())
                .<QuantityMode>map(number -> number == 1
                        ? new QuantityMode.SingleStock()
                        : new QuantityMode.CustomQuantity(number.intValue()))
                .toList();
    }
}
