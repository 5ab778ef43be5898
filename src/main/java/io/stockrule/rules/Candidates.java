package io.stockrule.rules;

import io.stockrule.rules.run.Candidate;
import io.stockrule.rules.run.ProfileInputs;
import java.util.List;

/// The listings of a batch that have the same profile and sell packs of the same size: the only fact of the rule files
/// of the steps. These look at nothing else, so what they decide for one they decide for all.
///
/// Conditions test the inputs, the `get` methods, which never change: a condition is evaluated before the first rule
/// fires. The other methods are the operations of right-hand sides; each acts on every candidate by itself.
public final class Candidates extends Fact {
    private static final int WHOLE = 100;

    private final ProfileInputs inputs;
    private final int packSize;
    private final List<Candidate> all;

    /// @param packSize units in one pack, 1 or more
    /// @param all of them; who made the list may change it between two runs of rules
    public Candidates(ProfileInputs inputs, int packSize, List<Candidate> all) {
        this.inputs = inputs;
        this.packSize = packSize;
        this.all = all;
    }

    @Override
    protected void begin(String name) {
        all.forEach(it -> it.beginRule(name));
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
        return packSize;
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
        all.forEach(Candidate::countAllWarehouses);
    }

    public void countAllWarehousesExcept(List<String> names) {
        all.forEach(it -> it.countAllWarehousesExcept(names));
    }

    public void countWarehouses(List<String> names) {
        all.forEach(it -> it.countWarehouses(names));
    }

    /// Counts the first of these warehouses that has enough; if none has, the last of them with a known level.
    public void countFirstOf(List<String> names, int atLeast) {
        all.forEach(it -> it.countFirstOf(names, atLeast));
    }

    // Operations: unknown stock

    public void listWhenUnknown(int quantity) {
        all.forEach(it -> it.listWhenUnknown(quantity));
    }

    public void stopWhenUnknown() {
        all.forEach(Candidate::stopWhenUnknown);
    }

    public void holdWhenUnknown() {
        all.forEach(Candidate::holdWhenUnknown);
    }

    // Operations: what is sellable

    public void keepInReserve(int units) {
        all.forEach(it -> it.keepInReserve(units));
    }

    /// Rounded up to whole units.
    public void keepPercentInReserve(int percent) {
        all.forEach(it -> it.keepPercentInReserve(percent));
    }

    /// Each of these warehouses keeps back what the profile says, as far as it has that much and is chosen.
    public void keepInReserveAtWarehouses() {
        all.forEach(Candidate::keepInReserveAtWarehouses);
    }

    /// Rounded down to whole units, and none of less than nothing.
    public void offer(int percent) {
        all.forEach(it -> it.offer(percent));
    }

    /// Whole packs only; from here on sellable is never below 0.
    public void sellInPacksOf(int size) {
        all.forEach(it -> it.sellInPacksOf(size));
    }

    // Operations: what is listed

    public void listSellable() {
        all.forEach(Candidate::listSellable);
    }

    public void listSellableUpTo(int cap) {
        all.forEach(it -> it.listSellableUpTo(cap));
    }

    public void list(long quantity) {
        all.forEach(it -> it.list(quantity));
    }

    public void listNothingBelow(int minimum) {
        all.forEach(it -> it.listNothingBelow(minimum));
    }

    public void limitTo(int lowest, int highest) {
        all.forEach(it -> it.limitTo(lowest, highest));
    }
}
