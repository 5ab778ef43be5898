package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Profile;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The lines along which a profile is examined: each warehouse fills in turn, while all others stay at a level at which
/// something can change, or are unknown.
public final class StockLines {
    private static final int MOST_LINES = 4_000;
    private static final long SEED = 20_261_224;

    /// More than any number in a text.
    private static final long PLENTY = 2_000_000;

    private final Profile profile;
    private final KnownWarehouses warehouses;
    private final int packSize;
    private final Map<Place, Optional<StockLine>> lines = new HashMap<>();
    private boolean complete = true;

    private record Place(Levels others, int filling) {}

    public StockLines(Profile profile, KnownWarehouses warehouses, int packSize) {
        this.profile = profile;
        this.warehouses = warehouses;
        this.packSize = packSize;
    }

    /// How many were made, which takes its time.
    public int made() {
        return lines.size();
    }

    /// False once there were more than are examined.
    public boolean complete() {
        return complete;
    }

    /// For listings to which only these exceptions can apply.
    public List<StockLine> of(List<ListingCase.Exception> exceptions) {
        return of(exceptions, 1);
    }

    /// @param reach units on both sides of each level at which something can change
    List<StockLine> of(List<ListingCase.Exception> exceptions, long reach) {
        if (warehouses.count() == 1) {
            return line(warehouses.none(), 0).stream().toList();
        }
        var named = named(exceptions);
        var first = across(named);
        var points = new BreakPoints(profile, exceptions);
        var passed = passed(named, oneOfEach(first), points, reach, MOST_LINES);
        if (count(passed) <= MOST_LINES) {
            passed = passed(named, first, points, reach, MOST_LINES);
        }
        if (count(passed) > MOST_LINES) {
            complete = false;
            return first;
        }
        return across(passed);
    }

    /// Lines along which other warehouses fill, of which few mostly tell that all together have too many levels.
    private static List<StockLine> oneOfEach(List<StockLine> lines) {
        var byFilling = new LinkedHashMap<String, StockLine>();
        lines.forEach(line -> byFilling.putIfAbsent(line.filling(), line));
        return List.copyOf(byFilling.values());
    }

    private List<SequencedSet<OptionalLong>> named(List<ListingCase.Exception> exceptions) {
        return warehouses.names().stream()
                .map(name -> namedLevels(name, exceptions))
                .toList();
    }

    /// Where one warehouse alone makes a difference.
    private SequencedSet<OptionalLong> namedLevels(String name, List<ListingCase.Exception> exceptions) {
        var reserved = profile.reserves().stream()
                .filter(reserve -> reserve.warehouse().equals(Optional.of(name)))
                .flatMap(reserve -> reserve.kept() instanceof Reserve.Kept.Units(int units)
                        ? Stream.of((long) units)
                        : Stream.empty());
        var enough = profile.selection() instanceof Selection.FirstOf first
                ? Stream.of((long) first.atLeast())
                : Stream.<Long>empty();
        var tested = exceptions.stream()
                .flatMap(exception -> TraitTests.leaves(exception.condition()))
                .flatMap(leaf -> leaf instanceof Condition.AmountTest(Amount.AvailableAt(var at), var comparison)
                                && at.equals(name)
                        ? comparison.breakPoints().boxed()
                        : Stream.empty());
        var levels = new LinkedHashSet<OptionalLong>();
        levels.add(OptionalLong.empty());
        Stream.of(Stream.of(0L), reserved, enough, tested)
                .flatMap(each -> each)
                .flatMap(level -> Stream.of(level, level - 1, level + 1))
                .forEach(level -> levels.add(OptionalLong.of(level)));
        levels.add(OptionalLong.of(PLENTY));
        return levels;
    }

    /// With the levels at which, along these lines, a sum passes a number.
    ///
    /// @param most lines across them; with more, it is enough to know that there are more
    private List<SequencedSet<OptionalLong>> passed(
            List<SequencedSet<OptionalLong>> named, List<StockLine> along, BreakPoints points, long reach, long most) {
        var more = new ArrayList<SequencedSet<OptionalLong>>();
        named.forEach(each -> more.add(new LinkedHashSet<>(each)));
        for (var line : along) {
            if (count(more) > most) {
                break;
            }
            var levels = more.get(warehouses.names().indexOf(line.filling()));
            if (levels.size() < MOST_LINES) {
                LongStream.of(points.along(line, reach))
                        .filter(level -> Math.abs(level) < Outcome.MAXIMUM_QUANTITY / 2)
                        .forEach(level -> levels.add(OptionalLong.of(level)));
            }
        }
        return more;
    }

    /// Whether the level of a warehouse that is not chosen can make a difference: then a rise may show
    /// only once several levels have fallen by several units, with a hold at every stock between.
    boolean choiceIsTested() {
        return profile.selection() instanceof Selection.FirstOf first
                && first.names().size() > 1
                && KnownWarehouses.tested(profile).findAny().isPresent();
    }

    /// The levels at which something changes in any of the warehouses, and their neighbours: what lies in one is
    /// compared with what lies in another, and from the level next to it on it is less. In rising order.
    long[] sharedLevels(List<ListingCase.Exception> exceptions, long reach) {
        var named = named(exceptions);
        return passed(named, across(named), new BreakPoints(profile, exceptions), reach, Long.MAX_VALUE).stream()
                .flatMap(Collection::stream)
                .flatMapToLong(OptionalLong::stream)
                .flatMap(level -> LongStream.rangeClosed(level - 1, level + 1))
                .sorted()
                .distinct()
                .toArray();
    }

    private long count(List<SequencedSet<OptionalLong>> levels) {
        long all = 0;
        for (int filling = 0; filling < levels.size(); filling++) {
            all += others(levels, filling);
        }
        return all;
    }

    /// Never more than an `int` holds.
    private static long others(List<SequencedSet<OptionalLong>> levels, int filling) {
        long count = 1;
        for (int i = 0; i < levels.size(); i++) {
            count = i == filling
                    ? count
                    : Math.min(Integer.MAX_VALUE, count * levels.get(i).size());
        }
        return count;
    }

    private List<StockLine> across(List<SequencedSet<OptionalLong>> levels) {
        return count(levels) > MOST_LINES ? drawn(levels) : all(levels);
    }

    private List<StockLine> all(List<SequencedSet<OptionalLong>> levels) {
        var all = new ArrayList<StockLine>();
        for (int filling = 0; filling < levels.size(); filling++) {
            for (var others : places(levels, filling)) {
                line(others, filling).ifPresent(all::add);
            }
        }
        return all;
    }

    private List<Levels> places(List<SequencedSet<OptionalLong>> levels, int filling) {
        var places = List.of(warehouses.none());
        for (int i = 0; i < levels.size(); i++) {
            if (i != filling) {
                int warehouse = i;
                var before = places;
                places = levels.get(i).stream()
                        .flatMap(level -> before.stream().map(place -> place.with(warehouse, level)))
                        .toList();
            }
        }
        return places;
    }

    private List<StockLine> drawn(List<SequencedSet<OptionalLong>> levels) {
        complete = false;
        var chance = new Random(SEED);
        var drawn = new ArrayList<StockLine>();
        for (int i = 0; i < MOST_LINES; i++) {
            int filling = i % levels.size();
            line(drawn(warehouses.none(), levels, filling, chance), filling).ifPresent(drawn::add);
        }
        return drawn;
    }

    private static Levels drawn(Levels none, List<SequencedSet<OptionalLong>> levels, int filling, Random chance) {
        var units = new ArrayList<OptionalLong>();
        for (int i = 0; i < levels.size(); i++) {
            units.add(
                    i == filling
                            ? OptionalLong.empty()
                            : List.copyOf(levels.get(i))
                                    .get(chance.nextInt(levels.get(i).size())));
        }
        return new Levels(units, none.held());
    }

    /// Whether the level of each warehouse always counts: then a fall of several is one of each after the
    /// other, of which each lowers what is available.
    boolean everyLevelCounts() {
        return switch (profile.selection()) {
            case Selection.All _ -> true;
            case Selection.AllExcept except -> warehouses.names().stream().noneMatch(except.names()::contains);
            case Selection.Named named -> named.names().containsAll(warehouses.names());
            case Selection.FirstOf first -> first.names().size() == 1;
        };
    }

    public Optional<StockLine> line(Levels others, int filling) {
        return lines.computeIfAbsent(
                new Place(others, filling),
                place -> StockLine.of(profile, warehouses, place.others(), filling, packSize));
    }

    /// Where other profiles must be looked at too when they are compared with this one.
    public boolean has(StockLine line) {
        return lines.containsKey(new Place(line.others(), warehouses.names().indexOf(line.filling())));
    }

    /// The line beside this one on which another warehouse has one unit less.
    List<StockLine> oneUnitLess(StockLine line) {
        var beside = new ArrayList<StockLine>();
        for (int i = 0; i < warehouses.count(); i++) {
            var level = line.others().units().get(i);
            if (level.isPresent()) {
                line(
                                line.others().with(i, level.getAsLong() - 1),
                                warehouses.names().indexOf(line.filling()))
                        .ifPresent(beside::add);
            }
        }
        return beside;
    }
}
