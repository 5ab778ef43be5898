package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatusColumnTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    @Inject
    Jdbi database;

    @Test
    void a_status_is_the_same_in_sql_and_in_java_whatever_the_delivery() {
        var seller = TestSeller.create();
        var all = everyKind(seller);
        assertThat(all).hasSize(7 * 4 * 8 * 2 * 2);
        database.useTransaction(handle -> {
            DeliveryTable.insertMissing(
                    handle, all.stream().map(delivery -> delivery.target).toList(), T);
            DeliveryTable.store(handle, all);
            for (var delivery : all) {
                assertThat(handle.select(
                                        "select status from delivery where merchant_id = ? and seller_sku = ?",
                                        seller.merchant().id(),
                                        delivery.target.sellerSku())
                                .mapTo(String.class)
                                .one())
                        .isEqualTo(delivery.status().kind().name());
            }
        });
    }

    /// Every combination of what a status depends on.
    private static List<Delivery> everyKind(TestSeller seller) {
        var wishes = List.of(
                new Wish.Number(3, OptionalInt.empty()),
                new Wish.Hold("stock is unknown"),
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
        return new Seen(channel, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(), 0);
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
                Optional.empty(),
                Optional.empty(),
                Optional.of("a problem"),
                OptionalInt.empty(),
                false);
    }
}
