package io.stockrule.language.drawing;

import io.stockrule.language.Counting;
import io.stockrule.language.Decides;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.language.meaning.SelectedStock;
import io.stockrule.language.proof.BreakPoints;
import io.stockrule.language.proof.HeldSample;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.Levels;
import io.stockrule.language.proof.ListingCase;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.language.proof.StockLine;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/// What a profile makes of one listing, whatever is available in the first warehouse that counts; of a profile that
/// counts something else, whatever there is of that.
///
/// @param segments side by side, in rising order, all amounts together
/// @param exact false where included rules decide too: these were tried with some amounts
public record Curve(List<Segment> segments, boolean exact) {
    public Curve {
        segments = List.copyOf(segments);
    }

    /// A stretch of amounts on which the same thing happens. Between its ends the listed number rises or falls evenly,
    /// in whole units, or in the steps in which a profile lists.
    ///
    /// @param from empty: and everything below
    /// @param to empty: and everything above
    public record Segment(OptionalLong from, OptionalLong to, Outcome first, Outcome last) {
        public boolean isConstant() {
            return first.equals(last);
        }
    }

    /// The curve of a listing of which nothing but its stock is known, without what included rules do.
    public static Curve of(Profile profile) {
        return of(profile, Interpreter::decide);
    }

    /// @param decides for a profile that includes rules, what decides with them
    public static Curve of(Profile profile, Decides decides) {
        return of(profile, ListingTraits.NONE.facts(List.of(), 1), decides);
    }

    /// The curve of these facts; what they say of the warehouse that is filled is left out.
    public static Curve of(Profile profile, ListingFacts facts) {
        return of(profile, facts, Interpreter::decide);
    }

    private static Curve of(Profile whole, ListingFacts facts, Decides decides) {
        var profile = OneListing.profile(whole, facts);
        var warehouses = warehouses(profile, facts);
        var line = StockLine.of(profile, warehouses, levels(warehouses, facts), 0, facts.packSize())
                .filter(_ -> facts.variant().tracked());
        boolean exact = !profile.includesRules();
        return line.map(it -> new Curve(segments(profile, facts, it, warehouses, decides), exact))
                .orElseGet(() -> new Curve(List.of(unknown(profile, facts, decides)), exact));
    }

    private static KnownWarehouses warehouses(Profile profile, ListingFacts facts) {
        var names = new ArrayList<>(List.of(profile.selection().aChosenWarehouse()));
        facts.variant().stock().stream()
                .filter(WarehouseStock::active)
                .map(WarehouseStock::warehouse)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return new KnownWarehouses(names, KnownWarehouses.counting(List.of(profile)), HeldSample.NONE);
    }

    private static Levels levels(KnownWarehouses warehouses, ListingFacts facts) {
        var counted = warehouses.counting().orElse(Counting.AVAILABLE).of(facts.variant());
        return new Levels(
                warehouses.names().stream()
                        .map(name -> SelectedStock.level(counted, name))
                        .toList(),
                warehouses.counting().isEmpty()
                        ? List.of()
                        : warehouses.names().stream()
                                .map(name -> HeldSample.at(name, facts.variant()))
                                .toList());
    }

    private static Segment unknown(Profile profile, ListingFacts facts, Decides decides) {
        var outcome = outcome(profile, facts, decides);
        return new Segment(OptionalLong.empty(), OptionalLong.empty(), outcome, outcome);
    }

    private static List<Segment> segments(
            Profile profile, ListingFacts facts, StockLine line, KnownWarehouses warehouses, Decides decides) {
        var exceptions = new ArrayList<ListingCase.Exception>();
        for (int i = 0; i < profile.exceptions().size(); i++) {
            exceptions.add(
                    new ListingCase.Exception(i, profile.exceptions().get(i).condition()));
        }
        var known = new HashMap<Long, Outcome>();
        LongFunction<Outcome> outcome = level -> known.computeIfAbsent(
                level, it -> outcome(profile, facts.withStock(warehouses.stock(line.levels(it))), decides));
        LongFunction<LevelOutcomes> decided = level -> new LevelOutcomes(level, List.of(outcome.apply(level)));
        var levels = new ArrayList<LevelRange>();
        long[] named = new BreakPoints(profile, exceptions).along(line);
        for (long point : profile.includesRules() ? TriedLevels.of(outcome, named) : named) {
            var here = decided.apply(point);
            if (!levels.isEmpty() && point - levels.getLast().last().level() > 1) {
                levels.add(
                        new LevelRange(decided.apply(levels.getLast().last().level() + 1), decided.apply(point - 1)));
            }
            levels.add(new LevelRange(here, here));
        }
        var ranges = EvenRanges.of(levels, EvenRanges.Rhythm.of(List.of(profile), line.filling(), facts.packSize(), 0));
        return IntStream.range(0, ranges.size())
                .mapToObj(i -> segment(ranges, i))
                .toList();
    }

    private static Outcome outcome(Profile profile, ListingFacts facts, Decides decides) {
        return profile.includesRules() ? decides.decide(profile, facts).outcome() : Interpreter.outcome(profile, facts);
    }

    private static Segment segment(List<LevelRange> ranges, int i) {
        var range = ranges.get(i);
        return new Segment(
                i == 0 ? OptionalLong.empty() : OptionalLong.of(range.first().level()),
                i == ranges.size() - 1
                        ? OptionalLong.empty()
                        : OptionalLong.of(range.last().level()),
                range.first().before(),
                range.last().before());
    }
}
