package io.stockrule.language.proof;

import io.stockrule.language.Action;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Profile;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Selection;
import io.stockrule.language.proof.StockLine.Measure;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The levels at which, or beside which, a decision about a listing can take another turn on the way along a
/// [StockLine].
public final class BreakPoints {
    private final Profile profile;
    private final Map<Measure, SortedSet<Long>> passed = new EnumMap<>(Measure.class);
    /// Levels of single warehouses.
    private final Map<String, List<Long>> tested = new HashMap<>();
    private final List<HeldUnits> held = new ArrayList<>();

    private record HeldUnits(HeldPart part, long units) {}

    /// @param exceptions that can apply to the listing
    public BreakPoints(Profile profile, List<ListingCase.Exception> exceptions) {
        this.profile = profile;
        addMode();
        for (var exception : exceptions) {
            TraitTests.leaves(exception.condition()).forEach(this::addTest);
            addAction(profile.exceptions().get(exception.index()).action());
        }
    }

    /// In rising order. Between two neighbours the same exception acts, and the decision only rises or only falls.
    public long[] along(StockLine line) {
        return along(line, 1);
    }

    /// @param atLeast units on both sides of each
    long[] along(StockLine line, long atLeast) {
        long reach = Math.max(atLeast, line.reach());
        var named = LongStream.builder();
        add(named, line.turningPoints(), 0);
        if (profile.selection() instanceof Selection.FirstOf first) { // from there on its own roundings count
            add(named, new long[] {first.atLeast()}, reach);
        }
        passed.forEach(
                (measure, numbers) -> numbers.forEach(number -> add(named, line.passing(measure, number), reach)));
        tested.getOrDefault(line.filling(), List.of()).forEach(level -> add(named, new long[] {level}, reach));
        held.forEach(each -> add(named, line.holding(each.part(), each.units()), reach));
        return withStairs(line, inOrder(line, named.build()), reach);
    }

    private static void add(LongStream.Builder named, long[] levels, long reach) {
        for (long level : levels) {
            for (long near = level - reach; near <= level + reach; near++) {
                named.add(near);
            }
        }
    }

    private static long[] inOrder(StockLine line, LongStream levels) {
        return levels.filter(line::contains).sorted().distinct().toArray();
    }

    /// Between two neighbours a number that follows stock rises in stairs where a profile lists in steps. It is
    /// nearest to what is available, and farthest from what is sellable, at the first stair after the lower of
    /// them: no amount rises faster than the level, so each stair after it is as long or longer.
    private long[] withStairs(StockLine line, long[] named, long reach) {
        if (!profile.mode().followsStock() || profile.steps() == 1) {
            return named;
        }
        var stairs = IntStream.range(1, named.length)
                .mapToObj(i -> line.firstStair(named[i - 1], named[i]))
                .flatMapToLong(OptionalLong::stream)
                .flatMap(stair -> LongStream.rangeClosed(stair - reach, stair + reach));
        return inOrder(line, LongStream.concat(LongStream.of(named), stairs));
    }

    private void addMode() {
        add(Measure.SELLABLE, 1, profile.minimum(), Outcome.MAXIMUM_QUANTITY, Outcome.MAXIMUM_QUANTITY + 1);
        if (profile.mode() instanceof QuantityMode.NotMoreThan(int most)) {
            add(Measure.SELLABLE, most, most + 1);
        }
    }

    private void addTest(Condition leaf) {
        if (leaf instanceof Condition.AmountTest(var amount, var comparison)) {
            comparison.breakPoints().forEach(number -> addTest(amount, number));
        }
    }

    private void addTest(Amount amount, long number) {
        switch (amount) {
            case Amount.AvailableAt at ->
                tested.computeIfAbsent(at.warehouse(), _ -> new ArrayList<>()).add(number);
            case Amount.Held(var part) -> held.add(new HeldUnits(part, number));
            case Amount.HeldAt(var part, var _) -> held.add(new HeldUnits(part, number));
            case Amount.Available _ -> addPassed(Measure.AVAILABLE, number);
            case Amount.Sellable _ -> addPassed(Measure.SELLABLE, number);
            case Amount.Listed _ -> addPassed(Measure.LISTED, number);
        }
    }

    private void addAction(Action action) {
        switch (action) {
            case Action.ListNumber list -> addListed(list.quantity());
            case Action.ListAtMost most -> addPassed(Measure.LISTED, most.quantity());
            case Action.ListAtLeast least -> addListed(least.quantity());
            case Action.Add add -> addPassed(Measure.LISTED, Outcome.MAXIMUM_QUANTITY - add.units());
            case Action.Subtract subtract -> {
                addPassed(Measure.LISTED, subtract.units());
                addPassed(Measure.LISTED, Outcome.MAXIMUM_QUANTITY + (long) subtract.units());
            }
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> {}
        }
    }

    private void addListed(int quantity) {
        addPassed(Measure.LISTED, quantity);
        addPassed(Measure.AVAILABLE, quantity);
    }

    /// It is reached at one level, and passed at another.
    private void addPassed(Measure measure, long number) {
        add(measure, number, number + 1);
    }

    private void add(Measure measure, long... numbers) {
        var all = passed.computeIfAbsent(measure, _ -> new TreeSet<>());
        LongStream.of(numbers).forEach(all::add);
    }
}
