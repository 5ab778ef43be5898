package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An Amazon account is deleted while numbers of it wait, are read, or are on their way.
@QuarkusTest
class GoneAccountTest {
    private static final String ACCOUNTS = "/api/v1/amazon-accounts";
    private static final SendResult ACCEPTED = new SendResult.Accepted("s-1", Optional.of("r-1"), List.of());

    @Inject
    Deliveries deliveries;

    @Inject
    Departures departures;

    @Inject
    Readings readings;

    @Inject
    Landings landings;

    @Inject
    LeftDeliveries left;

    @Inject
    AmazonAccounts accounts;

    @Inject
    Jdbi database;

    @Inject
    InstantSource time;

    @Inject
    DataSource source;

    private TestSeller seller;

    @BeforeEach
    void letNumbersWait() {
        seller = TestSeller.create();
        letWait(seller);
    }

    /// One that may leave, and one whose channel is to be read first.
    private void letWait(TestSeller seller) {
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(Stream.of("AMZ-1", "AMZ-2")
                        .map(sku -> new Wanted(
                                seller.target(sku),
                                "DE",
                                new Wish.Number(4, OptionalInt.empty()),
                                false,
                                "{\"profileVersion\": 1}",
                                Cause.STOCK,
                                Instant.EPOCH))
                        .toList()));
        database.useHandle(handle -> handle.execute("""
                update delivery set channel = 'seller', channel_read_at = now(), read_due_at = null
                where merchant_id = ? and seller_sku = 'AMZ-1'
                """, seller.merchant().id()));
        departures.readyAccounts();
        readings.readyAccounts();
        database.useHandle(handle -> handle.execute(
                "update pace set next_at = next_at - interval '1 minute' where merchant_id = ?",
                seller.merchant().id())); // so that all may leave at once
    }

    @Test
    void nothing_leaves_and_nothing_is_read_when_it_is_gone() {
        delete();
        assertThat(departures.readyAccounts()).doesNotContain(seller.key());
        assertThat(readings.readyAccounts()).doesNotContain(seller.key());
        assertThat(departures.claim(seller.key())).isEmpty();
        assertThat(readings.claim(seller.key())).isEmpty();
    }

    /// The answer must not come between the claim and its commit.
    @Test
    void a_claim_that_comes_while_it_is_being_deleted_waits_and_finds_nothing() throws Exception {
        List<Callable<Collection<?>>> claims =
                List.of(() -> departures.claim(seller.key()), () -> readings.claim(seller.key()));
        for (var claim : claims) {
            try (var deleter = source.getConnection();
                    var replica = Executors.newSingleThreadExecutor()) {
                deleter.setAutoCommit(false);
                execute(deleter, "delete from amazon_account where amazon_account_id = " + seller.account());
                var claimed = replica.submit(claim);
                awaitSomebodyWaiting();
                deleter.commit();
                assertThat(claimed)
                        .succeedsWithin(Duration.ofMinutes(1))
                        .satisfies(it -> assertThat(it).isEmpty());
            }
            letComeBack();
        }
        assertThat(departures.claim(seller.key())).hasSize(1);
        assertThat(readings.claim(seller.key())).hasSize(1);
    }

    private void letComeBack() {
        database.useHandle(handle -> handle.execute("""
                insert into amazon_account (merchant_id, amazon_account_id, name, region, seller_id, client_id,
                    client_secret, refresh_token, credentials_version, update_quantity, created_at)
                values (?, ?, 'Candles EU', 'EU', 'A1SELLER', 'client', '', '', 1, true, now())
                """, seller.merchant().id(), seller.account()));
    }

    @Test
    void it_is_not_deleted_while_a_claim_is_being_made() throws Exception {
        try (var claim = source.getConnection();
                var caller = Executors.newSingleThreadExecutor()) {
            claim.setAutoCommit(false);
            execute(
                    claim,
                    "select from amazon_account where amazon_account_id = %d for key share"
                            .formatted(seller.account()));
            var answer = caller.submit(this::delete);
            awaitSomebodyWaiting();
            assertThat(answer).isNotDone();
            claim.commit();
            assertThat(answer).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    @Test
    void the_answer_comes_when_whatever_had_its_turn_has_left_or_stays() {
        var departure = departures.claim(seller.key()).getFirst();
        delete();
        assertThat(departure.leaveBefore()).isBefore(time.instant());
    }

    @Test
    void what_became_of_a_number_on_its_way_is_written_down_though_its_row_is_gone() {
        var credentials = credentials();
        var departure = departures.claim(seller.key()).getFirst();
        delete();
        deleteTheRest();
        assertThat(sent())
                .containsEntry("state", "lost")
                .extractingByKey("problem")
                .asString()
                .contains("was deleted");
        landings.write(new Landings.Landing(credentials, departure, ACCEPTED));
        assertThat(sent())
                .containsEntry("state", "accepted")
                .containsEntry("submission_id", "s-1")
                .containsEntry("request_id", "r-1")
                .containsEntry("problem", null)
                .extractingByKey("accepted_at")
                .isNotNull();
        assertThat(count("delivery")).isZero();
    }

    @Test
    void what_was_read_of_it_meanwhile_is_forgotten() {
        var request = readings.claim(seller.key()).getFirst();
        delete();
        deleteTheRest();
        readings.store(request, new ReadResult.Throttled());
        readings.store(request, new ReadResult.Read(Map.of()));
        assertThat(count("delivery")).isZero();
        assertThat(count("pace")).isZero();
    }

    /// What the old account sent last could arrive after the first number of the new one.
    @Test
    void the_first_number_of_a_new_account_waits_until_what_the_old_one_sent_has_arrived() {
        delete();
        var anew = new TestSeller(seller.merchant(), connect(TestSeller.newAccount()), seller.shop());
        letWait(anew);
        assertThat(departures.claim(anew.key())).isEmpty();
        assertThat(readings.claim(anew.key())).hasSize(1);
        database.useHandle(handle -> handle.execute(
                "update former_account set gone_at = gone_at - interval '20 seconds' where merchant_id = ?",
                seller.merchant().id()));
        assertThat(departures.claim(anew.key())).hasSize(1);
    }

    @Test
    void another_seller_s_first_number_does_not_wait() {
        delete();
        var account = TestSeller.newAccount();
        account.put("sellerId", "A2OTHER");
        var other = new TestSeller(seller.merchant(), connect(account), seller.shop());
        letWait(other);
        assertThat(departures.claim(other.key())).hasSize(1);
    }

    private long connect(Map<String, Object> account) {
        return seller.calls()
                .body(account)
                .post(ACCOUNTS)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
    }

    private AmazonCredentials credentials() {
        return Objects.requireNonNull(
                accounts.credentials(List.of(seller.key())).get(seller.key()));
    }

    private int delete() {
        return seller.calls()
                .delete("%s/%d?listings=0".formatted(ACCOUNTS, seller.account()))
                .then()
                .statusCode(202)
                .extract()
                .statusCode();
    }

    private void deleteTheRest() {
        while (QuarkusTransaction.requiringNew().call(() -> left.delete(seller.key(), 1)) > 0) {
            // until nothing is left
        }
    }

    private Map<String, Object> sent() {
        return database.withHandle(handle -> handle.select(
                        "select * from sent_number where merchant_id = ?",
                        seller.merchant().id())
                .mapToMap()
                .one());
    }

    private long count(String table) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from %s where merchant_id = ?".formatted(table),
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitSomebodyWaiting() {
        await().until(() ->
                database.withHandle(handle -> handle.select("select exists (select from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one()));
    }
}
