package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final RulesInUse RULES = new RulesInUse("", Map.of());

    private static final TargetKey TARGET = new TargetKey(new AccountKey(1, 2), "CANDLE-1");

    @Test
    void one_listing_decides_alone() {
        assertThat(Agreement.of(List.of(decided(7, 3, new Outcome.Lists(4)))))
                .isEqualTo(new Wish.Number(4, OptionalInt.empty()));
    }

    @Test
    void a_stop_is_a_0() {
        assertThat(Agreement.of(List.of(decided(7, 3, new Outcome.Stops()))))
                .isEqualTo(new Wish.Number(0, OptionalInt.empty(), Optional.of("stopped")));
    }

    @Test
    void a_hold_wants_nothing_sent() {
        assertThat(Agreement.of(List.of(decided(7, 3, new Outcome.Holds("stock is unknown")))))
                .isEqualTo(new Wish.Hold("stock is unknown"));
    }

    @Test
    void listings_that_agree_in_everything_send_their_number() {
        assertThat(Agreement.of(List.of(decided(7, 3, new Outcome.Lists(4)), decided(7, 3, new Outcome.Lists(4)))))
                .isEqualTo(new Wish.Number(4, OptionalInt.empty()));
    }

    @Test
    void different_variants_are_a_conflict_even_when_the_numbers_are_the_same() {
        assertConflict(decided(7, 3, new Outcome.Lists(4)), decided(8, 3, new Outcome.Lists(4)), "different variants");
    }

    @Test
    void different_profiles_are_a_conflict_even_when_the_numbers_are_the_same() {
        assertConflict(decided(7, 3, new Outcome.Lists(4)), decided(7, 4, new Outcome.Lists(4)), "Global Profiles");
    }

    @Test
    void different_decisions_are_a_conflict() {
        assertConflict(decided(7, 3, new Outcome.Lists(4)), decided(7, 3, new Outcome.Lists(2)), "decisions");
    }

    @Test
    void a_target_without_listings_wants_nothing() {
        assertThat(Agreement.of(List.of())).isEqualTo(new Wish.Nothing());
    }

    private static void assertConflict(Decided one, Decided other, String how) {
        assertThat(Agreement.of(List.of(one, other)))
                .isInstanceOfSatisfying(
                        Wish.Conflict.class,
                        conflict -> assertThat(conflict.reason())
                                .contains("2 listings")
                                .contains(how));
    }

    private static Decided decided(long variant, long profile, Outcome outcome) {
        var listing =
                new LinkedListing(1, TARGET, new VariantKey(1, 5, variant), profile, "DE", 1, false, Optional.empty());
        return new Decided(
                listing, 1, RULES, NoFacts.of(listing), new Decision(outcome, OptionalInt.empty(), List.of()));
    }
}
