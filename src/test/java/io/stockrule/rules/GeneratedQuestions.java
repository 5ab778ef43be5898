package io.stockrule.rules;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Any profile with any facts: few warehouses, dates and numbers, so that tests and facts often meet, and the numbers
/// at which arithmetic goes wrong.
final class GeneratedQuestions {
    private static final LocalDate CHRISTMAS_EVE = LocalDate.of(2026, 12, 24);
    private static final Span ANYWHERE = new Span(1, 1, 1);

    private GeneratedQuestions() {}

    /// Some profiles, each asked about some listings.
    static Arbitrary<List<Question>> batch(int profiles, int listingsOfEach) {
        return questions(listingsOfEach)
                .list()
                .ofSize(profiles)
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static Arbitrary<List<Question>> questions(int listings) {
        return profile()
                .flatMap(profile -> facts().map(facts -> new Question(profile, facts))
                        .list()
                        .ofSize(listings));
    }

    static Arbitrary<Profile> profile() {
        return Combinators.combine(
                        selection(),
                        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0)), Tuple.of(3, number())),
                        mode(),
                        unknown().optional(0.5),
                        exception().list().ofMaxSize(4))
                .as((selection, reserve, mode, unknown, exceptions) ->
                        new Profile("generated", selection, reserve, mode, unknown, exceptions, List.of()));
    }

    private static Arbitrary<Selection> selection() {
        var names = warehouse().list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                Arbitraries.just(new Selection.All()),
                names.map(Selection.AllExcept::new),
                names.map(Selection.Named::new));
    }

    private static Arbitrary<QuantityMode> mode() {
        return Arbitraries.oneOf(
                Arbitraries.just(new QuantityMode.ProductValue()),
                Arbitraries.just(new QuantityMode.SingleStock()),
                number().map(QuantityMode.CustomQuantity::new),
                number().map(QuantityMode.NotMoreThan::new));
    }

    private static Arbitrary<UnknownStock> unknown() {
        return Arbitraries.oneOf(
                Arbitraries.just(new UnknownStock.Hold()),
                Arbitraries.just(new UnknownStock.Stop()),
                number().map(UnknownStock.ListNumber::new));
    }

    private static Arbitrary<ProfileException> exception() {
        return Combinators.combine(condition(), action())
                .as((condition, action) -> new ProfileException(condition, action, "when " + condition, ANYWHERE));
    }

    private static Arbitrary<Condition> condition() {
        return Arbitraries.oneOf(
                Combinators.combine(amount(), comparison()).as(Condition.AmountTest::new),
                dateTest().map(Condition.OnDate::new));
    }

    private static Arbitrary<Condition.Amount> amount() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Condition.Amount.Available()),
                Arbitraries.just(new Condition.Amount.Sellable()),
                Arbitraries.just(new Condition.Amount.Listed()),
                warehouse().map(Condition.Amount.AvailableAt::new));
    }

    private static Arbitrary<Comparison> comparison() {
        var number = number().map(Integer::longValue);
        return Arbitraries.oneOf(
                number.map(Comparison.Is::new),
                number.map(Comparison.IsNot::new),
                number.map(Comparison.Below::new),
                number.map(Comparison.Above::new),
                number.map(Comparison.AtLeast::new),
                number.map(Comparison.AtMost::new),
                Combinators.combine(number, number).as(Comparison.Between::new));
    }

    private static Arbitrary<DateTest> dateTest() {
        return Arbitraries.oneOf(
                date().map(DateTest.Is::new),
                date().map(DateTest.Before::new),
                date().map(DateTest.After::new),
                Combinators.combine(date(), date()).as(DateTest.Between::new));
    }

    private static Arbitrary<Action> action() {
        return Arbitraries.oneOf(
                number().map(Action.ListNumber::new),
                Arbitraries.just(new Action.ListProductValue()),
                number().map(Action.ListAtMost::new),
                number().map(Action.ListAtLeast::new),
                number().map(Action.Add::new),
                number().map(Action.Subtract::new),
                Arbitraries.just(new Action.Hold()),
                Arbitraries.just(new Action.Stop()));
    }

    static Arbitrary<ListingFacts> facts() {
        var pack = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(1)),
                Tuple.of(2, Arbitraries.integers().between(2, 7)),
                Tuple.of(1, Arbitraries.just(Integer.MAX_VALUE)));
        return Combinators.combine(tracked(), level().list().ofMaxSize(5), pack, date().optional(0.7))
                .as((tracked, levels, packSize, date) -> new ListingFacts(
                        variant(tracked, levels), "DE", packSize, OptionalInt.empty(), date, Optional.empty()));
    }

    private static VariantFacts variant(boolean tracked, List<WarehouseStock> levels) {
        return new VariantFacts("SKU-1", "Candle", "", "", List.of(), "", List.of(), tracked, false, levels);
    }

    private static Arbitrary<Boolean> tracked() {
        return Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false));
    }

    private static Arbitrary<WarehouseStock> level() {
        var active = Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false));
        return Combinators.combine(warehouse(), units().optional(0.8), active)
                .as((warehouse, units, isActive) -> new WarehouseStock(
                        warehouse, units.map(OptionalLong::of).orElse(OptionalLong.empty()), isActive));
    }

    private static Arbitrary<Long> units() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(-6, 25)),
                Tuple.of(2, Arbitraries.of(999_998L, 999_999L, 1_000_000L, 1_000_001L)),
                Tuple.of(2, Arbitraries.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 1L << 62, -(1L << 62))),
                Tuple.of(1, Arbitraries.longs()));
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 20)), Tuple.of(1, Arbitraries.of(999_999, 1_000_000)));
    }

    private static Arbitrary<LocalDate> date() {
        return Arbitraries.integers().between(-2, 2).map(CHRISTMAS_EVE::plusDays);
    }

    private static Arbitrary<String> warehouse() {
        return Arbitraries.of("Berlin", "Hamburg", "Wien", "Outlet");
    }
}
