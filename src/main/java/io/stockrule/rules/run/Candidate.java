package io.stockrule.rules.run;

import io.stockrule.language.ProfileException;
import io.stockrule.language.Reserve;
import io.stockrule.language.meaning.Wording;
import io.stockrule.rules.Fact;
import io.stockrule.rules.WhenUnknown;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// One listing under evaluation: what the operations of the steps do to it, and the fact of its profile's exceptions.
///
/// The operations compute the amounts, and do nothing once a hold, a stop or unknown stock has settled the decision.
public final class Candidate extends Fact {
    private final ProfileInputs inputs;
    private final ListingFacts facts;
    private final Ruling ruling;
    private Predicate<String> chosen = _ -> false;

    Candidate(ProfileInputs inputs, ListingFacts facts, boolean traced) {
        this.inputs = inputs;
        this.facts = facts;
        this.ruling = new Ruling(traced);
    }

    public ListingFacts facts() {
        return facts;
    }

    /// What has come of it so far.
    public Ruling ruling() {
        return ruling;
    }

    @Override
    protected void begin(String name) {
        ruling.begin(name);
    }

    Decision decision() {
        return ruling.decision(inputs.profile().handlingDays());
    }

    public OptionalLong availableAt(String warehouse) {
        return CountedLevels.sum(facts.variant().stock(), warehouse::equals);
    }

    // Operations: the warehouses

    public void countAllWarehouses() {
        count(_ -> true);
    }

    public void countAllWarehousesExcept(List<String> names) {
        count(name -> !names.contains(name));
    }

    public void countWarehouses(List<String> names) {
        count(names::contains);
    }

    /// Counts the first of these warehouses that has enough; if none has, the last of them with a known level.
    public void countFirstOf(List<String> names, int atLeast) {
        Predicate<String> found = names::contains;
        for (var name : names) {
            var level = availableAt(name);
            if (level.isPresent()) {
                found = name::equals;
                if (level.getAsLong() >= atLeast) {
                    break;
                }
            }
        }
        count(found);
    }

    private void count(Predicate<String> isChosen) {
        var variant = facts.variant();
        var sum = variant.tracked() ? counted(variant, isChosen) : OptionalLong.empty();
        chosen = isChosen;
        ruling.count(sum, () -> selectionSentence(sum, CountedLevels.counted(variant.stock(), isChosen)));
    }

    private static OptionalLong counted(VariantFacts variant, Predicate<String> isChosen) {
        return variant.parts().isEmpty()
                ? CountedLevels.sum(variant.stock(), isChosen)
                : CountedLevels.bundles(variant.parts(), isChosen);
    }

    private String selectionSentence(OptionalLong sum, List<WarehouseStock> counted) {
        var variant = facts.variant();
        if (sum.isEmpty()) {
            return Wording.unknownStock(counted, variant.tracked());
        }
        return variant.parts().isEmpty()
                ? Wording.available(counted, sum.getAsLong())
                : Wording.bundles(variant.parts(), counted, sum.getAsLong());
    }

    // Operations: unknown stock

    public void listWhenUnknown(int quantity) {
        if (ruling.isUnknown()) {
            ruling.settle(quantity, () -> unknownStockLists(quantity));
        }
    }

    public void stopWhenUnknown() {
        if (ruling.isUnknown()) {
            ruling.stop(Wording::unknownStockStops);
        }
    }

    public void holdWhenUnknown() {
        if (ruling.isUnknown()) {
            ruling.hold(Wording.STOCK_IS_UNKNOWN, Wording::unknownStockHolds);
        }
    }

    private String unknownStockLists(int quantity) {
        return inputs.whenUnknown() == WhenUnknown.LIST
                ? Wording.unknownStockLists(quantity)
                : Wording.unknownStockLists(inputs.profile().mode(), quantity);
    }

    // Operations: what is sellable

    public void keepInReserve(int units) {
        if (ruling.isOpen()) {
            long left = without(units);
            ruling.sell(left, () -> Wording.reserve(units, left));
        }
    }

    /// Rounded up to whole units.
    public void keepPercentInReserve(int percent) {
        if (ruling.isOpen()) {
            long units = Share.roundedUp(percent, Math.max(0, ruling.available()));
            long left = without(units);
            ruling.sell(left, () -> Wording.reserve(percent, units, left));
        }
    }

    /// Each of these warehouses keeps back what the profile says, as far as it has that much and is chosen.
    public void keepInReserveAtWarehouses() {
        if (ruling.isOpen()) {
            for (var reserve : inputs.profile().reserves()) {
                reserve.warehouse().ifPresent(warehouse -> keepAt(warehouse, reserve.kept()));
            }
        }
    }

    private void keepAt(String warehouse, Reserve.Kept kept) {
        long level = chosen.test(warehouse) ? Math.max(0, availableAt(warehouse).orElse(0)) : 0;
        long units = switch (kept) {
            case Reserve.Kept.Units(int all) -> Math.min(all, level);
            case Reserve.Kept.Percent(int percent) -> Share.roundedUp(percent, level);
        };
        long left = without(units);
        ruling.sell(left, () -> Wording.reserveAt(warehouse, units, left));
    }

    private long without(long units) {
        return Saturated.subtract(ruling.sellable(), units);
    }

    /// Rounded down to whole units, and none of less than nothing.
    public void offer(int percent) {
        if (ruling.isOpen()) {
            long offered = Share.roundedDown(percent, Math.max(0, ruling.sellable()));
            ruling.sell(offered, () -> Wording.share(percent, offered));
        }
    }

    /// Whole packs only; from here on sellable is never below 0.
    public void sellInPacksOf(int size) {
        if (ruling.isOpen()) {
            long packs = Math.max(0, Math.floorDiv(ruling.sellable(), size));
            ruling.sell(packs, () -> Wording.packs(size, packs));
        }
    }

    // Operations: what is listed

    public void listSellable() {
        list(ruling.sellable());
    }

    public void listSellableUpTo(int cap) {
        list(Math.min(ruling.sellable(), cap));
    }

    public void list(long quantity) {
        if (ruling.isOpen()) {
            ruling.list(quantity, () -> Wording.quantity(inputs.profile().mode(), quantity));
        }
    }

    public void listNothingBelow(int minimum) {
        if (ruling.isOpen() && ruling.listed() < minimum) {
            ruling.limit(0, () -> Wording.minimum(minimum));
        }
    }

    public void limitTo(int lowest, int highest) {
        long limited = Math.clamp(ruling.listed(), lowest, highest);
        ruling.limit(limited, () -> Wording.guard(lowest, highest, limited));
    }

    // What the exceptions of a profile do

    /// @param index of the exception in the candidate's own profile, which may word it differently from others that
    ///     share the rule
    void listByException(int index, long quantity) {
        ruling.settle(quantity, () -> Wording.exception(exception(index), OptionalLong.of(quantity)));
    }

    void stopByException(int index) {
        ruling.stop(() -> Wording.exception(exception(index), OptionalLong.of(0)));
    }

    void holdByException(int index) {
        var exception = exception(index);
        ruling.hold(exception.text(), () -> Wording.exception(exception, OptionalLong.empty()));
    }

    private ProfileException exception(int index) {
        return inputs.profile().exceptions().get(index);
    }
}
