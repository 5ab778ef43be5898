package io.stockrule.delivery.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.change.Look;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Want;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListingStatusTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    @Inject
    Jdbi database;

    @Inject
    Deliveries deliveries;

    @Test
    void all_listings_of_a_target_show_where_it_stands_whatever_the_delivery() {
        var seller = TestSeller.create();
        var all = everyKind(seller);
        assertThat(all).hasSize(7 * 6 * 8 * 2 * 2);
        long list = seller.list("Default");
        long other = seller.list("Default");
        database.useTransaction(handle -> {
            link(handle, seller, list, all.size());
            link(handle, seller, other, all.size());
            DeliveryTable.add(handle, all);
            DeliveryTable.show(handle, all);
            var shown = handle.select(
                            "select seller_sku, array_agg(status || ' ' || standing) from listing_state where merchant_id = ? group by 1",
                            seller.merchant().id())
                    .map((row, _) -> Map.entry(
                            row.getString(1), List.of((String[]) row.getArray(2).getArray())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            for (var delivery : all) {
                var status = delivery.status().kind().name() + " "
                        + delivery.status().standing().name();
                assertThat(shown.get(delivery.target().sellerSku()))
                        .as(delivery.target().sellerSku())
                        .containsExactly(status, status);
            }
        });
    }

    /// A listing that comes to a target whose delivery does not change shows its status when it is handed over.
    @Test
    void a_listing_that_comes_later_shows_it_too() {
        var seller = TestSeller.create();
        var target = seller.target("AMZ-0");
        var wanted = new Wanted(target, "DE", new Wish.Hold("stock is unknown"), false, "{}", Cause.STOCK, T);
        handOver(wanted);
        database.useTransaction(handle -> {
            var delivery = DeliveryTable.lock(handle, List.of(target)).getFirst();
            delivery.seen = seen(Channel.SELLER);
            DeliveryTable.store(handle, List.of(delivery));
        });
        long list = seller.list("Default");
        database.useTransaction(handle -> link(handle, seller, list, 1));
        handOver(wanted);
        String shown = database.withHandle(handle -> handle.select(
                        "select status from listing_state where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(String.class)
                .one());
        assertThat(shown).isEqualTo("LINKED");
    }

    @Test
    void what_was_stopped_says_so_when_amazon_shows_it() {
        assertThat(settled(new Wish.Number(0, OptionalInt.empty(), Optional.of("recalled"))))
                .isEqualTo(new TargetStatus(TargetStatus.Kind.STOPPED, "recalled"));
        assertThat(settled(new Wish.Number(0, OptionalInt.empty())).kind()).isEqualTo(TargetStatus.Kind.LINKED);
    }

    @Test
    void a_listing_of_what_has_gone_is_not_linked_although_amazon_keeps_its_number() {
        var status = settled(new Wish.Hold("the shop no longer has this variant", true));
        assertThat(status.kind()).isEqualTo(TargetStatus.Kind.LINKING_ERROR);
        assertThat(status.reason()).contains("no longer has", "Amazon keeps");
    }

    private static TargetStatus settled(Wish wish) {
        var delivery = new Delivery(new TargetKey(new AccountKey(1, 2), "AMZ"), "DE", T);
        delivery.seen = seen(Channel.SELLER);
        delivery.sent = Optional.of(sent(Sent.State.EFFECTIVE));
        delivery.want = new Want(wish, 1, T, Optional.empty(), "DE", false);
        return delivery.status();
    }

    private void handOver(Wanted wanted) {
        QuarkusTransaction.requiringNew().run(() -> deliveries.handOver(List.of(wanted)));
    }

    private static void link(Handle handle, TestSeller seller, long list, int listings) {
        handle.execute("""
                insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                    seller_sku, pack_size, created_at)
                select ?, nextval('stockrule_id'), ?, ?, ?, n, 'AMZ-' || n, 1, ? from generate_series(0, ? - 1) n
                """, seller.merchant().id(), list, seller.account(), seller.shop(), T, listings);
    }

    /// Every combination of what a status depends on.
    private static List<Delivery> everyKind(TestSeller seller) {
        var wishes = List.of(
                new Wish.Number(3, OptionalInt.empty()),
                new Wish.Number(0, OptionalInt.empty(), Optional.of("recalled")),
                new Wish.Hold("stock is unknown"),
                new Wish.Hold("the shop no longer has it", true),
                new Wish.Conflict("two listings differ"),
                new Wish.Nothing());
        var sent = Stream.concat(
                        Stream.of(Optional.<Sent>empty()),
                        Stream.of(Sent.State.values()).map(state -> Optional.of(sent(state))))
                .toList();
        var all = new ArrayList<Delivery>();
        for (var channel : Channel.values()) {
            for (var wish : wishes) {
                for (var last : sent) {
                    for (boolean waiting : List.of(true, false)) {
                        for (boolean flying : List.of(true, false)) {
                            var delivery = new Delivery(seller.target("AMZ-" + all.size()), "DE", T);
                            delivery.seen = seen(channel);
                            delivery.want = new Want(wish, 1, T, Optional.empty(), "DE", false);
                            delivery.sent = last;
                            delivery.queued = new Queued(waiting, Optional.empty(), T, 0);
                            delivery.flight = flying ? Optional.of(flight()) : Optional.empty();
                            all.add(delivery);
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Seen seen(Channel channel) {
        return new Seen(channel, Optional.empty(), Optional.empty(), Look.NONE, Optional.empty(), 0, Sale.FREE);
    }

    private static Flight flight() {
        return new Flight(1, 3, OptionalInt.empty(), false, T, T.plusSeconds(30));
    }

    private static Sent sent(Sent.State state) {
        return new Sent(
                state,
                1,
                2,
                OptionalInt.empty(),
                T,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of("a problem"),
                OptionalInt.empty(),
                Unseen.NONE);
    }
}
