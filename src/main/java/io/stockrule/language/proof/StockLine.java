package io.stockrule.language.proof;

import io.stockrule.language.Profile;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.meaning.Circumstances;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingFacts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The amounts of a profile while one warehouse fills and all others stay as they are.
///
/// Between two turns of the line each amount only rises or only falls, so the level at which it passes a number is
/// found by halving.
public final class StockLine {
    /// Farther than any number of a text takes effect: the largest, 1% of it offered, 99% kept in reserve.
    private static final long HIGHEST = 20_000_000_000L;

    private static final long LOWEST = -4_000_000;

    private final Profile profile;
    private final KnownWarehouses warehouses;
    private final Levels others;
    private final int filling;
    private final ListingFacts plainListing;
    private final Map<Long, Circumstances> known = new HashMap<>();
    private final Map<Passing, long[]> passings = new HashMap<>();
    private final long[] turns;
    private final Map<Measure, long[]> atTurns = new EnumMap<>(Measure.class);

    /// The amounts that a number is compared with.
    enum Measure {
        AVAILABLE(Circumstances::available),
        SELLABLE(Circumstances::sellable),
        LISTED(Circumstances::listed);

        private final ToLongFunction<Circumstances> amount;

        Measure(ToLongFunction<Circumstances> amount) {
            this.amount = amount;
        }

        private long of(Circumstances circumstances) {
            return amount.applyAsLong(circumstances);
        }
    }

    private record Passing(Measure measure, long number) {}

    private StockLine(
            Profile profile, KnownWarehouses warehouses, Levels others, int filling, Circumstances atNothing) {
        this.profile = profile;
        this.warehouses = warehouses;
        this.others = others;
        this.filling = filling;
        this.plainListing = atNothing.facts();
        known.put(0L, atNothing);
        this.turns = turns();
    }

    /// Empty where the stock stays unknown however much lies in this warehouse.
    public static Optional<StockLine> of(
            Profile profile, KnownWarehouses warehouses, Levels others, int filling, int packSize) {
        var facts = ListingTraits.NONE.facts(warehouses.stock(others.with(filling, 0)), packSize);
        return Interpreter.circumstances(profile, facts)
                .map(atNothing -> new StockLine(profile, warehouses, others, filling, atNothing));
    }

    /// The levels at which so much is held of something else that rises with what counts: in the warehouse that fills,
    /// or in all of them.
    long[] holding(HeldPart part, long units) {
        if (part != HeldPart.ON_HAND || warehouses.counting().isEmpty()) {
            return new long[0];
        }
        var stock = warehouses.stock(levels(0));
        long all = stock.stream().mapToLong(each -> part.of(each).orElse(0)).sum();
        long own = stock.stream()
                .filter(each -> each.warehouse().equals(filling()))
                .mapToLong(each -> part.of(each).orElse(0))
                .sum();
        return new long[] {units - own, units - own + 1, units - all, units - all + 1};
    }

    public Levels levels(long level) {
        return others.with(filling, level);
    }

    /// Those of all other warehouses.
    public Levels others() {
        return others;
    }

    /// The first level above the lower one with which another number is listed than with that one; empty where
    /// the upper one is the first or lists the same. Goes away from the lower one in steps twice as wide each.
    OptionalLong firstStair(long lower, long upper) {
        long listed = at(lower).listed();
        if (at(upper).listed() == listed) {
            return OptionalLong.empty();
        }
        long last = lower;
        long step = 1;
        while (last + step < upper && at(last + step).listed() == listed) {
            last += step;
            step *= 2;
        }
        long stair =
                halve(last, Math.min(last + step, upper), level -> at(level).listed() != listed);
        return stair == upper ? OptionalLong.empty() : OptionalLong.of(stair);
    }

    boolean contains(long level) {
        return level >= LOWEST && level <= HIGHEST;
    }

    /// Beyond an end nothing changes any more.
    public boolean isEnd(long level) {
        return level == LOWEST || level == HIGHEST;
    }

    public String filling() {
        return warehouses.names().get(filling);
    }

    public Circumstances at(long level) {
        return known.computeIfAbsent(level, this::amounts);
    }

    private Circumstances amounts(long level) {
        return Interpreter.circumstances(profile, plainListing.withStock(warehouses.stock(levels(level))))
                .orElseThrow();
    }

    /// Where the slope of an amount changes whatever is tested, both neighbours, and the ends.
    private long[] turns() {
        var own = profile.reserves().stream()
                .filter(reserve -> reserve.warehouse().isEmpty()
                        || reserve.warehouse().get().equals(filling()))
                .flatMap(reserve -> reserve.kept() instanceof Reserve.Kept.Units(int units)
                        ? Stream.of((long) units)
                        : Stream.empty());
        var enough = profile.selection() instanceof Selection.FirstOf first
                ? Stream.of((long) first.atLeast())
                : Stream.<Long>empty();
        var nothing = Stream.of(0L, -at(0).available());
        var inner = Stream.of(own, enough, nothing)
                .flatMap(each -> each)
                .flatMap(level -> Stream.of(level - 1, level, level + 1));
        return Stream.concat(inner, Stream.of(LOWEST, HIGHEST))
                .mapToLong(Long::longValue)
                .filter(level -> level >= LOWEST && level <= HIGHEST)
                .sorted()
                .distinct()
                .toArray();
    }

    long[] turningPoints() {
        return turns.clone();
    }

    /// The levels from which on the amount has reached the number, or no longer has.
    long[] passing(Measure measure, long number) {
        return passings.computeIfAbsent(new Passing(measure, number), this::pass);
    }

    private long[] pass(Passing passing) {
        var levels = LongStream.builder();
        long[] amounts = atTurns.computeIfAbsent(passing.measure(), this::atTurns);
        for (int i = 1; i < turns.length; i++) {
            boolean before = amounts[i - 1] >= passing.number();
            if (before != amounts[i] >= passing.number()) {
                double part = (double) (passing.number() - amounts[i - 1]) / (amounts[i] - amounts[i - 1]);
                levels.add(find(
                        turns[i - 1],
                        turns[i],
                        onTheStraightLine(turns[i - 1], turns[i], part),
                        level -> passing.measure().of(at(level)) >= passing.number() != before));
            }
        }
        return levels.build().toArray();
    }

    private long[] atTurns(Measure measure) {
        return LongStream.of(turns).map(level -> measure.of(at(level))).toArray();
    }

    /// Where the amount would pass the number if nothing were rounded between the two levels.
    private static long onTheStraightLine(long lower, long upper, double part) {
        return lower + Math.round(part * (upper - lower));
    }

    /// The first level above the lower one that has turned; the upper one has. Goes away from the guess in steps twice
    /// as wide each, until one of them has passed it.
    private static long find(long lower, long upper, long guess, LongPredicate turned) {
        long near = Math.clamp(guess, lower + 1, upper);
        boolean down = turned.test(near);
        long step = down ? -1 : 1;
        long last = near;
        long next = Math.clamp(near + step, lower, upper);
        while (next != lower && next != upper && turned.test(next) == down) {
            last = next;
            step *= 2;
            next = Math.clamp(next + step, lower, upper);
        }
        return halve(Math.min(last, next), Math.max(last, next), turned);
    }

    /// The first level above the lower one that has turned; the upper one has.
    public static long halve(long lower, long upper, LongPredicate turned) {
        long from = lower;
        long to = upper;
        while (to - from > 1) {
            long middle = from + (to - from) / 2;
            if (turned.test(middle)) {
                to = middle;
            } else {
                from = middle;
            }
        }
        return to;
    }

    /// Where an amount wavers it takes a hundred units until the roundings repeat.
    long reach() {
        return Rounding.wavers(profile, filling()) ? 300 : 1;
    }
}
