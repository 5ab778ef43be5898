package io.stockrule.language.proof;

import io.stockrule.language.Decides;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Circumstances;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// Looks at every stock of every listing at which something can change, and at its neighbours.
///
/// A decision is piecewise linear (rounded) in the level of each warehouse: what holds at both ends of a piece holds
/// inside, and where it begins to hold inside is found by halving.
public final class Examination {
    private static final long SEED = 20_261_224;
    private static final int LINES_OF_MANY = 8;
    private static final int TRIES_TO_SEE_A_CHANGE = 4;
    private static final long TRIED_UP_TO = 30;

    private final Profile profile;
    private final KnownWarehouses warehouses;
    private final StockLines lines;
    private final int packSize;
    private final Optional<Decides> decides;
    private final Effort effort;
    private final Examined examined;
    private final int[] tries;
    private final boolean onlyExceptionsSayHandlingTimes;

    /// @param profile of the same listings, without limited statements
    /// @param held what lies in its warehouses beside what counts
    /// @param decides what decides beyond the profile's own steps; its examples cost more, so fewer are tried
    private Examination(
            Profile profile,
            HeldSample held,
            int packSize,
            Optional<Decides> decides,
            Effort effort,
            Examined examined) {
        this.profile = profile;
        this.examined = examined;
        this.warehouses = KnownWarehouses.of(profile).with(held);
        this.lines = new StockLines(profile, warehouses, packSize);
        this.packSize = packSize;
        this.decides = decides;
        this.effort = effort;
        this.tries = new int[profile.exceptions().size()];
        this.onlyExceptionsSayHandlingTimes = profile.handlingDays().isEmpty()
                && profile.exceptions().stream()
                        .anyMatch(it -> it.branch().handlingDays().isPresent());
    }

    public static Examined of(Profile profile, int packSize, Effort effort) {
        var examined = new Examined();
        var forRoundings = new Effort();
        var forChoices = new Effort(Effort.MOST_POINTS / 3, Effort.MOST_TRIALS / 3);
        for (var listings : inAnyOrder(ListingCases.of(profile).byProfile())) {
            if (effort.isSpent()) {
                examined.isSampled();
                return examined;
            }
            for (var examination : of(listings, packSize, Optional.empty(), effort, examined)) {
                examination.examine(listings);
                examination.followRoundings(listings, forRoundings);
                examination.compareChoices(listings, forChoices);
                examination.shrinkRise();
                effort.takeForLines(examination.lines.made());
            }
        }
        return examined;
    }

    /// Only of some of its listings, and without following [Rounding]s.
    static Examined of(int packSize, Effort effort, ListingCases.Found cases) {
        return of(packSize, Optional.empty(), effort, cases);
    }

    /// A sample, whatever the profile.
    public static Examined of(Profile profile, Decides decides, Effort effort) {
        var examined = of(1, Optional.of(decides), effort, ListingCases.of(profile));
        examined.isSampled();
        return examined;
    }

    private static Examined of(int packSize, Optional<Decides> decides, Effort effort, ListingCases.Found cases) {
        var examined = new Examined();
        for (var listings : inAnyOrder(cases.byProfile())) {
            if (effort.isSpent()) {
                examined.isSampled();
                return examined;
            }
            for (var examination : of(listings, packSize, decides, effort, examined)) {
                examination.examine(listings);
                effort.takeForLines(examination.lines.made());
            }
        }
        return examined;
    }

    /// One for each sample of what their profile tests that does not count.
    private static List<Examination> of(
            ListingCases.Found listings, int packSize, Optional<Decides> decides, Effort effort, Examined examined) {
        var profile = listings.cases().getFirst().profile();
        if (HeldSample.isOf(profile)) {
            examined.isSampled();
        }
        return HeldSample.of(profile).stream()
                .map(held -> new Examination(profile, held, packSize, decides, effort, examined))
                .toList();
    }

    private void examine(ListingCases.Found cases) {
        examine(cases, 1, effort);
        if (!cases.complete() || !lines.complete() || !effort.wasEnough()) {
            examined.isSampled();
        }
    }

    /// Another effort, so that looking for rises never makes a sample of the rest. The levels of more than two
    /// warehouses would be too many to follow.
    private void followRoundings(ListingCases.Found cases, Effort own) {
        if (warehouses.names().stream().anyMatch(name -> Rounding.waversInSteps(profile, name))) {
            examined.risesAreSampled();
        }
        var rounding = Rounding.of(profile, packSize);
        if (!rounding.matters() || warehouses.count() == 1) {
            return;
        }
        if (warehouses.count() == 2) {
            examine(cases, rounding.reach(), own);
        }
        if (warehouses.count() > 2 || !rounding.repeatsInReach() || !lines.complete() || !own.wasEnough()) {
            examined.risesAreSampled();
        }
    }

    /// Looks at all pairs of levels, of which more than two warehouses have too many. With an effort of its own, too.
    private void compareChoices(ListingCases.Found cases, Effort own) {
        if (!lines.choiceIsTested()) {
            return;
        }
        var rounding = Rounding.of(profile, packSize);
        if (warehouses.count() == 2) {
            inAnyOrder(cases.cases()).forEach(listing -> compareChoices(listing, rounding.reach(), own));
        }
        if (warehouses.count() > 2 || !rounding.repeatsInReach() || !own.wasEnough()) {
            examined.risesAreSampled();
        }
    }

    private void compareChoices(ListingCase listing, long reach, Effort effort) {
        long[] levels = lines.sharedLevels(listing.exceptions(), reach);
        var seen = new ArrayList<Example>();
        for (long first : levels) {
            if (!effort.allows(levels.length, listing.exceptions().size())) {
                return;
            }
            lines.line(warehouses.none().with(0, first), 1).ifPresent(line -> seen.addAll(look(listing, line, levels)));
        }
        new RisesBetweenTwo(seen).addTo(examined);
    }

    private void examine(ListingCases.Found cases, long reach, Effort effort) {
        for (var listing : inAnyOrder(cases.cases())) {
            var breaks = new BreakPoints(profile, listing.exceptions());
            for (var line : lines(listing, cases.cases().size(), reach, effort)) {
                if (effort.isSpent()) {
                    return;
                }
                long[] points = points(breaks.along(line, reach));
                examine(listing, line, effort.some(points, listing.exceptions().size()), effort);
            }
        }
    }

    /// Where the listings are too many to be tried along each line, few lines of each, so that more of them are: mostly
    /// the same, of which the amounts are known by then.
    private List<StockLine> lines(ListingCase listing, int listings, long reach, Effort effort) {
        var all = lines.of(listing.exceptions(), reach);
        if (decides.isPresent() || effort.mayReach((long) listings * all.size())) {
            return all;
        }
        var some = new ArrayList<>(all);
        Collections.shuffle(some, new Random(SEED));
        return some.subList(0, Math.min(LINES_OF_MANY, some.size()));
    }

    /// The last ones would else be left out of a sample.
    private static <T> List<T> inAnyOrder(List<T> all) {
        var inAnyOrder = new ArrayList<>(all);
        Collections.shuffle(inAnyOrder, new Random(SEED));
        return inAnyOrder;
    }

    /// What included rules do changes at levels that the text does not name, most likely at small ones.
    private long[] points(long[] named) {
        return decides.isEmpty()
                ? named
                : LongStream.concat(LongStream.of(named), LongStream.rangeClosed(0, TRIED_UP_TO))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private void examine(ListingCase listing, StockLine line, long[] points, Effort effort) {
        var along = look(listing, line, points);
        for (int i = 0; i < points.length; i++) {
            add(along.get(i));
            if (i > 0 && points[i] - points[i - 1] > 1) {
                lookBetween(listing, line, new long[] {points[i - 1], points[i]}, along.subList(i - 1, i + 1));
            }
        }
        lookForRises(along, along);
        if (!lines.everyLevelCounts()) {
            // Where a level is tested that does not count, the rise may show only once another falls too.
            int most = KnownWarehouses.tested(profile).findAny().isPresent() ? 1 : 0;
            for (var less : lines.oneUnitLess(line)) {
                for (int lower = 0;
                        lower <= most
                                && effort.allows(
                                        points.length, listing.exceptions().size());
                        lower++) {
                    lookBeside(listing, points, along, line, less, lower);
                }
            }
        }
    }

    private void add(Example example) {
        examined.add(example);
        if (onlyExceptionsSayHandlingTimes && example.leavesHandlingTime()) {
            examined.leavesHandlingTime(example);
        }
    }

    private List<Example> look(ListingCase listing, StockLine line, long[] points) {
        return LongStream.of(points)
                .mapToObj(point -> look(listing, line, point))
                .toList();
    }

    private Example look(ListingCase listing, StockLine line, long level) {
        var amounts = line.at(level);
        int acting = listing.acting(amounts);
        var outcome = decides.map(it -> it.decide(profile, facts(listing, line.levels(level))))
                .map(Decision::outcome)
                .orElseGet(() -> outcome(acting, amounts));
        if (acting >= 0) {
            lookWithout(listing, line, level, acting, outcome);
        }
        var example = new Example(listing, line.levels(level), amounts.available(), acting, outcome);
        examined.acts(example);
        return example;
    }

    private ListingFacts facts(ListingCase listing, Levels levels) {
        return listing.example().facts(warehouses.stock(levels), packSize);
    }

    private Outcome outcome(int acting, Circumstances amounts) {
        return Interpreter.outcome(
                profile,
                acting < 0 ? Optional.empty() : Optional.of(profile.exceptions().get(acting)),
                amounts);
    }

    /// Whether it would come to something else if the exception were not there. Where it makes no difference to acting
    /// at all, it hardly does to those behind it; [IdleExceptions] looks at such an exception more closely.
    private void lookWithout(ListingCase listing, StockLine line, long level, int acting, Outcome with) {
        var amounts = line.at(level);
        if (examined.hasChanged(acting) || IdleExceptions.alike(with, outcome(-1, amounts))) {
            return;
        }
        int next = listing.actingAfter(acting, amounts);
        if (next < 0 && tries[acting]++ < TRIES_TO_SEE_A_CHANGE) {
            next = actingBehind(acting, facts(listing, line.levels(level)), amounts);
        }
        if (tries[acting] <= TRIES_TO_SEE_A_CHANGE && !IdleExceptions.alike(with, outcome(next, amounts))) {
            examined.changes(acting);
        }
    }

    private int actingBehind(int acting, ListingFacts facts, Circumstances known) {
        var amounts = known.with(facts);
        int next = acting + 1;
        while (next < tries.length
                && !amounts.hold(profile.exceptions().get(next).condition())) {
            next++;
        }
        return next < tries.length ? next : -1;
    }

    /// Where, between two neighbours, the listed number falls. No number rises faster than the stock there, so
    /// more than is available is listed at one of the ends or nowhere.
    private void lookBetween(ListingCase listing, StockLine line, long[] ends, List<Example> at) {
        long listed = at.getFirst().listed().orElse(-1);
        if (at.getLast().listed().orElse(Long.MAX_VALUE) < listed) {
            long fallen = StockLine.halve(
                    ends[0],
                    ends[1],
                    level -> look(listing, line, level).listed().orElse(listed) < listed);
            lookForRises(List.of(look(listing, line, fallen)), List.of(look(listing, line, fallen - 1)));
        }
    }

    /// Where the listed number of another line, so much lower, is above that of the line, or begins or ends to be so
    /// between two neighbours.
    private void lookBeside(
            ListingCase listing, long[] points, List<Example> along, StockLine line, StockLine less, long lower) {
        var beside = look(
                listing, less, LongStream.of(points).map(point -> point - lower).toArray());
        lookForRises(along, beside);
        for (int i = 1; i < points.length; i++) {
            boolean before = Example.listsMore(beside.get(i - 1), along.get(i - 1));
            if (points[i] - points[i - 1] > 1 && before != Example.listsMore(beside.get(i), along.get(i))) {
                long turn = StockLine.halve(
                        points[i - 1],
                        points[i],
                        level -> Example.listsMore(look(listing, less, level - lower), look(listing, line, level))
                                != before);
                long level = before ? turn - 1 : turn;
                lookForRises(List.of(look(listing, line, level)), List.of(look(listing, less, level - lower)));
            }
        }
    }

    /// Where one listed number passes another that stays, no warehouse's level need be a number of the text. So a rise
    /// is tried again with less in those warehouses from which nothing falls.
    private void shrinkRise() {
        for (int i = 0; i < warehouses.count(); i++) {
            int warehouse = i;
            examined.rise()
                    .filter(rise -> rise.more().listing().profile() == profile)
                    .ifPresent(rise -> shrinkRise(rise, warehouse));
        }
    }

    private void shrinkRise(Examined.Rise rise, int warehouse) {
        var level = rise.more().levels().units().get(warehouse);
        if (level.orElse(0) > 0 && level.equals(rise.less().levels().units().get(warehouse))) {
            LongPredicate stillRises =
                    units -> Examined.isRise(with(rise.more(), warehouse, units), with(rise.less(), warehouse, units));
            long least = stillRises.test(0) ? 0 : StockLine.halve(0, level.getAsLong(), stillRises);
            examined.add(new Examined.Rise(with(rise.more(), warehouse, least), with(rise.less(), warehouse, least)));
        }
    }

    private Example with(Example example, int warehouse, long units) {
        var line = lines.line(example.levels(), warehouse).orElseThrow();
        return look(example.listing(), line, units);
    }

    /// @param less in rising order like the others, each at most as high as the one of the same place
    private void lookForRises(List<Example> more, List<Example> less) {
        long highest = -1;
        for (int i = 0; i < more.size(); i++) {
            highest = Math.max(highest, less.get(i).listed().orElse(-1));
            var from = more.get(i);
            if (from.listed().orElse(Long.MAX_VALUE) < highest && examined.wantsRiseAt(from)) {
                nearestRise(from, less.subList(0, i + 1)).ifPresent(to -> examined.add(new Examined.Rise(from, to)));
            }
        }
    }

    private static Optional<Example> nearestRise(Example from, List<Example> less) {
        return less.reversed().stream().filter(to -> Examined.isRise(from, to)).findFirst();
    }
}
