package io.stockrule.rules;

import io.stockrule.language.ProfileException;
import io.stockrule.language.Wording;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One listing under evaluation: the only fact of a rule file.
///
/// Conditions test its inputs, the `get` methods, which never change: a condition is evaluated before the first rule
/// fires. The other methods are the operations of right-hand sides. They compute the amounts, and do nothing once a
/// hold, a stop or unknown stock has settled the decision.
public final class Candidate {
    private final ProfileInputs inputs;
    private final ListingFacts facts;
    private final @Nullable List<TraceStep> trace;

    private String rule = "";
    private boolean known;
    private boolean listing;
    private boolean settled;
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

    /// Units kept back, 0 when the profile keeps none.
    public int getReserve() {
        return inputs.profile().reserve();
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
            long before = sellable;
            sellable = Math.max(before, Long.MIN_VALUE + units) - units;
            tellChange(before, sellable, () -> Wording.reserve(units, sellable));
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
        end(new Outcome.Stops());
        tell(OptionalLong.of(listed), OptionalLong.of(0), () -> exceptionSentence(index, OptionalLong.of(0)));
    }

    void holdByException(int index) {
        end(new Outcome.Holds(exception(index).text()));
        tell(OptionalLong.of(listed), OptionalLong.empty(), () -> exceptionSentence(index, OptionalLong.empty()));
    }

    // What the batch does with it

    /// Called before each rule that acts on this candidate, for the trace.
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
        end(new Outcome.Holds(reason));
    }

    Decision decision() {
        return new Decision(outcome(), OptionalInt.empty(), trace == null ? List.of() : trace);
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
