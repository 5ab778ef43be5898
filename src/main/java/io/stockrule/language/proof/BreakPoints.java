package io.stockrule.language.proof;

import io.stockrule.language.Action;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Profile;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Selection;
import io.stockrule.language.proof.StockLine.Measure;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The levels at which, or beside which, a decision can take another turn on the way along a [StockLine].
public final class BreakPoints {
    private final Profile profile;
    private final StockLine line;

    private BreakPoints(Profile profile, StockLine line) {
        this.profile = profile;
        this.line = line;
    }

    /// In rising order. Between two neighbours the same exception acts, and the decision only rises or only falls.
    public static long[] of(Profile profile, StockLine line, List<ListingCase.Exception> exceptions) {
        return of(profile, line, exceptions, 1);
    }

    /// @param atLeast units on both sides of each
    static long[] of(Profile profile, StockLine line, List<ListingCase.Exception> exceptions, long atLeast) {
        var points = new BreakPoints(profile, line);
        long reach = Math.max(atLeast, line.reach());
        var named = LongStream.concat(
                        line.turningPoints(),
                        Stream.concat(
                                        Stream.of(points.ofSelection(), points.ofMode()),
                                        exceptions.stream().flatMap(points::ofException))
                                .flatMapToLong(each -> each)
                                .flatMap(level -> around(level, reach)))
                .filter(line::contains)
                .sorted()
                .distinct()
                .toArray();
        return points.withStairs(named, reach);
    }

    /// Between two neighbours a number that follows stock rises in stairs where a profile lists in steps. It is
    /// nearest to what is available, and farthest from what is sellable, at the first stair after the lower of
    /// them: no amount rises faster than the level, so each stair after it is as long or longer.
    private long[] withStairs(long[] named, long reach) {
        if (!profile.mode().followsStock() || profile.steps() == 1) {
            return named;
        }
        var stairs = IntStream.range(1, named.length)
                .mapToObj(i -> line.firstStair(named[i - 1], named[i]))
                .flatMapToLong(OptionalLong::stream)
                .flatMap(stair -> around(stair, reach));
        return LongStream.concat(LongStream.of(named), stairs)
                .filter(line::contains)
                .sorted()
                .distinct()
                .toArray();
    }

    private static LongStream around(long level, long reach) {
        return LongStream.rangeClosed(level - reach, level + reach);
    }

    /// From there on this warehouse is chosen, and its own roundings count.
    private LongStream ofSelection() {
        return profile.selection() instanceof Selection.FirstOf first
                ? LongStream.of(first.atLeast())
                : LongStream.empty();
    }

    private LongStream ofMode() {
        var cap = profile.mode() instanceof QuantityMode.NotMoreThan(int most)
                ? LongStream.of(most, most + 1)
                : LongStream.empty();
        var numbers = LongStream.concat(
                cap, LongStream.of(1, profile.minimum(), Outcome.MAXIMUM_QUANTITY, Outcome.MAXIMUM_QUANTITY + 1));
        return numbers.flatMap(number -> line.passing(Measure.SELLABLE, number));
    }

    private Stream<LongStream> ofException(ListingCase.Exception exception) {
        return Stream.concat(
                TraitTests.leaves(exception.condition())
                        .map(leaf -> leaf instanceof Condition.AmountTest test ? ofTest(test) : LongStream.empty()),
                Stream.of(ofAction(profile.exceptions().get(exception.index()).action())));
    }

    private LongStream ofTest(Condition.AmountTest test) {
        var numbers = test.comparison().breakPoints();
        return switch (test.amount()) {
            case Amount.AvailableAt at -> at.warehouse().equals(line.filling()) ? numbers : LongStream.empty();
            case Amount.Held(var part) -> numbers.flatMap(number -> line.holding(part, number));
            case Amount.HeldAt(var part, var _) -> numbers.flatMap(number -> line.holding(part, number));
            case Amount.Available _ -> passing(Measure.AVAILABLE, numbers);
            case Amount.Sellable _ -> passing(Measure.SELLABLE, numbers);
            case Amount.Listed _ -> passing(Measure.LISTED, numbers);
        };
    }

    private LongStream passing(Measure measure, LongStream numbers) {
        return numbers.flatMap(
                number -> LongStream.concat(line.passing(measure, number), line.passing(measure, number + 1)));
    }

    private LongStream ofAction(Action action) {
        return switch (action) {
            case Action.ListNumber list ->
                LongStream.concat(
                        passing(Measure.LISTED, LongStream.of(list.quantity())),
                        passing(Measure.AVAILABLE, LongStream.of(list.quantity())));
            case Action.ListAtMost most -> passing(Measure.LISTED, LongStream.of(most.quantity()));
            case Action.ListAtLeast least ->
                LongStream.concat(
                        passing(Measure.LISTED, LongStream.of(least.quantity())),
                        passing(Measure.AVAILABLE, LongStream.of(least.quantity())));
            case Action.Add add -> passing(Measure.LISTED, LongStream.of(Outcome.MAXIMUM_QUANTITY - add.units()));
            case Action.Subtract subtract ->
                passing(
                        Measure.LISTED,
                        LongStream.of(subtract.units(), Outcome.MAXIMUM_QUANTITY + (long) subtract.units()));
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> LongStream.empty();
        };
    }
}
