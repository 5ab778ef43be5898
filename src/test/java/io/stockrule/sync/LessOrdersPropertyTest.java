package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.order.OrderedUnits;
import io.stockrule.delivery.order.OrderedUnits.Taken;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.LinkedListing;
import io.stockrule.listing.TargetKey;
import io.stockrule.rules.RulesInUse;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.VariantKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LessOrdersPropertyTest {
    private static final VariantKey VARIANT = new VariantKey(1, 2, 3);

    @Property
    void what_is_sent_is_never_more_than_decided_and_never_below_zero(
            @ForAll @IntRange(max = 999_999) int decided,
            @ForAll @IntRange(min = 1, max = 1_000_000) int packSize,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long units,
            @ForAll @LongRange(min = 1, max = 1_000) long each) {
        var wish = new Wish.Number(decided, OptionalInt.of(3));
        var left = LessOrders.of(wish, List.of(listing(packSize)), ordered(each, units));

        int quantity = ((Wish.Number) left.wish()).quantity();
        assertThat(quantity).isBetween(0, decided);
        assertThat(((Wish.Number) left.wish()).handlingDays()).isEqualTo(OptionalInt.of(3));
        assertThat(left.step().isPresent()).isEqualTo(quantity < decided);
    }

    /// Whatever is decided of stock that has them still, there is no more to sell than without them.
    @Property
    void it_is_at_least_as_much_less_as_the_ordered_units_make(
            @ForAll @IntRange(max = 900_000) int stock,
            @ForAll @IntRange(min = 1, max = 100) int packSize,
            @ForAll @LongRange(min = 1, max = 1_000) long units) {
        var wish = new Wish.Number(stock / packSize, OptionalInt.empty());
        var left = (Wish.Number) LessOrders.of(wish, List.of(listing(packSize)), ordered(1, units))
                .wish();
        assertThat((long) left.quantity() * packSize).isLessThanOrEqualTo(Math.max(0, stock - units));
    }

    @Property
    void when_nothing_is_ordered_any_more_it_is_what_was_decided(
            @ForAll @IntRange(max = 999_999) int decided, @ForAll @IntRange(min = 1, max = 9) int packSize) {
        var wish = new Wish.Number(decided, OptionalInt.empty());
        assertThat(LessOrders.of(wish, List.of(listing(packSize)), Map.of()).wish())
                .isEqualTo(wish);
        assertThat(LessOrders.of(wish, List.of(listing(packSize)), Map.of(VARIANT, OrderedUnits.NONE))
                        .wish())
                .isEqualTo(wish);
    }

    @Example
    void what_is_held_or_in_conflict_stays_so() {
        for (Wish wish : List.of(new Wish.Hold("stock is unknown"), new Wish.Conflict("2 disagree"))) {
            assertThat(LessOrders.of(wish, List.of(listing(1)), ordered(1, 5)).wish())
                    .isEqualTo(wish);
        }
    }

    @Example
    void of_many_orders_a_few_are_named() {
        var many = new OrderedUnits(List.of(new Taken(1, 7)), List.of("a", "b", "c", "d", "e", "f"));
        assertThat(many.sentence(1))
                .isEqualTo("− 7 units ordered on Amazon that Shopify does not know yet"
                        + " (orders a, b, c, d, e and others)");
        assertThat(many.sentence(4)).startsWith("− 2 packs of 4 units ordered on Amazon");
    }

    private static Map<VariantKey, OrderedUnits> ordered(long each, long units) {
        return Map.of(VARIANT, new OrderedUnits(List.of(new Taken(each, units)), List.of("302-1")));
    }

    private static Decided listing(int packSize) {
        var listing = new LinkedListing(
                1, new TargetKey(new AccountKey(1, 4), "MUG"), VARIANT, 5, "DE", packSize, false, Optional.empty());
        return new Decided(
                listing,
                1,
                new RulesInUse("", Map.of()),
                NoFacts.of(listing),
                new Decision(new Outcome.Lists(1), OptionalInt.empty(), List.of()));
    }
}
