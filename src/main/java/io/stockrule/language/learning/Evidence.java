package io.stockrule.language.learning;

import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Selection;
import io.stockrule.language.learning.Situations.Situation;
import io.stockrule.language.meaning.SelectedStock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The situations as one selection of warehouses has them: rows of plain numbers.
final class Evidence {
    /// Where the old tool sent nothing.
    static final int HELD = -1;

    private final Selection selection;
    private final List<Situation> situations;
    private final long[] available;
    private final int[] packs;
    private final int[] listed;
    private final int[] weights;
    private final long weight;
    private final Tally unknown;
    private final List<Axis> axes;
    private final Marks marks;
    private final boolean packsVary;

    private Evidence(Selection selection, List<Situation> known, long[] available, Tally unknown, List<String> names) {
        this.selection = selection;
        this.situations = known;
        this.available = available;
        this.unknown = unknown;
        this.packs = known.stream().mapToInt(each -> each.facts().packSize()).toArray();
        this.listed =
                known.stream().mapToInt(each -> each.listed().orElse(HELD)).toArray();
        this.weights = known.stream().mapToInt(each -> each.pairs().size()).toArray();
        this.weight = Arrays.stream(weights).asLongStream().sum();
        this.axes = axes(names);
        this.marks = Marks.of(known);
        this.packsVary = Arrays.stream(packs).distinct().count() > 1;
    }

    static Evidence of(Selection selection, List<Situation> all, List<String> warehouses) {
        var known = new ArrayList<Situation>();
        var amounts = new ArrayList<Long>();
        var unknown = new Tally();
        for (var situation : all) {
            var stock = SelectedStock.of(selection, situation.facts().variant()).available();
            if (stock.isPresent()) {
                known.add(situation);
                amounts.add(stock.getAsLong());
            } else {
                unknown.add(situation.listed().orElse(HELD), situation.pairs().size());
            }
        }
        return new Evidence(
                selection, known, amounts.stream().mapToLong(it -> it).toArray(), unknown, warehouses);
    }

    private List<Axis> axes(List<String> warehouses) {
        var all = new ArrayList<Axis>();
        var everywhere = new boolean[size()];
        Arrays.fill(everywhere, true);
        all.add(Axis.of(new Amount.Available(), available, everywhere));
        if (warehouses.size() > 1) {
            warehouses.forEach(each -> all.add(levels(each)));
        }
        return all;
    }

    private Axis levels(String warehouse) {
        var levels = new long[size()];
        var known = new boolean[size()];
        for (int row = 0; row < levels.length; row++) {
            var level = SelectedStock.level(situations.get(row).facts().variant(), warehouse);
            known[row] = level.isPresent();
            levels[row] = level.orElse(0);
        }
        return Axis.of(new Amount.AvailableAt(warehouse), levels, known);
    }

    /// Rows from all of it, but more of those with little stock: there most profiles do something else.
    Evidence sample(int limit, List<String> warehouses) {
        if (size() <= limit) {
            return this;
        }
        var order = IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingLong(row -> available[row]))
                .toList();
        int low = limit / 4;
        var rows = new ArrayList<>(order.subList(0, low));
        int rest = size() - low;
        for (int i = 0; i < limit - low; i++) {
            rows.add(order.get(low + (int) ((long) i * rest / (limit - low))));
        }
        return new Evidence(
                selection,
                rows.stream().map(situations::get).toList(),
                rows.stream().mapToLong(row -> available[row]).toArray(),
                unknown,
                warehouses);
    }

    /// What is mostly listed of an amount and a pack.
    record Point(long available, int pack, int listed) {}

    /// Rising; without those of which nothing was sent.
    List<Point> points() {
        var points = new ArrayList<Point>();
        tallies()
                .forEach((at, tally) -> tally.most(2).stream()
                        .filter(number -> number != HELD)
                        .findFirst()
                        .ifPresent(number -> points.add(new Point(at.available(), at.pack(), number.intValue()))));
        return points;
    }

    /// What is mostly said of each amount and pack: whether it is this number, or [#HELD].
    ///
    /// @return points that list 1 where it is, and 0 where it is not
    List<Point> pointsWith(int number) {
        var points = new ArrayList<Point>();
        tallies()
                .forEach((at, tally) -> points.add(
                        new Point(at.available(), at.pack(), tally.most(1).getFirst() == number ? 1 : 0)));
        return points;
    }

    private Map<Point, Tally> tallies() {
        var tallies = new TreeMap<Point, Tally>(
                Comparator.comparingLong(Point::available).thenComparingInt(Point::pack));
        for (int row = 0; row < size(); row++) {
            tallies.computeIfAbsent(new Point(available[row], packs[row], 0), _ -> new Tally())
                    .add(listed[row], weights[row]);
        }
        return tallies;
    }

    Selection selection() {
        return selection;
    }

    int size() {
        return available.length;
    }

    long available(int row) {
        return available[row];
    }

    int pack(int row) {
        return packs[row];
    }

    /// The number, or [#HELD].
    int listed(int row) {
        return listed[row];
    }

    /// How many pairs the row stands for.
    int weight(int row) {
        return weights[row];
    }

    long weight() {
        return weight;
    }

    /// What was listed of unknown stock.
    Tally unknown() {
        return unknown;
    }

    List<Axis> axes() {
        return axes;
    }

    Marks marks() {
        return marks;
    }

    boolean packsVary() {
        return packsVary;
    }
}
