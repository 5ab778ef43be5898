package io.stockrule.language.meaning;

import io.stockrule.language.Action;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Selection;
import io.stockrule.language.UnknownStock;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.Phrase;
import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The meaning of a profile in plain Java: the reference that the rules must agree with, decision and trace.
///
/// Read `outcome` from top to bottom: one line, one step.
public final class Interpreter {
    private final Profile profile;
    private final ListingFacts facts;
    private final Telling trace;

    /// An exception may say others than the profile.
    private OptionalInt handlingDays;

    private Interpreter(Profile profile, ListingFacts facts, Telling trace) {
        this.profile = OneListing.profile(profile, facts);
        this.facts = facts;
        this.trace = trace;
        this.handlingDays = this.profile.handlingDays();
    }

    public static Decision decide(Profile profile, ListingFacts facts) {
        var trace = new ArrayList<TraceStep>();
        var interpreter = new Interpreter(profile, facts, Telling.to(trace));
        return new Decision(interpreter.outcome(), interpreter.handlingDays, trace);
    }

    /// The same decision without its trace, for checks that ask many times.
    public static Outcome outcome(Profile profile, ListingFacts facts) {
        return new Interpreter(profile, facts, Telling.NOBODY).outcome();
    }

    /// What the exceptions look at when they begin; empty while stock is unknown, which skips them.
    public static Optional<Circumstances> circumstances(Profile profile, ListingFacts facts) {
        return new Interpreter(profile, facts, Telling.NOBODY).circumstances();
    }

    /// What comes of it when this exception acts, or none does.
    public static Outcome outcome(Profile profile, Optional<ProfileException> acting, Circumstances amounts) {
        var interpreter = new Interpreter(profile, amounts.facts(), Telling.NOBODY);
        return acting.map(it -> interpreter.act(it, 1, amounts)).orElseGet(() -> interpreter.last(amounts.listed()));
    }

    private Outcome outcome() {
        return circumstances().map(this::exceptions).orElseGet(this::unknownStock);
    }

    private Optional<Circumstances> circumstances() {
        var stock = select();
        if (stock.available().isEmpty()) {
            return Optional.empty();
        }
        long available = stock.available().getAsLong();
        long sellable = new SellableUnits(profile, facts, trace).of(stock);
        long listed = steps(minimum(mode(sellable)));
        return Optional.of(
                new Circumstances(facts, profile.selection(), profile.counting(), available, sellable, listed));
    }

    private SelectedStock select() {
        var stock = SelectedStock.of(profile.selection(), profile.counting().of(facts.variant()));
        trace.step(
                selectionRule(),
                OptionalLong.empty(),
                stock.available(),
                () -> limited(counted(selection(stock)), new Provision.Selects(profile.selection())));
        return stock;
    }

    private Saying counted(Saying saying) {
        var counting = profile.counting();
        return limited(Wording.counted(saying, counting), new Provision.Counts(counting));
    }

    private Saying selection(SelectedStock stock) {
        var variant = facts.variant();
        if (stock.available().isEmpty()) {
            return Wording.unknownStock(stock.levels(), variant.tracked());
        }
        return variant.parts().isEmpty()
                ? Wording.available(stock.levels())
                : Wording.bundles(variant.parts(), stock.levels());
    }

    private Saying limited(Saying saying, Provision provision) {
        return Wording.limited(saying, profile.limited().whom(provision));
    }

    private String selectionRule() {
        return switch (profile.selection()) {
            case Selection.All _ -> "all warehouses count";
            case Selection.AllExcept _ -> "all warehouses but the excepted ones count";
            case Selection.Named _ -> "only the named warehouses count";
            case Selection.FirstOf _ -> "the first of the named warehouses that has enough counts";
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
                        () -> limited(Wording.unknownStockLists(), new Provision.KnowsNoStock(said)));
                yield last(list.quantity());
            }
            case UnknownStock.Stop _ -> {
                tellUnknown(
                        "unknown stock stops when the profile says so",
                        OptionalLong.of(0),
                        () -> limited(Wording.unknownStockStops(), new Provision.KnowsNoStock(said)));
                yield stopped();
            }
            case UnknownStock.Hold _ -> {
                tellUnknown(
                        "unknown stock holds when the profile says so",
                        OptionalLong.empty(),
                        () -> limited(Wording.unknownStockHolds(), new Provision.KnowsNoStock(said)));
                yield new Outcome.Holds(Phrase.STOCK_IS_UNKNOWN);
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
                yield new Outcome.Holds(Phrase.STOCK_IS_UNKNOWN);
            }
        };
    }

    private Outcome uncounted(String rule, int quantity) {
        tellUnknown(rule, OptionalLong.of(quantity), () -> quantity(Wording.unknownStockLists(profile.mode())));
        return last(quantity);
    }

    private long mode(long sellable) {
        long listed = switch (profile.mode()) {
            case QuantityMode.ProductValue _ -> sellable;
            case QuantityMode.NotMoreThan capped -> Math.min(sellable, capped.cap());
            case QuantityMode.SingleStock _ -> 1;
            case QuantityMode.CustomQuantity custom -> custom.quantity();
        };
        trace.step(
                modeRule(),
                OptionalLong.of(sellable),
                OptionalLong.of(listed),
                () -> quantity(Wording.quantity(profile.mode())));
        return listed;
    }

    private Saying quantity(Saying saying) {
        return limited(saying, new Provision.Lists(profile.mode()));
    }

    private long minimum(long listed) {
        int minimum = profile.minimum();
        if (!profile.mode().followsStock() || listed >= minimum) {
            return listed;
        }
        trace.change(
                "too few are listed as none",
                listed,
                0,
                () -> limited(Wording.minimum(minimum), new Provision.ListsNothingBelow(minimum)));
        return 0;
    }

    private long steps(long listed) {
        int steps = profile.steps();
        if (!profile.mode().followsStock() || listed % steps == 0) {
            return listed;
        }
        long whole = listed - listed % steps;
        trace.change(
                "only whole steps are listed",
                listed,
                whole,
                () -> limited(Wording.steps(steps), new Provision.ListsInSteps(steps)));
        return whole;
    }

    private String modeRule() {
        return switch (profile.mode()) {
            case QuantityMode.ProductValue _ -> "product value lists all that is sellable";
            case QuantityMode.NotMoreThan _ -> "not more than a number lists the sellable stock up to it";
            case QuantityMode.SingleStock _ -> "single stock lists 1, whatever the stock";
            case QuantityMode.CustomQuantity _ -> "custom quantity lists its number, whatever the stock";
        };
    }

    private Outcome exceptions(Circumstances amounts) {
        for (int i = 0; i < profile.exceptions().size(); i++) {
            var exception = profile.exceptions().get(i);
            if (amounts.hold(exception.condition())) {
                return act(exception, i + 1, amounts);
            }
        }
        return last(amounts.listed());
    }

    private Outcome act(ProfileException exception, int number, Circumstances amounts) {
        if (exception.handlingDays().isPresent()) {
            handlingDays = exception.handlingDays();
        }
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
                yield stopped();
            }
            case Action.Leave _ -> list(exception, number, amounts, amounts.listed());
            case Action.Hold _ -> {
                tellException(exception, number, amounts, OptionalLong.empty());
                yield new Outcome.Holds(exception.text());
            }
        };
    }

    private Outcome list(ProfileException exception, int number, Circumstances amounts, long listed) {
        tellException(exception, number, amounts, OptionalLong.of(listed));
        return last(listed);
    }

    /// What is set for this listing has the last word before the guard.
    private Outcome last(long listed) {
        long capped = cap(listed);
        return guard(pin().map(it -> pinned(it, capped)).orElse(capped));
    }

    private long cap(long listed) {
        var cap = facts.overrides().of(ListingOverride.Kind.CAP);
        if (cap.isEmpty() || listed <= cap.get().units()) {
            return listed;
        }
        trace.change(
                "a cap lowers what is listed where somebody says so",
                listed,
                cap.get().units(),
                () -> Wording.override(cap.get()));
        return cap.get().units();
    }

    private Optional<ListingOverride> pin() {
        return facts.overrides().of(ListingOverride.Kind.PIN);
    }

    private long pinned(ListingOverride pin, long before) {
        var rule = pin.alsoWhenStopped()
                ? "a pin lists its number, also when stopped, where somebody says so"
                : "a pin lists its number where somebody says so";
        trace.step(rule, OptionalLong.of(before), OptionalLong.of(pin.units()), () -> Wording.override(pin));
        return pin.units();
    }

    private Outcome stopped() {
        return pin().filter(ListingOverride::alsoWhenStopped)
                .map(pin -> guard(pinned(pin, 0)))
                .orElseGet(Outcome.Stops::new);
    }

    private Outcome guard(long listed) {
        long sent = Math.clamp(listed, 0, Outcome.MAXIMUM_QUANTITY);
        trace.change(
                "Amazon is never sent less than 0 or more than 999,999",
                listed,
                sent,
                () -> Wording.guard(0, Outcome.MAXIMUM_QUANTITY));
        return new Outcome.Lists((int) sent);
    }

    private void tellUnknown(String rule, OptionalLong after, Supplier<Saying> saying) {
        trace.step(rule, OptionalLong.empty(), after, saying);
    }

    private void tellException(ProfileException exception, int number, Circumstances amounts, OptionalLong after) {
        trace.step(
                Wording.exceptionRule(number),
                OptionalLong.of(amounts.listed()),
                after,
                () -> Wording.exception(exception));
    }
}
