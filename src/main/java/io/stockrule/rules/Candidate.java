package io.stockrule.rules;

import io.stockrule.language.ProfileException;
import io.stockrule.language.Reserve;
import io.stockrule.language.Wording;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One listing under evaluation: the only fact of the rule files of the steps.
///
/// Conditions test its inputs, the `get` methods, which never change: a condition is evaluated before the first rule
/// fires. The other methods are the operations of right-hand sides. They compute the amounts, and do nothing once a
/// hold, a stop or unknown stock has settled the decision.
public final class Candidate extends Fact {
    private static final int WHOLE = 100;

    private final ProfileInputs inputs;
    private final ListingFacts facts;
    private final @Nullable List<TraceStep> trace;

    private String rule = "";
    private Predicate<String> chosen = _ -> false;
    private boolean known;
    private boolean listing;
    private boolean settled;
    private boolean failed;
    private long available;
    private long sellable;
    private long listed;
    private @Nullable Outcome ending;

    Candidate(ProfileInputs inputs, ListingFacts facts, boolean traced) {
        this.inputs = inputs;
        this.facts = facts;
        this.trace = traced ? new ArrayList<>(8) : null;
    }

    // Inputs

    public Choice getChoice() {
        return inputs.choice();
    }

    /// The warehouses that the selection names, either to count them or to except them.
    public List<String> getNamedWarehouses() {
        return inputs.namedWarehouses();
    }

    public WhenUnknown getWhenUnknown() {
        return inputs.whenUnknown();
    }

    /// The number of `when stock is unknown then list …`.
    public int getUnknownQuantity() {
        return inputs.unknownQuantity();
    }

    /// The units that the first of the named warehouses has to have.
    public int getWantedUnits() {
        return inputs.wantedUnits();
    }

    /// Units kept back of what is available, 0 when the profile keeps none.
    public int getReserve() {
        return inputs.reserve();
    }

    /// Percentage kept back of what is available, 0 when the profile keeps none.
    public int getReservePercent() {
        return inputs.reservePercent();
    }

    /// Whether the profile keeps a reserve at certain warehouses.
    public boolean isKeepingAtWarehouses() {
        return inputs.keepingAtWarehouses();
    }

    /// Whether the profile offers only a share of what is sellable.
    public boolean isOfferingShare() {
        return inputs.profile().share().isPresent();
    }

    /// Percentage of the sellable units that is offered.
    public int getShare() {
        return inputs.profile().share().orElse(WHOLE);
    }

    /// A smaller number lists nothing; 0 when any number may be listed.
    public int getMinimum() {
        return inputs.profile().minimum();
    }

    /// Units in one pack that the listing sells, 1 or more.
    public int getPackSize() {
        return facts.packSize();
    }

    public Mode getMode() {
        return inputs.mode();
    }

    /// The number of `not more than …`.
    public int getCap() {
        return inputs.modeQuantity();
    }

    public int getCustomQuantity() {
        return inputs.modeQuantity();
    }

    // Operations

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
        var stock = facts.variant().stock();
        var last = "";
        var lastKnown = OptionalLong.empty();
        for (var name : names) {
            var level = Levels.sum(stock, name::equals);
            if (level.isPresent()) {
                last = name;
                lastKnown = level;
                if (level.getAsLong() >= atLeast) {
                    break;
                }
            }
        }
        if (lastKnown.isPresent()) {
            count(last::equals);
        } else {
            count(names::contains);
        }
    }

    public void listWhenUnknown(int quantity) {
        if (isUndecidedUnknown()) {
            settled = true;
            listing = true;
            listed = quantity;
            tell(OptionalLong.empty(), OptionalLong.of(quantity), () -> unknownStockLists(quantity));
        }
    }

    public void stopWhenUnknown() {
        if (isUndecidedUnknown()) {
            end(new Outcome.Stops());
            tell(OptionalLong.empty(), OptionalLong.of(0), Wording::unknownStockStops);
        }
    }

    public void holdWhenUnknown() {
        if (isUndecidedUnknown()) {
            end(new Outcome.Holds(Wording.STOCK_IS_UNKNOWN));
            tell(OptionalLong.empty(), OptionalLong.empty(), Wording::unknownStockHolds);
        }
    }

    public void keepInReserve(int units) {
        if (isOpen()) {
            long before = keep(units);
            tellChange(before, sellable, () -> Wording.reserve(units, sellable));
        }
    }

    /// Rounded up to whole units.
    public void keepPercentInReserve(int percent) {
        if (isOpen()) {
            long units = Share.roundedUp(percent, Math.max(0, available));
            long before = keep(units);
            tellChange(before, sellable, () -> Wording.reserve(percent, units, sellable));
        }
    }

    /// Each of these warehouses keeps back what the profile says, as far as it has that much and is chosen.
    public void keepInReserveAtWarehouses() {
        if (isOpen()) {
            for (var reserve : inputs.profile().reserves()) {
                reserve.warehouse().ifPresent(warehouse -> keepAt(warehouse, reserve.kept()));
            }
        }
    }

    private void keepAt(String warehouse, Reserve.Kept kept) {
        long level = Math.max(
                0,
                Levels.sum(facts.variant().stock(), it -> it.equals(warehouse) && chosen.test(it))
                        .orElse(0));
        long units = switch (kept) {
            case Reserve.Kept.Units(int all) -> Math.min(all, level);
            case Reserve.Kept.Percent(int percent) -> Share.roundedUp(percent, level);
        };
        long before = keep(units);
        tellChange(before, sellable, () -> Wording.reserveAt(warehouse, units, sellable));
    }

    /// @return what was sellable before
    private long keep(long units) {
        long before = sellable;
        sellable = Math.max(before, Long.MIN_VALUE + units) - units;
        return before;
    }

    /// Rounded down to whole units, and none of less than nothing.
    public void offer(int percent) {
        if (isOpen()) {
            long before = sellable;
            sellable = Share.roundedDown(percent, Math.max(0, before));
            tellChange(before, sellable, () -> Wording.share(percent, sellable));
        }
    }

    /// Whole packs only; from here on sellable is never below 0.
    public void sellInPacksOf(int size) {
        if (isOpen()) {
            long before = sellable;
            sellable = Math.max(0, Math.floorDiv(before, size));
            tellChange(before, sellable, () -> Wording.packs(size, sellable));
        }
    }

    public void listSellable() {
        list(sellable);
    }

    public void listSellableUpTo(int cap) {
        list(Math.min(sellable, cap));
    }

    public void list(long quantity) {
        if (isOpen()) {
            listing = true;
            listed = quantity;
            tell(OptionalLong.of(sellable), OptionalLong.of(quantity), () -> quantitySentence(quantity));
        }
    }

    public void listNothingBelow(int minimum) {
        if (isOpen() && listed < minimum) {
            long before = listed;
            listed = 0;
            tellChange(before, listed, () -> Wording.minimum(minimum));
        }
    }

    public void limitTo(int lowest, int highest) {
        if (ending == null && listing) {
            long before = listed;
            listed = Math.clamp(before, lowest, highest);
            tellChange(before, listed, () -> Wording.guard(lowest, highest, listed));
        }
    }

    // What the exceptions of a profile look at and do

    boolean isOpen() {
        return known && !settled;
    }

    long available() {
        return available;
    }

    OptionalLong availableAt(String warehouse) {
        return Levels.sum(facts.variant().stock(), warehouse::equals);
    }

    long sellable() {
        return sellable;
    }

    long listed() {
        return listed;
    }

    ListingFacts facts() {
        return facts;
    }

    /// @param index of the exception in the candidate's own profile, which may word it differently from others that
    ///     share the rule
    void listByException(int index, long quantity) {
        long before = listed;
        settled = true;
        listed = quantity;
        tell(
                OptionalLong.of(before),
                OptionalLong.of(quantity),
                () -> exceptionSentence(index, OptionalLong.of(quantity)));
    }

    void stopByException(int index) {
        long before = listed;
        end(new Outcome.Stops());
        tell(OptionalLong.of(before), OptionalLong.of(0), () -> exceptionSentence(index, OptionalLong.of(0)));
    }

    void holdByException(int index) {
        end(new Outcome.Holds(exception(index).text()));
        tell(OptionalLong.of(listed), OptionalLong.empty(), () -> exceptionSentence(index, OptionalLong.empty()));
    }

    // What included rules do, through [Listing]

    /// They are skipped for holds and for unknown stock.
    boolean takesIncludedRules() {
        return known && listing && !(ending instanceof Outcome.Holds);
    }

    /// After a stop this lists again.
    void listByIncluded(String ruleOfFile, long quantity, Supplier<String> sentence) {
        long before = listed;
        ending = null;
        listed = quantity;
        rule = ruleOfFile;
        tell(OptionalLong.of(before), OptionalLong.of(quantity), sentence);
    }

    void stopByIncluded(String ruleOfFile, Supplier<String> sentence) {
        if (!(ending instanceof Outcome.Stops)) {
            long before = listed;
            end(new Outcome.Stops());
            rule = ruleOfFile;
            tell(OptionalLong.of(before), OptionalLong.of(0), sentence);
        }
    }

    void holdByIncluded(String ruleOfFile, String reason, Supplier<String> sentence) {
        end(new Outcome.Holds(reason));
        rule = ruleOfFile;
        tell(OptionalLong.of(listed), OptionalLong.empty(), sentence);
    }

    // What the batch does with it

    @Override
    void beginRule(String name) {
        rule = name;
    }

    /// Back to the beginning, as if no rule had fired.
    void startOver() {
        rule = "";
        known = listing = settled = false;
        available = sellable = listed = 0;
        ending = null;
        if (trace != null) {
            trace.clear();
        }
    }

    /// Holds for a reason that lies with the rules, not with the profile.
    void fail(String reason) {
        startOver();
        failed = true;
        end(new Outcome.Holds(reason));
    }

    /// No further rule may act on it.
    boolean hasFailed() {
        return failed;
    }

    Decision decision() {
        return new Decision(outcome(), inputs.profile().handlingDays(), trace == null ? List.of() : trace);
    }

    private Outcome outcome() {
        if (ending != null) {
            return ending;
        }
        if (!listing) {
            return new Outcome.Holds("no rule gave a quantity");
        }
        return listed >= 0 && listed <= Outcome.MAXIMUM_QUANTITY
                ? new Outcome.Lists((int) listed)
                : new Outcome.Holds("the rules gave a quantity outside 0 to 999,999: " + listed);
    }

    private void count(Predicate<String> isChosen) {
        var stock = facts.variant().stock();
        var sum = facts.variant().tracked() ? Levels.sum(stock, isChosen) : OptionalLong.empty();
        chosen = isChosen;
        known = sum.isPresent();
        available = sum.orElse(0);
        sellable = available;
        tell(OptionalLong.empty(), sum, () -> selectionSentence(Levels.counted(stock, isChosen)));
    }

    private boolean isUndecidedUnknown() {
        return !known && !settled;
    }

    private void end(Outcome outcome) {
        settled = true;
        ending = outcome;
        if (outcome instanceof Outcome.Stops) {
            listed = 0; // where included rules go on from
        }
    }

    private ProfileException exception(int index) {
        return inputs.profile().exceptions().get(index);
    }

    private String selectionSentence(List<WarehouseStock> counted) {
        return known
                ? Wording.available(counted, available)
                : Wording.unknownStock(counted, facts.variant().tracked());
    }

    private String unknownStockLists(int quantity) {
        return inputs.whenUnknown() == WhenUnknown.LIST
                ? Wording.unknownStockLists(quantity)
                : Wording.unknownStockLists(inputs.profile().mode(), quantity);
    }

    private String quantitySentence(long quantity) {
        return Wording.quantity(inputs.profile().mode(), quantity);
    }

    private String exceptionSentence(int index, OptionalLong quantity) {
        return Wording.exception(exception(index), quantity);
    }

    private void tellChange(long before, long after, Supplier<String> sentence) {
        if (before != after) {
            tell(OptionalLong.of(before), OptionalLong.of(after), sentence);
        }
    }

    private void tell(OptionalLong before, OptionalLong after, Supplier<String> sentence) {
        if (trace != null) {
            trace.add(new TraceStep(rule, before, after, sentence.get()));
        }
    }
}
