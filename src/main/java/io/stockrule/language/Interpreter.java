package io.stockrule.language;

import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.WarehouseStock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The meaning of a profile in plain Java: the reference that the rules must agree with, decision and trace.
///
/// Read `outcome` from top to bottom: one line, one step.
public final class Interpreter {
    private final Profile profile;
    private final ListingFacts facts;
    private final @Nullable List<TraceStep> trace;

    private Interpreter(Profile profile, ListingFacts facts, @Nullable List<TraceStep> trace) {
        this.profile = profile;
        this.facts = facts;
        this.trace = trace;
    }

    public static Decision decide(Profile profile, ListingFacts facts) {
        var trace = new ArrayList<TraceStep>();
        var outcome = new Interpreter(profile, facts, trace).outcome();
        return new Decision(outcome, OptionalInt.empty(), trace);
    }

    /// The same decision without its trace, for checks that ask many times.
    public static Outcome outcome(Profile profile, ListingFacts facts) {
        return new Interpreter(profile, facts, null).outcome();
    }

    private Outcome outcome() {
        var available = select();
        if (available.isEmpty()) {
            return unknownStock();
        }
        long afterReserve = reserve(available.getAsLong());
        long sellable = pack(afterReserve);
        long listed = mode(sellable);
        return exceptions(new Amounts(available.getAsLong(), sellable, listed));
    }

    /// The amounts as they are when the exceptions begin.
    private record Amounts(long available, long sellable, long listed) {}

    private OptionalLong select() {
        var counted = facts.variant().stock().stream()
                .filter(level -> level.active() && isChosen(level.warehouse()))
                .toList();
        var sum = facts.variant().tracked() ? sum(counted) : OptionalLong.empty();
        tell(
                selectionRule(),
                OptionalLong.empty(),
                sum,
                () -> sum.isPresent()
                        ? Wording.available(counted, sum.getAsLong())
                        : Wording.unknownStock(counted, facts.variant().tracked()));
        return sum;
    }

    private boolean isChosen(String warehouse) {
        return switch (profile.selection()) {
            case Selection.All _ -> true;
            case Selection.AllExcept except -> !except.names().contains(warehouse);
            case Selection.Named named -> named.names().contains(warehouse);
        };
    }

    private String selectionRule() {
        return switch (profile.selection()) {
            case Selection.All _ -> "all warehouses count";
            case Selection.AllExcept _ -> "all warehouses but the excepted ones count";
            case Selection.Named _ -> "only the named warehouses count";
        };
    }

    private Outcome unknownStock() {
        return profile.unknown().map(this::unknownStockAsSaid).orElseGet(this::unknownStockByMode);
    }

    private Outcome unknownStockAsSaid(UnknownStock said) {
        return switch (said) {
            case UnknownStock.ListNumber list -> {
                tellUnknown(
                        "unknown stock lists the number that the profile names for it",
                        OptionalLong.of(list.quantity()),
                        () -> Wording.unknownStockLists(list.quantity()));
                yield guard(list.quantity());
            }
            case UnknownStock.Stop _ -> {
                tellUnknown(
                        "unknown stock stops when the profile says so", OptionalLong.of(0), Wording::unknownStockStops);
                yield new Outcome.Stops();
            }
            case UnknownStock.Hold _ -> {
                tellUnknown(
                        "unknown stock holds when the profile says so",
                        OptionalLong.empty(),
                        Wording::unknownStockHolds);
                yield new Outcome.Holds(Wording.STOCK_IS_UNKNOWN);
            }
        };
    }

    private Outcome unknownStockByMode() {
        return switch (profile.mode()) {
            case QuantityMode.SingleStock _ -> uncounted("single stock lists 1 of goods that nobody counts", 1);
            case QuantityMode.CustomQuantity custom ->
                uncounted("custom quantity lists its number of goods that nobody counts", custom.quantity());
            case QuantityMode.ProductValue _, QuantityMode.NotMoreThan _ -> {
                tellUnknown(
                        "a quantity that follows stock holds while stock is unknown",
                        OptionalLong.empty(),
                        Wording::unknownStockHolds);
                yield new Outcome.Holds(Wording.STOCK_IS_UNKNOWN);
            }
        };
    }

    private Outcome uncounted(String rule, int quantity) {
        tellUnknown(rule, OptionalLong.of(quantity), () -> Wording.unknownStockLists(profile.mode(), quantity));
        return guard(quantity);
    }

    private long reserve(long available) {
        int kept = profile.reserve();
        long left = Math.max(available, Long.MIN_VALUE + kept) - kept;
        tellChange("the reserve is kept back", available, left, () -> Wording.reserve(kept, left));
        return left;
    }

    private long pack(long units) {
        int size = facts.packSize();
        long packs = Math.max(0, Math.floorDiv(units, size));
        var rule = size > 1 ? "packs sell only whole" : "less than nothing cannot be sold";
        tellChange(rule, units, packs, () -> Wording.packs(size, packs));
        return packs;
    }

    private long mode(long sellable) {
        long listed = switch (profile.mode()) {
            case QuantityMode.ProductValue _ -> sellable;
            case QuantityMode.NotMoreThan capped -> Math.min(sellable, capped.cap());
            case QuantityMode.SingleStock _ -> 1;
            case QuantityMode.CustomQuantity custom -> custom.quantity();
        };
        tell(
                modeRule(),
                OptionalLong.of(sellable),
                OptionalLong.of(listed),
                () -> Wording.quantity(profile.mode(), listed));
        return listed;
    }

    private String modeRule() {
        return switch (profile.mode()) {
            case QuantityMode.ProductValue _ -> "product value lists all that is sellable";
            case QuantityMode.NotMoreThan _ -> "not more than a number lists the sellable stock up to it";
            case QuantityMode.SingleStock _ -> "single stock lists 1, whatever the stock";
            case QuantityMode.CustomQuantity _ -> "custom quantity lists its number, whatever the stock";
        };
    }

    private Outcome exceptions(Amounts amounts) {
        for (int i = 0; i < profile.exceptions().size(); i++) {
            var exception = profile.exceptions().get(i);
            if (holds(exception.condition(), amounts)) {
                return act(exception, i + 1, amounts);
            }
        }
        return guard(amounts.listed());
    }

    private boolean holds(Condition condition, Amounts amounts) {
        return switch (condition) {
            case Condition.AmountTest test -> {
                var amount = amount(test.amount(), amounts);
                yield amount.isPresent() && test.comparison().holdsFor(amount.getAsLong());
            }
            case Condition.OnDate on ->
                facts.date().isPresent() && on.test().holdsOn(facts.date().get());
        };
    }

    private OptionalLong amount(Condition.Amount amount, Amounts amounts) {
        return switch (amount) {
            case Condition.Amount.Available _ -> OptionalLong.of(amounts.available());
            case Condition.Amount.Sellable _ -> OptionalLong.of(amounts.sellable());
            case Condition.Amount.Listed _ -> OptionalLong.of(amounts.listed());
            case Condition.Amount.AvailableAt at ->
                sum(facts.variant().stock().stream()
                        .filter(level -> level.active() && level.warehouse().equals(at.warehouse()))
                        .toList());
        };
    }

    private Outcome act(ProfileException exception, int number, Amounts amounts) {
        return switch (exception.action()) {
            case Action.ListNumber list -> list(exception, number, amounts, list.quantity());
            case Action.ListProductValue _ -> list(exception, number, amounts, amounts.sellable());
            case Action.ListAtMost most ->
                list(exception, number, amounts, Math.min(amounts.listed(), most.quantity()));
            case Action.ListAtLeast least ->
                list(exception, number, amounts, Math.max(amounts.listed(), least.quantity()));
            case Action.Add add ->
                list(
                        exception,
                        number,
                        amounts,
                        Math.min(amounts.listed(), Long.MAX_VALUE - add.units()) + add.units());
            case Action.Subtract subtract ->
                list(exception, number, amounts, Math.max(0, amounts.listed() - subtract.units()));
            case Action.Stop _ -> {
                tellException(exception, number, amounts, OptionalLong.of(0));
                yield new Outcome.Stops();
            }
            case Action.Hold _ -> {
                tellException(exception, number, amounts, OptionalLong.empty());
                yield new Outcome.Holds(exception.text());
            }
        };
    }

    private Outcome list(ProfileException exception, int number, Amounts amounts, long listed) {
        tellException(exception, number, amounts, OptionalLong.of(listed));
        return guard(listed);
    }

    private Outcome guard(long listed) {
        long sent = Math.clamp(listed, 0, Outcome.MAXIMUM_QUANTITY);
        tellChange(
                "Amazon is never sent less than 0 or more than 999,999",
                listed,
                sent,
                () -> Wording.guard(0, Outcome.MAXIMUM_QUANTITY, sent));
        return new Outcome.Lists((int) sent);
    }

    /// Unknown levels count 0 beside known ones; without a known level the sum is unknown. A sum beyond 64 bits stays
    /// at the end of their range.
    private static OptionalLong sum(List<WarehouseStock> levels) {
        var known = levels.stream()
                .map(WarehouseStock::available)
                .filter(OptionalLong::isPresent)
                .toList();
        if (known.isEmpty()) {
            return OptionalLong.empty();
        }
        var exact = known.stream()
                .map(level -> BigInteger.valueOf(level.getAsLong()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return OptionalLong.of(exact.max(LOWEST).min(HIGHEST).longValueExact());
    }

    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    private void tellUnknown(String rule, OptionalLong after, Supplier<String> sentence) {
        tell(rule, OptionalLong.empty(), after, sentence);
    }

    private void tellException(ProfileException exception, int number, Amounts amounts, OptionalLong after) {
        tell(
                Wording.exceptionRule(number),
                OptionalLong.of(amounts.listed()),
                after,
                () -> Wording.exception(exception, after));
    }

    private void tellChange(String rule, long before, long after, Supplier<String> sentence) {
        if (before != after) {
            tell(rule, OptionalLong.of(before), OptionalLong.of(after), sentence);
        }
    }

    private void tell(String rule, OptionalLong before, OptionalLong after, Supplier<String> sentence) {
        if (trace != null) {
            trace.add(new TraceStep(rule, before, after, sentence.get()));
        }
    }
}
