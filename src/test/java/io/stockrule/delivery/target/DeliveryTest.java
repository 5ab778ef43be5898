package io.stockrule.delivery.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.FixedDeliveryConfig;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.state.ListingStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig();
    private static final TargetKey TARGET = new TargetKey(new AccountKey(1, 2), "CANDLE-1");
    private static final SendResult ACCEPTED = new SendResult.Accepted("s-1", Optional.empty(), List.of());
    private static final SendResult REFUSED =
            new SendResult.Refused("99022 not enough values", Optional.empty(), List.of());
    private static final SendResult PUT_OFF = new SendResult.PutOff("not found", Optional.empty(), List.of());
    private static final SendResult DENIED = new SendResult.Denied(
            "brand gated",
            Optional.empty(),
            List.of(),
            new SendResult.AccountRefused("role missing", Duration.ofMinutes(30)));
    private static final SendResult LOST = new SendResult.Lost("no answer within 10 seconds");

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final Delivery delivery = new Delivery(TARGET, "DE", now);

    @Test
    void nothing_is_sent_before_the_channel_is_read() {
        take(5);

        assertThat(delivery.queued().waiting()).isTrue();
        assertThat(mayDepart()).isFalse();
        assertThat(delivery.seen().nextLook()).contains(now);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.PENDING_LINKING);
    }

    @Test
    void a_number_goes_from_decided_over_sent_and_accepted_to_effective() {
        linked(0);
        take(5);
        var fence = depart();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.PENDING_QUANTITY_UPDATE);
        land(fence, ACCEPTED);
        assertThat(state()).isEqualTo(Sent.State.ACCEPTED);
        later(2);
        read(5);

        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
        assertThat(delivery.sent().orElseThrow().effectiveAt()).contains(now);
        assertThat(delivery.status()).isEqualTo(new TargetStatus(TargetStatus.Kind.LINKED, ""));
    }

    @Test
    void a_number_that_was_sent_already_is_not_sent_again() {
        effective(5);
        take(5);

        assertThat(delivery.queued().waiting()).isFalse();
    }

    @Test
    void a_number_that_was_sent_already_is_sent_again_when_a_person_asks() {
        effective(5);
        ask(5);

        assertThat(mayDepart()).isTrue();
    }

    @Test
    void an_ask_survives_a_request_that_never_left() {
        effective(5);
        ask(5);
        land(depart(), new SendResult.Throttled());

        assertThat(delivery.queued().waiting()).isTrue();
    }

    @Test
    void a_number_that_missed_its_turn_takes_the_next_one_and_has_not_failed() {
        linked(0);
        take(5);
        land(depart(), new SendResult.Late());

        assertThat(mayDepart()).isTrue();
        assertThat(delivery.queued().failures()).isZero();
    }

    @Test
    void a_changed_handling_time_is_sent_although_the_quantity_is_the_same() {
        effective(5);
        give(new Wish.Number(5, OptionalInt.of(3)));

        assertThat(mayDepart()).isTrue();
    }

    @Test
    void a_handling_time_that_is_no_longer_set_is_left_alone() {
        linked(0);
        give(new Wish.Number(5, OptionalInt.of(3)));
        land(depart(), ACCEPTED);
        give(new Wish.Number(5, OptionalInt.empty()));

        assertThat(delivery.queued().waiting()).isFalse();
    }

    @Test
    void neither_newer_numbers_nor_throttling_make_a_number_wait_anew() {
        linked(0);
        take(5);
        var since = delivery.queued().since();
        later(2);
        take(4);
        land(depart(), new SendResult.Throttled());
        later(2);
        take(3);

        assertThat(delivery.queued().since()).isEqualTo(since);
    }

    @Test
    void an_accepted_number_waits_no_longer() {
        linked(0);
        take(5);
        land(depart(), ACCEPTED);

        assertThat(delivery.queued().since()).isEmpty();
    }

    @Test
    void the_newest_number_replaces_one_that_waits() {
        linked(0);
        take(5);
        take(4);
        depart();

        assertThat(delivery.flight().orElseThrow().quantity()).isEqualTo(4);
    }

    @Test
    void a_hold_withdraws_a_number_that_waits() {
        linked(0);
        take(5);
        give(new Wish.Hold("stock is unknown"));

        assertThat(mayDepart()).isFalse();
        assertThat(delivery.status().reason()).isEqualTo("held: stock is unknown");
    }

    @Test
    void a_conflict_withdraws_a_number_that_waits_and_is_shown() {
        linked(0);
        take(5);
        give(new Wish.Conflict("2 listings disagree"));

        assertThat(mayDepart()).isFalse();
        assertThat(delivery.status())
                .isEqualTo(new TargetStatus(TargetStatus.Kind.UPDATE_ERROR, "2 listings disagree"));
    }

    @Test
    void only_one_request_is_in_flight() {
        linked(0);
        take(5);
        depart();
        take(4);

        assertThat(delivery.queued().waiting()).isTrue();
        assertThat(mayDepart()).isFalse();
    }

    @Test
    void the_newest_number_follows_when_the_request_has_landed() {
        linked(0);
        take(5);
        var fence = depart();
        take(4);
        land(fence, ACCEPTED);

        assertThat(mayDepart()).isTrue();
        depart();
        assertThat(delivery.flight().orElseThrow().quantity()).isEqualTo(4);
    }

    @Test
    void going_back_to_the_number_in_flight_sends_nothing_more() {
        linked(0);
        take(5);
        var fence = depart();
        take(4);
        take(5);
        land(fence, ACCEPTED);

        assertThat(delivery.queued().waiting()).isFalse();
    }

    @Test
    void a_lost_outcome_is_read_back_before_anything_else_is_sent() {
        linked(0);
        take(5);
        var fence = depart();
        take(4);
        land(fence, LOST);
        assertThat(mayDepart()).isFalse();

        later(2);
        read(0);

        assertThat(mayDepart()).isTrue();
        depart();
        assertThat(delivery.flight().orElseThrow().quantity()).isEqualTo(4);
    }

    @Test
    void a_lost_number_that_amazon_shows_has_arrived() {
        linked(0);
        take(5);
        land(depart(), LOST);
        later(2);
        read(5);

        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
        assertThat(delivery.queued().waiting()).isFalse();
    }

    @Test
    void a_sender_that_does_not_come_back_counts_as_lost_when_its_lease_is_over() {
        linked(0);
        take(5);
        depart();
        assertThat(delivery.seen().nextLook()).contains(now.plus(CONFIG.lease()));

        later(20);
        read(0);

        assertThat(mayDepart()).isTrue();
    }

    @Test
    void the_newest_number_follows_one_of_a_frozen_sender_although_amazon_does_not_show_that_yet() {
        linked(0);
        take(5);
        var frozen = depart();
        later(20);
        read(0);
        take(4);
        land(depart(), ACCEPTED);
        later(2);
        read(4);

        land(frozen, ACCEPTED);
        read(4);

        assertThat(mayDepart()).isTrue();
        depart();
        assertThat(delivery.flight().orElseThrow().quantity()).isEqualTo(4);
    }

    @Test
    void a_frozen_sender_whose_request_never_left_changes_nothing() {
        linked(0);
        take(5);
        var frozen = depart();
        later(20);
        read(0);
        take(4);
        land(depart(), ACCEPTED);
        later(2);
        read(4);

        land(frozen, new SendResult.Late());

        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
    }

    @Test
    void a_sender_that_comes_back_after_its_lease_causes_no_more_than_a_look() {
        linked(0);
        take(5);
        var slow = depart();
        later(20);
        read(5);
        land(slow, ACCEPTED);

        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(delivery.seen().nextLook()).contains(now);
    }

    /// It may be shown from before, and the number sent in between after it.
    @Test
    void a_number_that_was_shown_before_it_was_sent_has_arrived_when_another_was_shown_meanwhile() {
        effective(5);
        take(4);
        land(depart(), ACCEPTED);
        take(5);
        land(depart(), ACCEPTED);
        later(2);
        read(5);
        assertThat(state()).isEqualTo(Sent.State.ACCEPTED);
        later(5);
        read(4);
        later(5);
        read(5);

        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
    }

    @Test
    void a_number_that_was_shown_before_it_was_sent_and_all_the_time_after_has_arrived() {
        effective(5);
        take(4);
        land(depart(), ACCEPTED);
        take(5);
        land(depart(), ACCEPTED);
        later(CONFIG.confirmWithin().toSeconds());
        read(5);

        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
    }

    @Test
    void a_lost_number_that_was_shown_before_it_was_sent_is_sent_again() {
        effective(5);
        take(4);
        land(depart(), ACCEPTED);
        take(5);
        land(depart(), LOST);
        later(2);
        read(5);

        assertThat(mayDepart()).isTrue();
    }

    @Test
    void a_frozen_sender_that_comes_back_during_a_newer_request_puts_that_one_in_doubt() {
        linked(0);
        take(5);
        var frozen = depart();
        later(20);
        read(0);
        take(4);
        var newer = depart();
        land(frozen, ACCEPTED);
        land(newer, ACCEPTED);
        read(4);

        assertThat(mayDepart()).isTrue();
    }

    @Test
    void a_reading_from_before_a_departure_says_nothing_about_the_number_that_left() {
        linked(0);
        take(5);
        land(depart(), ACCEPTED);
        long before = delivery.fence();
        take(4);
        land(depart(), ACCEPTED);
        delivery.readBack(before, seller(5), now, CONFIG);

        assertThat(state()).isEqualTo(Sent.State.ACCEPTED);
        assertThat(delivery.seen().nextLook()).isPresent();
    }

    @Test
    void a_refused_number_is_shown_and_not_sent_again() {
        linked(0);
        take(5);
        land(depart(), REFUSED);
        take(5);

        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        assertThat(delivery.status().reason()).contains("99022");
    }

    @Test
    void a_number_that_may_be_taken_later_is_sent_again_at_growing_distances() {
        linked(0);
        take(5);
        land(depart(), PUT_OFF);
        assertThat(mayDepart()).isFalse();
        later(15 * 60);
        read(0);
        assertThat(mayDepart()).isTrue();
        land(depart(), DENIED);
        later(29 * 60);
        read(0);
        assertThat(mayDepart()).isFalse();
        later(60);
        land(depart(), ACCEPTED);
        read(5);
        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
    }

    @Test
    void a_newer_number_waits_as_long_but_a_person_may_ask_for_it_at_once() {
        linked(0);
        take(5);
        land(depart(), DENIED);
        take(4);
        assertThat(mayDepart()).isFalse();
        ask(4);
        assertThat(mayDepart()).isTrue();
        assertThat(delivery.want().wish()).isEqualTo(new Wish.Number(4, OptionalInt.empty()));
    }

    @Test
    void what_is_put_off_says_so_and_is_no_backlog() {
        linked(0);
        take(5);
        assertThat(delivery.queued().since()).isPresent();
        land(depart(), DENIED);
        assertThat(delivery.queued().since()).isEmpty();
        assertThat(delivery.status())
                .isEqualTo(new TargetStatus(
                        TargetStatus.Kind.UPDATE_ERROR,
                        "Amazon has not taken 5: brand gated; it is tried again now and then, and at once if you choose"
                                + " Update Quantity"));
        give(new Wish.Hold("stock is unknown"));
        assertThat(delivery.status().reason()).isEqualTo("Amazon has not taken 5: brand gated");
    }

    @Test
    void a_listing_that_may_be_gone_is_looked_at() {
        linked(0);
        take(5);
        land(depart(), PUT_OFF);
        assertThat(delivery.seen().nextLook()).contains(now);
        delivery.readBack(delivery.fence(), new Reading.NotFound(), now, CONFIG);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKING_ERROR);
    }

    @Test
    void what_the_seller_cannot_be_sent_is_no_backlog() {
        linked(0);
        take(5);
        delivery.readBack(
                delivery.fence(), new Reading.OtherChannels(Reading.Kind.AMAZON_FULFILLED, "AMAZON_EU"), now, CONFIG);
        assertThat(delivery.queued().since()).isEmpty();
        delivery.readBack(delivery.fence(), seller(0), now, CONFIG);
        assertThat(delivery.queued().since()).contains(now);
    }

    @Test
    void an_offer_that_amazon_has_taken_out_of_sale_says_why_and_what_to_do() {
        linked(3);
        take(5);
        var land = depart();
        delivery.land(land, ACCEPTED, now, CONFIG);
        readOffer(5, Optional.of(new NotBuyable(Obstacle.PRICE_MISSING, "20003: no price")));
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        assertThat(delivery.status().reason())
                .isEqualTo("Amazon shows 5, but the offer cannot be bought: it has no price. "
                        + "To do: enter a price in Seller Central (Amazon says: 20003: no price)");
        assertThat(delivery.seen().nextLook()).contains(now.plus(Duration.ofHours(1)));
        assertThat(delivery.queued().waiting()).isFalse();
        readOffer(5, Optional.empty());
        assertThat(delivery.status()).isEqualTo(new TargetStatus(TargetStatus.Kind.LINKED, ""));
        assertThat(delivery.seen().nextLook()).isEmpty();
    }

    /// What has just come into stock is shown as buyable some minutes later.
    @Test
    void where_amazon_names_no_reason_it_has_some_time() {
        linked(0);
        take(5);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        var silent = Optional.of(new NotBuyable(Obstacle.NO_REASON_NAMED, ""));
        readOffer(5, silent);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
        assertThat(delivery.seen().nextLook()).contains(now.plus(Duration.ofMinutes(15)));
        now = now.plus(Duration.ofMinutes(15));
        readOffer(5, silent);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        assertThat(delivery.status().reason()).contains("edit the price");
    }

    /// Green is only what Amazon shows as it should.
    @Test
    void a_standing_is_to_be_seen_at_a_glance() {
        assertThat(standing()).isEqualTo(ListingStanding.WAITING);
        delivery.readBack(delivery.fence(), seller(3), now, CONFIG);
        assertThat(standing()).isEqualTo(ListingStanding.NOT_DECIDED);
        take(5);
        assertThat(standing()).isEqualTo(ListingStanding.WAITING);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        delivery.readBack(delivery.fence(), seller(5), now, CONFIG);
        assertThat(standing()).isEqualTo(ListingStanding.LIVE);
        delivery.readBack(delivery.fence(), seller(0), now, CONFIG);
        assertThat(standing()).as("all were bought").isEqualTo(ListingStanding.SOLD_OUT);
        delivery.take(new Wanted(TARGET, "DE", new Wish.Hold("stock is unknown"), false, "{}", Cause.STOCK, now), now);
        assertThat(standing()).isEqualTo(ListingStanding.HELD);
        delivery.readBack(
                delivery.fence(), new Reading.OtherChannels(Reading.Kind.AMAZON_FULFILLED, "AMAZON_EU"), now, CONFIG);
        assertThat(standing()).isEqualTo(ListingStanding.FBA);
        delivery.readBack(delivery.fence(), new Reading.NotFound(), now, CONFIG);
        assertThat(standing()).isEqualTo(ListingStanding.ERROR);
    }

    private ListingStanding standing() {
        return delivery.status().standing();
    }

    @Test
    void what_is_sold_out_need_not_be_buyable() {
        linked(5);
        take(0);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        readOffer(0, Optional.of(new NotBuyable(Obstacle.NO_REASON_NAMED, "")));
        now = now.plus(Duration.ofHours(1));
        readOffer(0, Optional.of(new NotBuyable(Obstacle.SUPPRESSED, "")));
        assertThat(delivery.status())
                .isEqualTo(new TargetStatus(TargetStatus.Kind.LINKED, "").as(ListingStanding.SOLD_OUT));
    }

    @Test
    void an_offer_that_was_handed_to_amazon_under_a_number_is_taken_back() {
        linked(3);
        take(5);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        readBoth(5);
        assertThat(delivery.flip().wantsUndo()).isTrue();
        delivery.undoes();
        assertThat(delivery.status().reason()).contains("that is being taken back");
        assertThat(delivery.seen().nextLook().orElseThrow()).isBefore(now.plus(Duration.ofMinutes(1)));
        assertThat(mayDepart()).isFalse();
        readOthers();
        assertThat(delivery.flip().wantsUndo()).isFalse();
        assertThat(delivery.status().reason()).contains("was taken back");
        take(7);
        assertThat(mayDepart()).isFalse();
        delivery.readBack(delivery.fence(), seller(2), now, CONFIG);
        assertThat(delivery.flip()).isEqualTo(Flip.NONE);
    }

    /// A look that came before it landed has taken it for lost.
    @Test
    void a_lost_number_that_turns_an_offer_after_a_look_is_taken_back() {
        linked(3);
        take(5);
        land(depart(), LOST);
        read(3);
        readOthers();
        readBoth(5);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// The look that saw it may have seen it from before.
    @Test
    void a_number_that_was_shown_before_it_was_sent_is_taken_back_when_it_turns_an_offer() {
        effective(5);
        ask(5);
        land(depart(), ACCEPTED);
        later(2);
        read(5);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
        assertThat(delivery.seen().nextLook()).contains(now.plus(Duration.ofMinutes(2)));
        later(120);
        readBoth(5);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// Of a feed that hung for hours, say.
    @Test
    void an_older_number_that_turns_an_offer_late_is_taken_back() {
        effective(3);
        take(5);
        var late = depart();
        later(20);
        read(3);
        take(0);
        land(depart(), ACCEPTED);
        later(2);
        read(0);
        readOthers();
        land(late, ACCEPTED);
        assertThat(delivery.seen().nextLook()).contains(now.plus(CONFIG.firstReadBack()));
        readBoth(5);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// Another one has left since, and nobody had looked.
    @Test
    void a_number_before_the_last_that_turned_an_offer_is_taken_back() {
        effective(0);
        take(4);
        land(depart(), ACCEPTED);
        take(3);
        land(depart(), LOST);
        readBoth(4);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// It is less than what was shown before, as a sale would make it.
    @Test
    void a_smaller_number_before_the_last_that_turned_an_offer_is_taken_back() {
        effective(6);
        take(0);
        land(depart(), ACCEPTED);
        take(3);
        land(depart(), LOST);
        readBoth(0);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    @Test
    void a_number_before_a_refused_one_that_turned_an_offer_is_taken_back() {
        effective(6);
        take(0);
        land(depart(), ACCEPTED);
        take(3);
        land(depart(), REFUSED);
        readBoth(3);
        assertThat(delivery.flip().wantsUndo()).isFalse();
        readBoth(0);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// It arrived while the next one was under way.
    @Test
    void a_number_that_came_out_of_turn_and_turned_an_offer_is_taken_back() {
        effective(3);
        take(0);
        var late = depart();
        later(20);
        read(3);
        take(5);
        var next = depart();
        land(late, ACCEPTED);
        land(next, ACCEPTED);
        readBoth(0);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// Three were sold while nobody had heard of it, so that Amazon showed what it would make.
    @Test
    void a_number_that_a_sale_anticipated_is_taken_back_when_it_turns_an_offer() {
        effective(3);
        take(0);
        var late = depart();
        later(20);
        read(0);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
        land(late, ACCEPTED);
        readBoth(0);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// Of a feed that hung, say: it is in force some minutes after Amazon has said that it took it.
    @Test
    void a_number_that_is_accepted_late_may_turn_an_offer_after_another_look() {
        effective(3);
        take(0);
        var late = depart();
        later(CONFIG.confirmWithin().multipliedBy(3).toSeconds());
        read(0);
        land(late, ACCEPTED);
        read(0);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
        later(120);
        readBoth(0);

        assertThat(delivery.flip().wantsUndo()).isTrue();
    }

    /// It was seen, and sold down to what was shown before it.
    @Test
    void a_number_that_was_seen_before_its_answer_came_is_not_sent_again_because_it_was_sold() {
        effective(3);
        take(7);
        var late = depart();
        later(20);
        read(7);
        land(late, ACCEPTED);
        later(CONFIG.confirmWithin().toSeconds());
        read(3);

        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
        assertThat(delivery.queued().waiting()).isFalse();
    }

    /// Less than before may be what is left of the seller's own.
    @Test
    void an_offer_beside_amazons_that_no_number_raised_is_left_alone() {
        effective(6);
        take(4);
        land(depart(), ACCEPTED);
        take(3);
        land(depart(), LOST);
        readBoth(5);

        assertThat(delivery.flip().wantsUndo()).isFalse();
    }

    @Test
    void it_is_not_tried_for_ever() {
        linked(3);
        take(5);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        for (int i = 0; i < 8; i++) {
            readBoth(5);
            assertThat(delivery.flip().wantsUndo()).isTrue();
            delivery.undoes();
        }
        readBoth(5);
        assertThat(delivery.flip().wantsUndo()).isFalse();
        assertThat(delivery.status().reason()).contains("take the seller's offer away in Seller Central");
    }

    /// Both channels on one SKU are something that a seller can want.
    @Test
    void an_offer_beside_amazons_that_is_not_ours_is_left_alone() {
        linked(3);
        take(5);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        readBoth(4);
        assertThat(delivery.flip().wantsUndo()).isFalse();
        delivery.readBack(delivery.fence(), seller(5), now, CONFIG);
        readBoth(5);
        assertThat(delivery.flip().wantsUndo()).isFalse();
    }

    /// The number is in Amazon's queue, and may still turn the offer.
    @Test
    void what_was_handed_to_amazon_just_after_a_number_is_looked_at_soon() {
        linked(3);
        take(5);
        delivery.land(depart(), ACCEPTED, now, CONFIG);
        readOthers();
        assertThat(delivery.seen().nextLook().orElseThrow()).isBefore(now.plus(Duration.ofMinutes(1)));
        now = now.plus(CONFIG.confirmWithin());
        readOthers();
        assertThat(delivery.seen().nextLook()).contains(now.plus(Duration.ofHours(24)));
    }

    private void readBoth(int quantity) {
        delivery.readBack(
                delivery.fence(),
                new Reading.OtherChannels(Reading.Kind.DUAL, "AMAZON_EU, DEFAULT", OptionalInt.of(quantity)),
                now,
                CONFIG);
    }

    private void readOthers() {
        delivery.readBack(
                delivery.fence(), new Reading.OtherChannels(Reading.Kind.AMAZON_FULFILLED, "AMAZON_EU"), now, CONFIG);
    }

    private void readOffer(int shown, Optional<NotBuyable> notBuyable) {
        delivery.readBack(
                delivery.fence(),
                new Reading.SellerFulfilled(
                        OptionalInt.of(shown), OptionalInt.empty(), OptionalInt.empty(), notBuyable),
                now,
                CONFIG);
    }

    @Test
    void an_accepted_number_that_never_shows_is_sent_again() {
        linked(7);
        take(5);
        land(depart(), ACCEPTED);
        later(60);
        read(7);
        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(delivery.seen().nextLook().orElseThrow()).isAfter(now);

        later(900);
        read(7);

        assertThat(mayDepart()).isTrue();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
    }

    @Test
    void units_that_amazon_sold_are_no_reason_to_send_again() {
        linked(7);
        take(5);
        land(depart(), ACCEPTED);
        later(900);
        read(3);

        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
        assertThat(delivery.queued().waiting()).isFalse();
    }

    @Test
    void an_earlier_number_that_shows_late_is_no_sale() {
        linked(0);
        take(1);
        land(depart(), ACCEPTED);
        take(2);
        land(depart(), ACCEPTED);
        take(3);
        land(depart(), ACCEPTED);
        later(900);
        read(1);

        assertThat(mayDepart()).isTrue();
    }

    @Test
    void an_fba_offer_is_never_sent_a_quantity() {
        take(5);
        delivery.readBack(0, new Reading.OtherChannels(Reading.Kind.AMAZON_FULFILLED, "AMAZON_EU"), now, CONFIG);

        assertThat(mayDepart()).isFalse();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKING_ERROR);
    }

    @Test
    void a_channel_that_was_read_an_hour_ago_is_read_again_first() {
        effective(5);
        later(Duration.ofHours(1).toSeconds());
        take(4);

        assertThat(mayDepart()).isFalse();
        assertThat(delivery.seen().nextLook()).contains(now);
    }

    /// A seller may have handed the offer to Amazon meanwhile; to wait for a look does no harm to a number that rises.
    @ParameterizedTest
    @CsvSource({"4, true", "0, true", "5, false", "6, false"})
    void a_number_that_lists_as_much_or_more_waits_for_a_look_that_is_not_older_than_minutes(
            int wanted, boolean leaves) {
        effective(5);
        later(Duration.ofMinutes(6).toSeconds());
        ask(wanted);

        assertThat(mayDepart()).isEqualTo(leaves);
        read(5);
        assertThat(mayDepart()).isTrue();
    }

    @Test
    void a_first_number_waits_for_a_fresh_look_whatever_it_lists() {
        linked(5);
        later(Duration.ofMinutes(6).toSeconds());
        take(0);

        assertThat(mayDepart()).isFalse();
        read(5);
        assertThat(mayDepart()).isTrue();
    }

    @Test
    void how_urgent_a_number_is_is_told_by_the_most_that_amazon_may_show() {
        linked(0);
        take(9);
        assertThat(delivery.urgency()).isEqualTo(Urgency.BACK);
        var fence = depart();
        take(0);
        assertThat(delivery.urgency()).as("9 are on their way").isEqualTo(Urgency.SOLD_OUT);
        land(fence, REFUSED);
        assertThat(delivery.urgency()).as("Amazon goes on showing 0").isEqualTo(Urgency.OTHER);
        land(depart(), ACCEPTED);
        later(2);
        read(7);
        take(6);
        assertThat(delivery.urgency()).as("7 are shown").isEqualTo(Urgency.FALLS);
        give(new Wish.Hold("on purpose"));
        assertThat(delivery.urgency()).isEqualTo(Urgency.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, SOLD_OUT",
        "10, 5, FALLS",
        "10, 6, FALLS",
        "5, 4, FALLS",
        "0, 1, BACK",
        "1, 2, OTHER",
        "3, 3, OTHER",
        "0, 0, OTHER"
    })
    void what_is_lost_while_it_waits_makes_a_number_urgent(int listed, int wanted, Urgency urgency) {
        assertThat(Urgency.of(listed, wanted)).isEqualTo(urgency);
    }

    /// As a person may have done in Seller Central. Less is shown whenever something was sold.
    @Test
    void a_number_that_somebody_raised_at_amazon_is_set_right() {
        effective(5);
        later(Duration.ofHours(24).toSeconds());
        read(3);
        assertThat(delivery.queued().waiting()).as("2 were sold").isFalse();
        read(99);
        assertThat(delivery.status().reason())
                .isEqualTo("Amazon showed 99, which somebody in Seller Central has written");
        assertThat(delivery.urgency()).isEqualTo(Urgency.FALLS);
        land(depart(), ACCEPTED);
        later(2);
        read(5);
        assertThat(state()).isEqualTo(Sent.State.EFFECTIVE);
        assertThat(delivery.status()).isEqualTo(new TargetStatus(TargetStatus.Kind.LINKED, ""));
    }

    @Test
    void two_programs_do_not_fight_over_a_number_for_ever() {
        effective(5);
        for (int times = 0; times < 3; times++) {
            read(99);
            land(depart(), ACCEPTED);
            later(2);
            read(5);
            later(Duration.ofHours(24).toSeconds());
        }
        read(99);
        assertThat(mayDepart()).isFalse();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        assertThat(delivery.status().reason()).contains("99 and not 5", "changed it 4 times");
        ask(5);
        assertThat(mayDepart()).isTrue();
        land(depart(), ACCEPTED);
        later(2);
        read(5);
        read(99);
        assertThat(mayDepart()).as("it is done again since a person asked").isTrue();
    }

    @Test
    void once_it_stays_as_it_was_sent_the_fight_is_over() {
        effective(5);
        read(99);
        land(depart(), ACCEPTED);
        later(2);
        read(5);
        assertThat(delivery.corrections()).isEqualTo(1);
        later(Duration.ofHours(24).toSeconds());
        read(5);
        assertThat(delivery.corrections()).isZero();
    }

    /// A sale leaves what was submitted as it is, so nobody takes this for one.
    @Test
    void a_number_that_another_program_lowered_is_set_right_too() {
        effective(5);
        read(5, 5, ForeignChanges.CORRECT);
        read(2, 5, ForeignChanges.CORRECT);
        assertThat(delivery.queued().waiting()).as("3 were sold").isFalse();
        read(1, 1, ForeignChanges.CORRECT);
        assertThat(delivery.status().reason()).isEqualTo("Amazon showed 1, which another program has written");
        assertThat(mayDepart()).isTrue();
    }

    @Test
    void where_amazons_number_wins_it_stays_until_another_is_decided() {
        effective(5);
        read(99, 5, ForeignChanges.KEEP);
        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(delivery.status())
                .isEqualTo(new TargetStatus(
                                TargetStatus.Kind.LINKED,
                                "Amazon shows 99 and not 5: somebody in Seller Central has changed it, "
                                        + "and the account is set to keep that until another number is decided here")
                        .as(ListingStanding.HELD));
        take(6);
        assertThat(mayDepart()).isTrue();
    }

    @Test
    void where_a_person_is_asked_only_a_number_that_lists_less_is_sent_before() {
        effective(5);
        read(9, 5, ForeignChanges.ASK);
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        assertThat(delivery.status().reason()).contains("9 and not 5", "choose Update Quantity");
        take(12);
        assertThat(delivery.queued().waiting()).as("lists more").isFalse();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        take(8);
        assertThat(mayDepart()).as("lists less").isTrue();
    }

    @Test
    void where_a_person_is_asked_and_says_ours_it_is_sent() {
        effective(5);
        read(2, 2, ForeignChanges.ASK);
        read(3, 3, ForeignChanges.ASK);
        assertThat(delivery.queued().waiting()).isFalse();
        ask(5);
        assertThat(mayDepart()).isTrue();
        land(depart(), ACCEPTED);
        later(2);
        read(5, 5, ForeignChanges.ASK);
        assertThat(delivery.status()).isEqualTo(new TargetStatus(TargetStatus.Kind.LINKED, ""));
    }

    @Test
    void when_too_many_have_been_set_right_one_waits_and_says_so() {
        effective(5);
        delivery.readBack(delivery.fence(), seller(99), now, CONFIG);
        var allowed = now.plusSeconds(600);
        delivery.answerDrift(ForeignChanges.CORRECT, () -> Optional.of(allowed), now);
        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.PENDING_QUANTITY_UPDATE);
        assertThat(delivery.status().reason()).contains("waits until " + allowed);
        assertThat(delivery.seen().nextLook()).contains(allowed);
        later(600);
        read(99);
        assertThat(mayDepart()).isTrue();
    }

    /// What another marketplace was submitted says nothing of ours.
    @Test
    void what_was_submitted_elsewhere_is_nobodys_change() {
        effective(5);
        read(5, 5, ForeignChanges.CORRECT);
        var wish = new Wish.Number(5, OptionalInt.empty());
        delivery.take(new Wanted(TARGET, "FR", wish, false, "{}", Cause.STOCK, now), now);
        read(4, 77, ForeignChanges.CORRECT);
        assertThat(delivery.drift().isThere()).isFalse();
        assertThat(delivery.queued().waiting()).as("1 was sold").isFalse();
    }

    @Test
    void what_amazon_shows_is_left_alone_while_the_profile_holds() {
        effective(5);
        give(new Wish.Hold("on purpose"));
        read(99);
        assertThat(delivery.queued().waiting()).isFalse();
        assertThat(delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
    }

    @Test
    void a_listing_that_was_turned_into_fba_meanwhile_is_not_sent_what_waits() {
        effective(5);
        take(4);
        delivery.readBack(delivery.fence(), new Reading.OtherChannels(Reading.Kind.DUAL, "AMAZON_EU"), now, CONFIG);

        assertThat(mayDepart()).isFalse();
    }

    private void linked(int shown) {
        delivery.readBack(0, seller(shown), now, CONFIG);
    }

    private void effective(int quantity) {
        linked(0);
        take(quantity);
        land(depart(), ACCEPTED);
        later(2);
        read(quantity);
    }

    private void take(int quantity) {
        give(new Wish.Number(quantity, OptionalInt.empty()));
    }

    private void give(Wish wish) {
        delivery.take(new Wanted(TARGET, "DE", wish, false, "{}", Cause.STOCK, now), now);
        delivery.lookIfOld(now, CONFIG);
    }

    private void ask(int quantity) {
        var wish = new Wish.Number(quantity, OptionalInt.empty());
        delivery.take(new Wanted(TARGET, "DE", wish, true, "{}", Cause.STOCK, now), now);
        delivery.lookIfOld(now, CONFIG);
    }

    private boolean mayDepart() {
        return delivery.mayDepart(now, CONFIG);
    }

    private Departed depart() {
        assertThat(mayDepart()).isTrue();
        delivery.depart(now, CONFIG.lease());
        return delivery.departed();
    }

    private void land(Departed request, SendResult result) {
        delivery.land(request, result, now, CONFIG);
    }

    private void read(int shown) {
        delivery.readBack(delivery.fence(), seller(shown), now, CONFIG);
        delivery.answerDrift(ForeignChanges.CORRECT, Optional::empty, now);
    }

    /// @param submitted what Amazon tells of what was submitted last
    private void read(int shown, int submitted, ForeignChanges wins) {
        delivery.readBack(
                delivery.fence(),
                new Reading.SellerFulfilled(
                        OptionalInt.of(shown), OptionalInt.empty(), OptionalInt.of(submitted), Optional.empty()),
                now,
                CONFIG);
        delivery.answerDrift(wins, Optional::empty, now);
    }

    private void later(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private Sent.State state() {
        return delivery.sent().orElseThrow().state();
    }

    private static Reading seller(int shown) {
        return new Reading.SellerFulfilled(OptionalInt.of(shown), OptionalInt.empty());
    }
}
