package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeparturesTest {
    @Inject
    Deliveries deliveries;

    @Inject
    Departures departures;

    @Inject
    Readings readings;

    @Inject
    Jdbi database;

    @Inject
    DataSource dataSource;

    @Inject
    InstantSource time;

    @Inject
    DeliveryConfig config;

    private TestSeller seller;

    @BeforeEach
    void letNumbersWaitWhoseChannelsAreOld() {
        seller = TestSeller.create();
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(
                        Stream.of("AMZ-1", "AMZ-2", "AMZ-3").map(this::wanted).toList()));
        database.useHandle(handle -> handle.execute("""
                update delivery set channel = 'seller', channel_read_at = now() - interval '2 days', read_due_at = null
                where merchant_id = ?
                """, seller.merchant().id()));
        departures.readyAccounts();
        database.useHandle(handle -> handle.execute(
                "update pace set next_at = next_at - interval '1 minute' where merchant_id = ?",
                seller.merchant().id())); // so that all may leave at once
    }

    @Test
    void what_a_shop_wanted_that_is_being_deleted_does_not_leave_any_more() {
        seller.profile("Three", 3);
        seller.link(seller.list("Three"), 1, "AMZ-1");
        database.useHandle(handle -> handle.execute(
                "update delivery set channel_read_at = now() where merchant_id = ?",
                seller.merchant().id()));
        seller.calls()
                .delete("/api/v1/shops/%d?listings=1".formatted(seller.shop()))
                .then()
                .statusCode(202);
        assertThat(departures.claim(seller.key()))
                .extracting(departure -> departure.delivery().target().sellerSku())
                .containsExactlyInAnyOrder("AMZ-2", "AMZ-3");
    }

    @Test
    void old_channels_are_read_again_without_waiting_for_a_row_that_somebody_holds() throws SQLException {
        try (var holder = dataSource.getConnection()) {
            holder.setAutoCommit(false);
            try (var lock = holder.prepareStatement(
                    "select from delivery where merchant_id = ? and seller_sku = 'AMZ-2' for update")) {
                lock.setLong(1, seller.merchant().id());
                lock.execute();
            }
            assertThat(departures.claim(seller.key())).isEmpty();
            holder.rollback();
        }
        assertThat(toBeRead()).containsExactly("AMZ-1", "AMZ-3");
        assertThat(departures.claim(seller.key())).isEmpty();
        assertThat(toBeRead()).containsExactly("AMZ-1", "AMZ-2", "AMZ-3");
    }

    @Test
    void a_request_leaves_in_its_turn_or_stays() {
        database.useHandle(handle -> handle.execute(
                "update delivery set channel_read_at = now() where merchant_id = ?",
                seller.merchant().id()));
        var leaving = departures.claim(seller.key());
        var turnEnds = time.instant().plus(config.leaveWithin());
        assertThat(leaving)
                .isNotEmpty()
                .allSatisfy(departure -> assertThat(departure.leaveBefore())
                        .isBetween(turnEnds.minus(config.leaveWithin()).minusSeconds(1), turnEnds));
    }

    @Test
    void a_number_that_has_left_keeps_why_it_was_decided() {
        handOver(because("{\"profileId\": 7}", "AMZ-1"));
        database.useHandle(handle -> handle.execute(
                "update delivery set channel_read_at = now() where merchant_id = ? and seller_sku = 'AMZ-1'",
                seller.merchant().id()));
        assertThat(departures.claim(seller.key())).hasSize(1);
        handOver(because("{\"profileId\": 8}", "AMZ-1"));
        assertThat(kept()).containsExactly("{\"profileId\": 7}");
    }

    /// It knows of no `reasons`, neither where it reads nor where it writes.
    @Test
    void a_number_that_a_replica_of_the_version_before_lets_leave_keeps_why_it_was_decided() {
        handOver(because("{\"profileId\": 7}", "AMZ-1"));
        database.useHandle(handle -> handle.execute("""
                insert into sent_number (merchant_id, amazon_account_id, seller_sku, number, quantity, asked, because,
                    decided_at, sent_at)
                select merchant_id, amazon_account_id, seller_sku, wish_number, 5, false, because, decided_at, decided_at
                from delivery where merchant_id = ? and seller_sku = 'AMZ-1'
                """, seller.merchant().id()));
        assertThat(kept()).containsExactly("{\"profileId\": 7}");
        database.useHandle(handle -> handle.execute("""
                update sent_number set because = '{"profileId": 6}', reasons = null
                where merchant_id = ? and seller_sku = 'AMZ-1'
                """, seller.merchant().id()));
        database.useHandle(handle -> handle.execute("""
                update sent_number set because = null where merchant_id = ? and seller_sku = 'AMZ-1'
                """, seller.merchant().id()));
        assertThat(kept()).as("sent once more").containsExactly("{\"profileId\": 7}");
    }

    @Test
    void what_a_replica_of_the_version_before_decided_leaves_with_its_reason() {
        handOver(because("{\"profileId\": 7}", "AMZ-1"));
        database.useHandle(handle -> handle.execute("""
                update delivery set because = '{"profileId": 8}', channel_read_at = now()
                where merchant_id = ? and seller_sku = 'AMZ-1'
                """, seller.merchant().id()));
        assertThat(departures.claim(seller.key())).hasSize(1);
        assertThat(kept()).containsExactly("{\"profileId\": 8}");
    }

    /// As whoever explains a number reads it.
    private List<String> kept() {
        return database.withHandle(handle -> handle.createQuery("""
                        select coalesce(because::text, reasons) from sent_number
                        where merchant_id = ? and seller_sku = 'AMZ-1'
                        """)
                .bind(0, seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    private void handOver(Wanted wanted) {
        QuarkusTransaction.requiringNew().run(() -> deliveries.handOver(List.of(wanted)));
    }

    private Wanted because(String reasons, String sku) {
        return new Wanted(
                seller.target(sku),
                "DE",
                new Wish.Number(5, OptionalInt.empty()),
                false,
                reasons,
                Cause.STOCK,
                Instant.parse("2026-11-22T11:00:00Z"));
    }

    /// A stock-out that comes last into a long queue leaves first, and then whatever falls by most.
    @Test
    void what_is_most_urgent_leaves_first() {
        listedAs(10, "AMZ-1", "AMZ-2", "AMZ-3", "AMZ-4");
        want(20, "AMZ-1");
        want(8, "AMZ-2");
        want(3, "AMZ-3");
        want(0, "AMZ-4");
        assertThat(next(3, 0)).containsExactly("AMZ-4", "AMZ-3", "AMZ-2");
    }

    @Test
    void a_share_of_the_places_is_for_what_has_waited_longest() {
        listedAs(10, "AMZ-1", "AMZ-2", "AMZ-3", "AMZ-4");
        want(20, "AMZ-1");
        want(0, "AMZ-2");
        want(3, "AMZ-3"); // not as urgent: among equals any may be the first
        assertThat(next(2, 1)).containsExactly("AMZ-1", "AMZ-2");
    }

    @Test
    void one_place_in_ten_is_for_the_oldest_wherever_the_clock_stands() {
        var interval = Duration.ofMillis(200);
        for (int permits = 0; permits <= 40; permits += 10) {
            for (int i = 0; i < 25; i++) {
                var from = Instant.parse("2026-11-27T10:00:00Z").plusMillis(170L * i);
                assertThat(new Pace.Turn(permits, from, from).oldest(interval)).isEqualTo(permits / 10);
            }
        }
    }

    /// Looking at all of a large change at once would take longer than a look is good for, and others would wait.
    @Test
    void only_a_few_that_change_at_once_are_looked_at_before_their_turn_comes() {
        var skus = IntStream.range(0, 21).mapToObj("R-%03d"::formatted).toArray(String[]::new);
        listedAs(10, skus);
        listedAs(10, "AMZ-1");
        database.useHandle(handle -> handle.execute(
                "update delivery set channel_read_at = now() - interval '2 days' where merchant_id = ?",
                seller.merchant().id()));
        want(20, skus);
        want(20, "AMZ-1");
        assertThat(dueToBeRead()).containsExactly("AMZ-1");
    }

    /// An offer may have been handed to Amazon since: what lists less leaves, what lists more is looked at before.
    @Test
    void a_number_that_rises_is_looked_at_minutes_after_the_last_look() {
        listedAs(10, "AMZ-1", "AMZ-2");
        want(20, "AMZ-1");
        want(3, "AMZ-2");
        database.useHandle(handle -> handle.execute(
                "update delivery set channel_read_at = now() - interval '6 minutes' where merchant_id = ?",
                seller.merchant().id()));
        assertThat(departures.claim(seller.key()))
                .extracting(departure -> departure.delivery().target().sellerSku())
                .containsExactly("AMZ-2");
        assertThat(dueToBeRead()).contains("AMZ-1");
    }

    /// As many as leave while the look is fresh, and no more while these wait to be read.
    @Test
    void old_channels_of_the_most_urgent_are_read_first_and_not_too_many_at_once() {
        var skus = IntStream.range(0, 600).mapToObj("R-%03d"::formatted).toArray(String[]::new);
        listedAs(10, skus);
        want(20, skus);
        listedAs(10, "AMZ-4");
        want(0, "AMZ-4");
        database.useHandle(handle -> handle.execute(
                "update delivery set channel_read_at = now() - interval '2 days' where merchant_id = ?",
                seller.merchant().id()));
        for (int times = 0; times < 3; times++) {
            assertThat(next(2, 1)).isEmpty();
            assertThat(toBeRead()).hasSize(500).contains("AMZ-4");
        }
    }

    /// Else they would wait as long as more urgent ones keep coming.
    @Test
    void channels_of_those_that_have_waited_longest_are_read_though_others_can_leave() {
        listedAs(10, "AMZ-1", "AMZ-2");
        want(20, "AMZ-1");
        want(0, "AMZ-2");
        database.useHandle(handle -> handle.execute("""
                update delivery set channel_read_at = now() - case when seller_sku = 'AMZ-2' then interval '1 minute'
                    else interval '10 minutes' end
                where merchant_id = ?
                """, seller.merchant().id()));
        assertThat(next(1, 1)).as("nothing older may leave").containsExactly("AMZ-2");
        assertThat(dueToBeRead()).contains("AMZ-1");
    }

    /// Hundreds that cannot be read now, or are not read yet, hold up nothing that is known.
    @Test
    void what_cannot_be_read_now_gives_its_place_to_others() {
        var skus = IntStream.range(0, 600).mapToObj("R-%03d"::formatted).toArray(String[]::new);
        listedAs(10, skus);
        want(20, skus);
        database.useHandle(handle -> handle.execute("""
                update delivery set channel_read_at = now() - interval '2 days', read_attempts = 3,
                    read_due_at = now() + interval '5 minutes'
                where merchant_id = ?
                """, seller.merchant().id()));
        listedAs(10, "AMZ-4");
        want(20, "AMZ-4");
        assertThat(next(3, 0)).containsExactly("AMZ-4");
        assertThat(next(3, 3)).containsExactly("AMZ-4");
        assertThat(departures.claim(seller.key())).hasSize(1);
        assertThat(dueToBeRead())
                .as("nothing is tried earlier than it was put off to")
                .isEmpty();
    }

    @Test
    void a_number_that_lists_less_is_read_before_all_others() {
        var skus = IntStream.range(0, 60).mapToObj("R-%03d"::formatted).toArray(String[]::new);
        listedAs(10, skus);
        want(20, skus);
        listedAs(10, "AMZ-4");
        want(0, "AMZ-4");
        database.useHandle(handle -> handle.execute("""
                update delivery set read_due_at = now() - case when seller_sku = 'AMZ-4' then interval '1 second'
                    else interval '1 hour' end
                where merchant_id = ?
                """, seller.merchant().id()));
        readings.readyAccounts();
        assertThat(readings.claim(seller.key()).getFirst().sellerSkus()).contains("AMZ-4");
    }

    /// Nobody sends a message when a seller changes a number, or hands an offer to Amazon.
    @Test
    void what_nothing_was_sent_to_for_long_is_looked_at_when_nothing_else_is_to_be_read() {
        database.useHandle(handle -> handle.execute(
                "delete from delivery where merchant_id = ?", seller.merchant().id()));
        listedAs(10, "AMZ-1", "AMZ-2", "AMZ-3", "AMZ-4");
        database.useHandle(handle -> handle.execute("""
                update delivery set channel_read_at = case seller_sku
                        when 'AMZ-1' then now() - interval '25 hours'
                        when 'AMZ-2' then now() - interval '26 hours'
                        when 'AMZ-3' then now() - interval '23 hours'
                        else now() - interval '30 hours' end,
                    read_attempts = case seller_sku when 'AMZ-4' then 2 else 0 end,
                    read_due_at = case seller_sku when 'AMZ-4' then now() + interval '1 hour' end
                where merchant_id = ?
                """, seller.merchant().id()));
        assertThat(readings.readyAccounts()).contains(seller.key());
        assertThat(readings.claim(seller.key()))
                .singleElement()
                .satisfies(request -> assertThat(request.sellerSkus()).containsExactly("AMZ-1", "AMZ-2"));
        database.useHandle(handle -> handle.execute(
                "update pace set next_at = next_at - interval '1 minute' where merchant_id = ?",
                seller.merchant().id()));
        assertThat(readings.claim(seller.key())).as("they are being read").isEmpty();
    }

    /// What Amazon shows of SKUs that nothing is wanted of yet.
    private void listedAs(int quantity, String... skus) {
        database.useTransaction(handle -> TestDeliveries.addMissing(
                handle, Stream.of(skus).map(seller::target).toList(), time.instant()));
        database.useHandle(handle -> handle.createUpdate("""
                        update delivery set channel = 'seller', channel_read_at = now(), read_due_at = null,
                            shown_quantity = :quantity, sent_state = 'effective', sent_number = 0, sent_quantity = :quantity,
                            sent_at = now(), waiting = false, wish = 'nothing', wish_quantity = null,
                            due_at = now() - interval '1 second'
                        where merchant_id = :merchant and seller_sku = any(:skus)
                        """)
                .bind("quantity", quantity)
                .bind("merchant", seller.merchant().id())
                .bindArray("skus", String.class, (Object[]) skus)
                .execute());
    }

    private void want(int quantity, String... skus) {
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(Stream.of(skus)
                        .map(sku -> new Wanted(
                                seller.target(sku),
                                "DE",
                                new Wish.Number(quantity, OptionalInt.empty()),
                                false,
                                "{}",
                                Cause.STOCK,
                                time.instant()))
                        .toList()));
    }

    private List<String> next(int most, int oldest) {
        return database.inTransaction(handle -> new WaitingNumbers(handle, seller.key(), config, time.instant())
                .next(most, oldest).stream()
                        .map(delivery -> delivery.target().sellerSku())
                        .toList());
    }

    private List<String> dueToBeRead() {
        return database.withHandle(handle -> handle.select(
                        "select seller_sku from delivery where merchant_id = ? and read_due_at <= now() + interval '1 second'",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    private List<String> toBeRead() {
        return database.withHandle(handle ->
                handle.select("""
                        select seller_sku from delivery where merchant_id = ? and read_due_at is not null order by 1
                        """, seller.merchant().id()).mapTo(String.class).list());
    }

    private Wanted wanted(String sku) {
        var number = new Wish.Number(4, OptionalInt.empty());
        return new Wanted(
                seller.target(sku), "DE", number, false, "{}", Cause.STOCK, Instant.parse("2026-11-22T10:00:00Z"));
    }
}
