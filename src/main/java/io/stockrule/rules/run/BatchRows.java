package io.stockrule.rules.run;

import io.stockrule.language.Action;
import io.stockrule.language.Counting;
import io.stockrule.language.Reserve;
import io.stockrule.language.meaning.Wording;
import io.stockrule.rules.Question;
import io.stockrule.stock.Decision;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.LateTrace;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.Phrase;
import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.VariantFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The listings of a batch as columns: a row each, those of one [Shape] beside each other. Here is what the operations
/// do to them.
///
/// Operations do nothing to a row once a hold, a stop or unknown stock has settled it. A trace is not written
/// while a batch is decided: who reads it has the one listing decided again, which tells the same. Only where a
/// profile includes files, what happens is noted, and put into words when it is read.
final class BatchRows {
    private static final byte KNOWN = 1;
    private static final byte LISTING = 2;
    private static final byte SETTLED = 4;
    private static final byte STOPS = 8;
    private static final byte HOLDS = 16;
    private static final byte FAILED = 32;

    private static final Outcome STOP = new Outcome.Stops();
    private static final Outcome[] LISTS = lists(1_024);

    private final List<Question> questions;
    private final Plan[] plans;
    private final int[] places;

    private final Amounts amounts;
    private final byte[] states;
    private final long[] available;
    private final long[] sellable;
    private final long[] listed;
    private final char[] exceptions;
    private final @Nullable String[] reasons;
    private final LevelSum sum = new LevelSum();

    private @Nullable Teller @Nullable [] tellers;

    /// @param plans in the order of the questions
    /// @param places of the questions, in the order of the rows
    /// @param amounts for as many rows or more
    BatchRows(List<Question> questions, Plan[] plans, int[] places, Amounts amounts) {
        this.questions = questions;
        this.plans = plans;
        this.places = places;
        this.amounts = amounts;
        states = amounts.states;
        available = amounts.available;
        sellable = amounts.sellable;
        listed = amounts.listed;
        exceptions = amounts.exceptions;
        reasons = amounts.reasons;
    }

    private static Outcome[] lists(int most) {
        var lists = new Outcome[most];
        Arrays.setAll(lists, Outcome.Lists::new);
        return lists;
    }

    // What is asked

    private Question question(int row) {
        return questions.get(places[row]);
    }

    ListingFacts facts(int row) {
        return question(row).facts();
    }

    List<String> includes(int row) {
        return question(row).profile().includes();
    }

    Plan plan(int row) {
        return plans[places[row]];
    }

    long number(int row, int place) {
        return plan(row).numbers()[place];
    }

    // How it stands

    private boolean is(int row, int flags) {
        return (states[row] & flags) != 0;
    }

    /// Stock is known, and nothing has settled the number yet.
    boolean isOpen(int row) {
        return (states[row] & (KNOWN | SETTLED)) == KNOWN;
    }

    /// Stock is unknown, and nothing has said yet what that means.
    private boolean isUnknown(int row) {
        return !is(row, KNOWN | SETTLED);
    }

    /// They are skipped for holds and for unknown stock.
    boolean takesIncludedRules(int row) {
        return (states[row] & (KNOWN | LISTING | HOLDS)) == (KNOWN | LISTING);
    }

    boolean hasStopped(int row) {
        return is(row, STOPS);
    }

    /// No further rule may act on it.
    boolean hasFailed(int row) {
        return is(row, FAILED);
    }

    long available(int row) {
        return available[row];
    }

    long sellable(int row) {
        return sellable[row];
    }

    long listed(int row) {
        return listed[row];
    }

    /// The units that the known active levels of some warehouses have, chosen or not.
    OptionalLong availableAt(int row, Predicate<String> warehouse) {
        return amount(levelsAt(row, warehouse));
    }

    private static OptionalLong amount(LevelSum found) {
        return found.isKnown() ? OptionalLong.of(found.units()) : OptionalLong.empty();
    }

    private LevelSum levelsAt(int row, Predicate<String> warehouse) {
        var counting = plan(row).shape().counting();
        var variant = facts(row).variant();
        if (counting == Counting.AVAILABLE) {
            return sum.of(variant.stock(), warehouse);
        }
        return variant.parts().isEmpty()
                ? sum.of(variant.stock(), warehouse, counting::of)
                : sum.of(counting.of(variant).stock(), warehouse); // of bundles it follows from their parts
    }

    /// What some warehouses hold beside what counts, chosen or not.
    OptionalLong heldAt(int row, HeldPart part, Predicate<String> warehouse) {
        return amount(sum.of(facts(row).variant().stock(), warehouse, part::of));
    }

    /// What the chosen warehouses hold beside what counts.
    OptionalLong held(int row, HeldPart part) {
        var variant = facts(row).variant();
        var shape = plan(row).shape();
        var isChosen = chosen(row, shape, shape.choiceBefore(shape.beforeExceptions()));
        return amount(
                variant.parts().isEmpty()
                        ? sum.of(variant.stock(), isChosen, part::of)
                        : sum.ofBundles(variant.parts(), isChosen, part::of));
    }

    // What the batch does

    /// Back to the beginning, as if no rule had fired.
    void startOver(int row) {
        amounts.clear(row);
        var teller = teller(row);
        if (teller != null) {
            teller.startOver();
        }
    }

    /// Holds for a reason that lies with the rules, not with the profile.
    void fail(int row, String reason) {
        startOver(row);
        states[row] = FAILED;
        endHolding(row, reason);
    }

    /// From here on what happens to it is written down.
    Teller listenTo(int row) {
        if (tellers == null) {
            tellers = new Teller[places.length];
        }
        var teller = new Teller();
        tellers[row] = teller;
        return teller;
    }

    @Nullable
    Teller teller(int row) {
        return tellers == null ? null : tellers[row];
    }

    Decision[] decisions(boolean traced) {
        var decisions = new Decision[places.length];
        for (int row = 0; row < places.length; row++) {
            decisions[places[row]] = decision(row, traced);
        }
        return decisions;
    }

    private Decision decision(int row, boolean traced) {
        var trace = traced && !hasFailed(row) ? trace(row) : List.<TraceStep>of();
        return new Decision(outcome(row), handlingDays(row), trace);
    }

    /// An exception that has acted may say others than the profile.
    private OptionalInt handlingDays(int row) {
        var profile = question(row).profile();
        int acted = exceptions[row];
        var others = acted == 0
                ? OptionalInt.empty()
                : profile.exceptions().get(acted - 1).handlingDays();
        return others.isPresent() ? others : profile.handlingDays();
    }

    private List<TraceStep> trace(int row) {
        var teller = teller(row);
        return teller == null ? new Replay(question(row), plan(row), exceptions[row]) : new Told(teller);
    }

    private Outcome outcome(int row) {
        if (is(row, STOPS)) {
            return STOP;
        }
        if (is(row, HOLDS)) {
            return new Outcome.Holds(String.valueOf(reasons[row]));
        }
        if (!is(row, LISTING)) {
            return new Outcome.Holds("no rule gave a quantity");
        }
        long quantity = listed[row];
        if (quantity < 0 || quantity > Outcome.MAXIMUM_QUANTITY) {
            return new Outcome.Holds("the rules gave a quantity outside 0 to 999,999: " + quantity);
        }
        return quantity < LISTS.length ? LISTS[(int) quantity] : new Outcome.Lists((int) quantity);
    }

    // What the rules do

    /// Everything that comes before the exceptions.
    ///
    /// @throws RulesFailed when an operation cannot be done; rows may then be anywhere in between
    void actFirst(Shape shape, int from, int to) {
        for (int i = 0; i < shape.beforeExceptions(); i++) {
            act(shape, i, from, to);
        }
    }

    /// Everything that comes after the exceptions and the included files.
    ///
    /// @throws RulesFailed as [#actFirst]
    void actLast(Shape shape, int from, int to) {
        for (int i = shape.beforeExceptions(); i < shape.operations().size(); i++) {
            act(shape, i, from, to);
        }
    }

    /// @param index of the operation
    private void act(Shape shape, int index, int from, int to) {
        var planned = shape.operations().get(index);
        begin(planned, from, to);
        try {
            switch (planned.operation()) {
                case COUNT_ALL, COUNT_ALL_EXCEPT, COUNT_NAMED, COUNT_FIRST_OF -> {
                    for (int row = from; row < to; row++) {
                        if (!hasFailed(row)) {
                            count(row, chosen(row, shape, index), shape.counting());
                        }
                    }
                }
                case TAKE_ON_HAND, TAKE_INCOMING -> {} // is heeded wherever something is counted
                case KEEP_IN_RESERVE_AT, KEEP_PERCENT_IN_RESERVE_AT -> {
                    var warehouse = shape.selections(index).getFirst();
                    int choice = shape.choiceBefore(index);
                    for (int row = from; row < to; row++) {
                        if (isOpen(row)) {
                            keepAt(row, planned, warehouse, chosen(row, shape, choice));
                        }
                    }
                }
                default -> {
                    for (int row = from; row < to; row++) {
                        act(planned, row);
                    }
                }
            }
        } catch (RuntimeException e) {
            throw new RulesFailed("rule \"" + planned.rule() + "\" failed", e);
        }
    }

    private void begin(Planned planned, int from, int to) {
        if (tellers != null) {
            for (int row = from; row < to; row++) {
                begin(row, planned.rule());
            }
        }
    }

    /// @param rule that acts next
    void begin(int row, String rule) {
        var teller = teller(row);
        if (teller != null) {
            teller.begin(rule);
        }
    }

    private void act(Planned planned, int row) {
        switch (planned.operation()) {
            case LIST_WHEN_UNKNOWN -> listWhenUnknown(row, number(row, planned.number()));
            case STOP_WHEN_UNKNOWN -> {
                if (isUnknown(row)) {
                    stop(row, () -> words(row).unknownStops());
                }
            }
            case HOLD_WHEN_UNKNOWN -> {
                if (isUnknown(row)) {
                    hold(row, Phrase.STOCK_IS_UNKNOWN, () -> words(row).unknownHolds());
                }
            }
            case CAP -> override(row, Kind.CAP).ifPresent(cap -> cap(row, cap));
            case PIN -> override(row, Kind.PIN).ifPresent(pin -> pin(row, false, pin));
            case PIN_ALSO_WHEN_STOPPED -> override(row, Kind.PIN).ifPresent(pin -> pin(row, true, pin));
            case LIMIT_TO -> limitTo(row, number(row, planned.number()), number(row, planned.number() + 1));
            default -> {
                if (isOpen(row)) {
                    actOnOpen(planned, row);
                }
            }
        }
    }

    private void actOnOpen(Planned planned, int row) {
        switch (planned.operation()) {
            case KEEP_IN_RESERVE -> keepInReserve(row, number(row, planned.number()));
            case KEEP_PERCENT_IN_RESERVE -> keepPercentInReserve(row, (int) number(row, planned.number()));
            case KEEP_MORE_IN_RESERVE -> override(row, Kind.RESERVE).ifPresent(more -> keepMoreInReserve(row, more));
            case OFFER -> offer(row, (int) number(row, planned.number()));
            case SELL_IN_PACKS -> sellInPacksOf(row, (int) number(row, planned.number()));
            case LIST_SELLABLE -> list(row, sellable[row]);
            case LIST_SELLABLE_UP_TO -> list(row, Math.min(sellable[row], number(row, planned.number())));
            case LIST -> list(row, number(row, planned.number()));
            case LIST_NOTHING_BELOW -> listNothingBelow(row, (int) number(row, planned.number()));
            case LIST_IN_STEPS -> listInSteps(row, (int) number(row, planned.number()));
            default -> throw new IllegalStateException(planned.operation() + " is not done here");
        }
    }

    // Operations: the warehouses

    /// @param index of an operation that counts, -1 for none
    private Predicate<String> chosen(int row, Shape shape, int index) {
        if (index < 0) {
            return _ -> false;
        }
        var selections = shape.selections(index);
        var planned = shape.operations().get(index);
        return planned.operation() == Operation.COUNT_FIRST_OF
                ? firstOf(row, selections, number(row, planned.number()))
                : selections.getFirst();
    }

    /// The first of these warehouses that has enough; if none has, the last of them with a known level; if none is
    /// known, all.
    private Predicate<String> firstOf(int row, List<Predicate<String>> selections, long atLeast) {
        var found = selections.getLast();
        for (var warehouse : selections.subList(0, selections.size() - 1)) {
            var level = levelsAt(row, warehouse);
            if (level.isKnown()) {
                found = warehouse;
                if (level.units() >= atLeast) {
                    break;
                }
            }
        }
        return found;
    }

    private void count(int row, Predicate<String> isChosen, Counting counting) {
        var variant = facts(row).variant();
        boolean known =
                variant.tracked() && counted(variant, isChosen, counting).isKnown();
        long units = known ? sum.units() : 0;
        states[row] = (byte) (known ? states[row] | KNOWN : states[row] & ~KNOWN);
        available[row] = units;
        sellable[row] = units;
        if (tellers != null) {
            var counted = known ? OptionalLong.of(units) : OptionalLong.empty();
            tell(
                    row,
                    OptionalLong.empty(),
                    counted,
                    () -> words(row).selection(CountedStock.of(counting.of(variant), isChosen, counted)));
        }
    }

    private LevelSum counted(VariantFacts variant, Predicate<String> isChosen, Counting counting) {
        boolean isBundle = !variant.parts().isEmpty();
        if (counting == Counting.AVAILABLE) {
            return isBundle ? sum.ofBundles(variant.parts(), isChosen) : sum.of(variant.stock(), isChosen);
        }
        return isBundle
                ? sum.ofBundles(variant.parts(), isChosen, counting::of)
                : sum.of(variant.stock(), isChosen, counting::of);
    }

    // Operations: unknown stock

    private void listWhenUnknown(int row, long quantity) {
        if (isUnknown(row)) {
            settle(row, quantity, () -> words(row).unknownLists());
        }
    }

    // Operations: what is sellable

    private void keepInReserve(int row, long units) {
        long before = sellable[row];
        long left = sell(row, without(row, units));
        if (tellers != null) {
            tellChange(row, before, left, () -> words(row).reserve(units));
        }
    }

    /// Rounded up to whole units.
    private void keepPercentInReserve(int row, int percent) {
        long units = Share.roundedUp(percent, Math.max(0, available[row]));
        long before = sellable[row];
        long left = sell(row, without(row, units));
        if (tellers != null) {
            tellChange(row, before, left, () -> words(row).reserve(percent, units));
        }
    }

    /// A warehouse keeps back what the profile says, as far as it has that much and is chosen.
    private void keepAt(int row, Planned planned, Predicate<String> warehouse, Predicate<String> chosen) {
        var name = planned.names().getFirst();
        long level = chosen.test(name) ? Math.max(0, levelsAt(row, warehouse).units()) : 0;
        long kept = number(row, planned.number());
        boolean isUnits = planned.operation() == Operation.KEEP_IN_RESERVE_AT;
        long units = isUnits ? Math.min(kept, level) : Share.roundedUp((int) kept, level);
        long before = sellable[row];
        long left = sell(row, without(row, units));
        if (tellers != null) {
            var reserve = isUnits ? new Reserve.Kept.Units((int) kept) : new Reserve.Kept.Percent((int) kept);
            tellChange(row, before, left, () -> words(row).reserveAt(name, reserve, units));
        }
    }

    private void keepMoreInReserve(int row, ListingOverride override) {
        long before = sellable[row];
        long left = sell(row, without(row, override.units()));
        if (tellers != null) {
            tellChange(row, before, left, () -> Wording.override(override));
        }
    }

    private long without(int row, long units) {
        return Saturated.subtract(sellable[row], units);
    }

    /// Rounded down to whole units, and none of less than nothing.
    private void offer(int row, int percent) {
        long before = sellable[row];
        long offered = sell(row, Share.roundedDown(percent, Math.max(0, before)));
        if (tellers != null) {
            tellChange(row, before, offered, () -> words(row).share(percent));
        }
    }

    /// Whole packs only; from here on sellable is never below 0.
    private void sellInPacksOf(int row, int size) {
        long before = sellable[row];
        long packs = sell(row, Math.max(0, size == 1 ? before : Math.floorDiv(before, size)));
        if (tellers != null) {
            tellChange(row, before, packs, () -> Wording.packs(size));
        }
    }

    private long sell(int row, long units) {
        sellable[row] = units;
        return units;
    }

    // Operations: what is listed

    private void list(int row, long quantity) {
        states[row] |= LISTING;
        listed[row] = quantity;
        if (tellers != null) {
            tell(
                    row,
                    OptionalLong.of(sellable[row]),
                    OptionalLong.of(quantity),
                    () -> words(row).quantity());
        }
    }

    private void listNothingBelow(int row, int minimum) {
        if (listed[row] < minimum) {
            limit(row, 0, () -> words(row).minimum(minimum));
        }
    }

    private void listInSteps(int row, int units) {
        long whole = listed[row] - Math.floorMod(listed[row], units);
        if (whole != listed[row]) {
            limit(row, whole, () -> words(row).steps(units));
        }
    }

    // Operations: what is set for each listing

    /// Empty for a listing of which a rule asks too much.
    private Optional<ListingOverride> override(int row, Kind kind) {
        return facts(row).overrides().of(kind);
    }

    private void cap(int row, ListingOverride cap) {
        if (listed[row] > cap.units()) {
            limit(row, cap.units(), () -> Wording.override(cap));
        }
    }

    private void pin(int row, boolean alsoWhenStopped, ListingOverride pin) {
        boolean replaces = is(row, STOPS) ? alsoWhenStopped : is(row, LISTING);
        if (replaces && !is(row, HOLDS)) {
            long before = listed[row];
            states[row] = (byte) ((states[row] | LISTING) & ~STOPS);
            listed[row] = pin.units();
            if (tellers != null) {
                tell(row, OptionalLong.of(before), OptionalLong.of(pin.units()), () -> Wording.override(pin));
            }
        }
    }

    private void limitTo(int row, long lowest, long highest) {
        long limited = Math.clamp(listed[row], lowest, highest);
        if (limited != listed[row]) {
            limit(row, limited, () -> Wording.guard(lowest, highest));
        }
    }

    /// Lists another number than before, if anything is listed.
    private void limit(int row, long quantity, Supplier<Saying> saying) {
        if ((states[row] & (LISTING | STOPS | HOLDS)) == LISTING) {
            long before = listed[row];
            listed[row] = quantity;
            tellChange(row, before, quantity, saying);
        }
    }

    // The exceptions

    /// Notes which rows an exception acts on: those that are open, and that none before it acts on.
    ///
    /// @param index of the exception in the profiles of the rows
    /// @return whether there is any
    boolean meet(int index, RowTest condition, int from, int to) {
        boolean any = false;
        for (int row = from; row < to; row++) {
            if (exceptions[row] == 0 && isOpen(row) && condition.holds(this, row)) {
                exceptions[row] = (char) (index + 1);
            }
            any |= exceptions[row] == index + 1;
        }
        return any;
    }

    void except(int index, Action action, int from, int to) {
        for (int row = from; row < to; row++) {
            if (exceptions[row] == index + 1 && isOpen(row)) {
                except(row, index, action);
            }
        }
    }

    /// @param index of the exception in the row's own profile, which may word it differently from others that share
    ///     the rule
    void except(int row, int index, Action action) {
        begin(row, Wording.exceptionRule(index + 1));
        switch (action) {
            case Action.ListNumber list -> listByException(row, index, number(row, list.quantity()));
            case Action.ListProductValue _ -> listByException(row, index, sellable[row]);
            case Action.ListAtMost most ->
                listByException(row, index, Math.min(listed[row], number(row, most.quantity())));
            case Action.ListAtLeast least ->
                listByException(row, index, Math.max(listed[row], number(row, least.quantity())));
            case Action.Add add -> listByException(row, index, Saturated.add(listed[row], number(row, add.units())));
            case Action.Subtract subtract ->
                listByException(row, index, Math.max(0, listed[row] - number(row, subtract.units())));
            case Action.Leave _ -> listByException(row, index, listed[row]);
            case Action.Stop _ -> stop(row, () -> told(row, index));
            case Action.Hold _ -> {
                var text = question(row).profile().exceptions().get(index).text();
                hold(row, text, () -> told(row, index));
            }
        }
    }

    private void listByException(int row, int index, long quantity) {
        settle(row, quantity, () -> told(row, index));
    }

    private OwnWords words(int row) {
        return new OwnWords(question(row).profile());
    }

    private Saying told(int row, int index) {
        return Wording.exception(question(row).profile().exceptions().get(index));
    }

    // What settles the number; included rules may settle it anew

    void settle(int row, long quantity, Supplier<Saying> saying) {
        var before = tellers == null ? OptionalLong.empty() : listedBefore(row);
        states[row] = (byte) ((states[row] | SETTLED | LISTING) & ~(STOPS | HOLDS));
        listed[row] = quantity;
        if (tellers != null) {
            tell(row, before, OptionalLong.of(quantity), saying);
        }
    }

    void stop(int row, Supplier<Saying> saying) {
        var before = listedBefore(row);
        states[row] = (byte) ((states[row] | SETTLED | STOPS) & ~HOLDS);
        listed[row] = 0; // where included rules go on from
        tell(row, before, OptionalLong.of(0), saying);
    }

    void hold(int row, String reason, Supplier<Saying> saying) {
        endHolding(row, reason);
        tell(row, listedBefore(row), OptionalLong.empty(), saying);
    }

    private void endHolding(int row, String reason) {
        states[row] = (byte) ((states[row] | SETTLED | HOLDS) & ~STOPS);
        reasons[row] = reason;
    }

    private OptionalLong listedBefore(int row) {
        return is(row, KNOWN) ? OptionalLong.of(listed[row]) : OptionalLong.empty();
    }

    // The trace

    /// Has a decision made once more, by itself and listened to.
    private static final class Replay extends LateTrace {
        private final Question question;
        private final Plan plan;
        private final int exception;

        /// @param exception that has acted, 1 for the first and 0 for none
        Replay(Question question, Plan plan, int exception) {
            this.question = question;
            this.plan = plan;
            this.exception = exception;
        }

        @Override
        protected List<TraceStep> steps() {
            var alone = new BatchRows(List.of(question), new Plan[] {plan}, new int[1], new Amounts(1));
            var teller = alone.listenTo(0);
            var shape = plan.shape();
            alone.actFirst(shape, 0, 1);
            if (exception > 0) {
                alone.except(
                        0, exception - 1, shape.exceptions().get(exception - 1).action());
            }
            alone.actLast(shape, 0, 1);
            return teller.steps();
        }
    }

    private static final class Told extends LateTrace {
        private final Teller teller;

        Told(Teller teller) {
            this.teller = teller;
        }

        @Override
        protected List<TraceStep> steps() {
            return teller.steps();
        }
    }

    private void tellChange(int row, long before, long after, Supplier<Saying> saying) {
        if (before != after) {
            tell(row, OptionalLong.of(before), OptionalLong.of(after), saying);
        }
    }

    private void tell(int row, OptionalLong before, OptionalLong after, Supplier<Saying> saying) {
        var teller = teller(row);
        if (teller != null) {
            teller.tell(before, after, saying);
        }
    }
}
