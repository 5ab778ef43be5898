package io.stockrule.language.coverage;

import static java.util.Comparator.comparingLong;

import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Profile;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.proof.BreakPoints;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.Levels;
import io.stockrule.language.proof.ListingCase;
import io.stockrule.language.proof.Rounding;
import io.stockrule.language.proof.StockLine;
import io.stockrule.language.proof.StockLines;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The lines of stock along which an example is looked for, those of few warehouses and little stock first: all that
/// there are to tell of up to two warehouses, and of more of them those with one other level, and a draw.
final class LinesTried {
    /// What an `expect` can say.
    static final long MOST_UNITS = 1_000_000;

    private static final int ALL_OF = 2;
    private static final int DRAWN = 20;
    private static final long SEED = 20_261_224;

    private final Profile profile;
    private final KnownWarehouses warehouses;
    private final StockLines lines;
    private final Map<List<ListingCase.Exception>, List<StockLine>> known = new HashMap<>();

    LinesTried(Profile profile, KnownWarehouses warehouses, int packSize) {
        this.profile = profile;
        this.warehouses = warehouses;
        this.lines = new StockLines(profile, warehouses, packSize);
    }

    KnownWarehouses warehouses() {
        return warehouses;
    }

    /// False where there are more than are tried.
    boolean complete() {
        return isFollowed() && lines.complete();
    }

    List<StockLine> of(List<ListingCase.Exception> exceptions) {
        return isFollowed()
                ? known.computeIfAbsent(exceptions, it -> plainestFirst(lines.of(it)))
                : known.computeIfAbsent(List.of(), _ -> draw());
    }

    /// Where percentages of two warehouses are rounded, too much can happen between two levels.
    private boolean isFollowed() {
        return warehouses.count() == 1
                || warehouses.count() <= ALL_OF
                        && warehouses.names().stream().noneMatch(name -> Rounding.wavers(profile, name));
    }

    /// Those on which nothing lies elsewhere.
    List<StockLine> alone() {
        return IntStream.range(0, warehouses.count())
                .mapToObj(filling -> lines.line(warehouses.none(), filling))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Empty where the stock stays unknown to this profile.
    Optional<long[]> breakPoints(StockRun run, List<ListingCase.Exception> exceptions) {
        return lines.line(run.others(), run.filling()).map(line -> new BreakPoints(profile, exceptions).along(line));
    }

    private static List<StockLine> plainestFirst(Collection<StockLine> lines) {
        return lines.stream()
                .filter(line -> isSayable(line.others()))
                .sorted(comparingLong((StockLine line) -> line.others().known())
                        .thenComparingLong(line -> line.others().size()))
                .toList();
    }

    static boolean isSayable(Levels levels) {
        return levels.units().stream().flatMapToLong(OptionalLong::stream).allMatch(LinesTried::isSayable);
    }

    static boolean isSayable(long level) {
        return Math.abs(level) <= MOST_UNITS;
    }

    private List<StockLine> draw() {
        var named = warehouses.names().stream().map(this::named).toList();
        var chance = new Random(SEED);
        var found = new LinkedHashSet<StockLine>();
        for (int filling = 0; filling < named.size(); filling++) {
            add(found, warehouses.none(), filling);
            for (int other = 0; other < named.size(); other++) {
                for (long level : other == filling ? List.<Long>of() : named.get(other)) {
                    add(found, StockRun.with(warehouses.none(), other, level), filling);
                }
            }
            for (int i = 0; i < DRAWN; i++) {
                add(found, drawn(named, filling, chance), filling);
            }
        }
        return plainestFirst(found);
    }

    private void add(SequencedSet<StockLine> found, Levels others, int filling) {
        lines.line(others, filling).ifPresent(found::add);
    }

    private Levels drawn(List<SequencedSet<Long>> named, int filling, Random chance) {
        var levels = warehouses.none();
        for (int i = 0; i < named.size(); i++) {
            if (i != filling && chance.nextInt(4) > 0) {
                levels = StockRun.with(
                        levels,
                        i,
                        List.copyOf(named.get(i))
                                .get(chance.nextInt(named.get(i).size())));
            }
        }
        return levels;
    }

    /// Levels of one warehouse that the profile itself speaks of, and those beside them.
    private SequencedSet<Long> named(String warehouse) {
        var kept = profile.reserves().stream()
                .filter(reserve -> reserve.warehouse().equals(Optional.of(warehouse)))
                .mapToLong(reserve -> switch (reserve.kept()) {
                    case Reserve.Kept.Units(int units) -> units;
                    case Reserve.Kept.Percent _ -> 1;
                });
        var enough = profile.selection() instanceof Selection.FirstOf first
                ? LongStream.of(first.atLeast())
                : LongStream.of(1);
        var levels = new LinkedHashSet<Long>();
        Stream.of(enough, kept, tested(warehouse), LongStream.of(0))
                .flatMapToLong(each -> each)
                .flatMap(level -> LongStream.of(level, level - 1, level + 1))
                .filter(LinesTried::isSayable)
                .forEach(levels::add);
        return levels;
    }

    private LongStream tested(String warehouse) {
        return profile.exceptions().stream()
                .flatMap(each -> Conditions.tests(each.condition()))
                .flatMapToLong(test -> test instanceof Condition.AmountTest(Amount.AvailableAt(var at), Comparison how)
                                && at.equals(warehouse)
                        ? how.breakPoints()
                        : LongStream.empty());
    }
}
