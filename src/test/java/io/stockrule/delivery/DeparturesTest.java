package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
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
                .extracting(departure -> departure.delivery().target.sellerSku())
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

    private List<String> toBeRead() {
        return database.withHandle(handle ->
                handle.select("""
                        select seller_sku from delivery where merchant_id = ? and read_due_at is not null order by 1
                        """, seller.merchant().id()).mapTo(String.class).list());
    }

    private Wanted wanted(String sku) {
        var number = new Wish.Number(4, OptionalInt.empty());
        return new Wanted(seller.target(sku), "DE", number, false, "{}", Instant.parse("2026-11-22T10:00:00Z"));
    }
}
