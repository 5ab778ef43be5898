package io.stockrule.rules;

import io.stockrule.language.Reserve;
import io.stockrule.rules.run.Operation;
import io.stockrule.rules.run.PlanDraft;
import io.stockrule.rules.run.ProfileInputs;
import io.stockrule.rules.run.Sold;
import io.stockrule.stock.ListingOverride;
import java.util.List;

/// The listings that have the same profile, sell packs of the same size and have the same kinds of overrides: the only
/// fact of the rule files of the
/// steps. These look at nothing else, so what they decide for one they decide for all.
///
/// Conditions test the inputs, the `get` methods, which never change: a condition is evaluated before the first rule
/// fires. The other methods are the operations of right-hand sides. They are written down in the order in which rules
/// call them, and then done to every candidate by itself, for as long as the rule files stay as they are.
public final class Candidates extends Fact {
    private static final int WHOLE = 100;
    private static final List<String> NONE = List.of();

    private final ProfileInputs inputs;
    private final Sold sold;
    private final PlanDraft plan;

    /// @param plan where the operations are written down
    public Candidates(ProfileInputs inputs, Sold sold, PlanDraft plan) {
        this.inputs = inputs;
        this.sold = sold;
        this.plan = plan;
    }

    @Override
    protected void begin(String name) {
        plan.begin(name);
    }

    // Inputs

    public Choice getChoice() {
        return inputs.choice();
    }

    /// The warehouses that the selection names, either to count them or to except them.
    public List<String> getNamedWarehouses() {
        return inputs.namedWarehouses();
    }

    /// Whether the profile counts what is on hand, and not what is available.
    public boolean isCountingOnHand() {
        return inputs.profile().counting().isOnHand();
    }

    /// Whether the profile counts what is incoming, too.
    public boolean isCountingIncoming() {
        return inputs.profile().counting().isIncoming();
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

    /// Whether the profile lists only whole steps.
    public boolean isListingInSteps() {
        return inputs.profile().steps() > 1;
    }

    /// Only multiples of it are listed; 1 when any number may be.
    public int getSteps() {
        return inputs.profile().steps();
    }

    /// Units in one pack that the listing sells, 1 or more.
    public int getPackSize() {
        return sold.packSize();
    }

    /// Whether somebody has set that more is kept in reserve than the profile says.
    public boolean isKeepingMore() {
        return sold.has(ListingOverride.Kind.RESERVE);
    }

    /// Whether somebody has set how many are listed at most.
    public boolean isCapped() {
        return sold.has(ListingOverride.Kind.CAP);
    }

    /// Whether somebody has set how many are listed, unless the profile stops.
    public boolean isPinned() {
        return sold.has(ListingOverride.Kind.PIN) && !sold.isPinnedAlsoWhenStopped();
    }

    /// Whether somebody has set how many are listed, also when the profile stops.
    public boolean isPinnedAlsoWhenStopped() {
        return sold.isPinnedAlsoWhenStopped();
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

    // Operations: the warehouses

    public void countAllWarehouses() {
        plan.add(Operation.COUNT_ALL, NONE);
    }

    public void countAllWarehousesExcept(List<String> names) {
        plan.add(Operation.COUNT_ALL_EXCEPT, names);
    }

    public void countWarehouses(List<String> names) {
        plan.add(Operation.COUNT_NAMED, names);
    }

    /// Counts the first of these warehouses that has enough; if none has, the last of them with a known level.
    public void countFirstOf(List<String> names, int atLeast) {
        plan.add(Operation.COUNT_FIRST_OF, names, atLeast);
    }

    // Operations: what counts

    /// Of each warehouse what is on hand counts, and not what is available.
    public void takeOnHand() {
        plan.add(Operation.TAKE_ON_HAND, NONE);
    }

    /// Of each warehouse what is incoming counts, too.
    public void takeIncoming() {
        plan.add(Operation.TAKE_INCOMING, NONE);
    }

    // Operations: unknown stock

    public void listWhenUnknown(int quantity) {
        plan.add(Operation.LIST_WHEN_UNKNOWN, NONE, quantity);
    }

    public void stopWhenUnknown() {
        plan.add(Operation.STOP_WHEN_UNKNOWN, NONE);
    }

    public void holdWhenUnknown() {
        plan.add(Operation.HOLD_WHEN_UNKNOWN, NONE);
    }

    // Operations: what is sellable

    public void keepInReserve(int units) {
        plan.add(Operation.KEEP_IN_RESERVE, NONE, units);
    }

    /// Rounded up to whole units.
    public void keepPercentInReserve(int percent) {
        plan.add(Operation.KEEP_PERCENT_IN_RESERVE, NONE, percent);
    }

    /// Each of these warehouses keeps back what the profile says, as far as it has that much and is chosen.
    public void keepInReserveAtWarehouses() {
        inputs.profile()
                .reserves()
                .forEach(reserve -> reserve.warehouse().ifPresent(warehouse -> keepAt(warehouse, reserve.kept())));
    }

    private void keepAt(String warehouse, Reserve.Kept kept) {
        var names = List.of(warehouse);
        switch (kept) {
            case Reserve.Kept.Units(int units) -> plan.add(Operation.KEEP_IN_RESERVE_AT, names, units);
            case Reserve.Kept.Percent(int percent) -> plan.add(Operation.KEEP_PERCENT_IN_RESERVE_AT, names, percent);
        }
    }

    /// As many as is set for each listing.
    public void keepMoreInReserve() {
        plan.add(Operation.KEEP_MORE_IN_RESERVE, NONE);
    }

    /// Rounded down to whole units, and none of less than nothing.
    public void offer(int percent) {
        plan.add(Operation.OFFER, NONE, percent);
    }

    /// Whole packs only; from here on sellable is never below 0.
    public void sellInPacksOf(int size) {
        plan.add(Operation.SELL_IN_PACKS, NONE, size);
    }

    // Operations: what is listed

    public void listSellable() {
        plan.add(Operation.LIST_SELLABLE, NONE);
    }

    public void listSellableUpTo(int cap) {
        plan.add(Operation.LIST_SELLABLE_UP_TO, NONE, cap);
    }

    public void list(long quantity) {
        plan.add(Operation.LIST, NONE, quantity);
    }

    public void listNothingBelow(int minimum) {
        plan.add(Operation.LIST_NOTHING_BELOW, NONE, minimum);
    }

    /// Rounded down to a whole step.
    public void listInStepsOf(int units) {
        plan.add(Operation.LIST_IN_STEPS, NONE, units);
    }

    // Operations: what is set for each listing

    public void listAtMostTheCap() {
        plan.add(Operation.CAP, NONE);
    }

    /// A hold stays, and so does a stop.
    public void listThePin() {
        plan.add(Operation.PIN, NONE);
    }

    /// A hold stays.
    public void listThePinAlsoWhenStopped() {
        plan.add(Operation.PIN_ALSO_WHEN_STOPPED, NONE);
    }

    public void limitTo(int lowest, int highest) {
        plan.add(Operation.LIMIT_TO, NONE, lowest, highest);
    }
}
