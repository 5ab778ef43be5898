package io.stockrule.shopify.webhook;

import static io.restassured.RestAssured.given;
import static io.stockrule.shopify.TestShop.BERLIN;
import static io.stockrule.shopify.TestShop.level;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.Logged;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Webhooks are answered 2xx after the commit, or not at all.
@QuarkusTest
class WebhookCommitTest {
    private static final String TIME = "2026-11-22T10:00:00Z";
    private static final String LATER = "2026-11-22T10:00:01Z";

    @Inject
    Jdbi database;

    @Inject
    AgroalDataSource source;

    TestShop shop;

    @BeforeEach
    void create() {
        shop = TestShop.create();
    }

    @AfterEach
    void repair() {
        database.useHandle(handle -> handle.execute("drop trigger if exists sabotage on stock_level"));
    }

    /// Lets the commit of any transaction fail that touches this item.
    private void sabotage(long item, String sqlState) {
        database.useHandle(handle -> {
            handle.execute("""
                    create or replace function sabotage() returns trigger language plpgsql as
                    $$ begin raise exception 'sabotage' using errcode = '%s'; end $$
                    """.formatted(sqlState));
            handle.execute("""
                    create constraint trigger sabotage after insert or update on stock_level
                    deferrable initially deferred for each row
                    when (new.inventory_item_id = %d) execute function sabotage()
                    """.formatted(item));
        });
    }

    @Test
    void a_webhook_whose_commit_fails_is_not_acknowledged() {
        sabotage(666, "P0001");
        shop.send("inventory_levels/update", level(666, BERLIN, 1, TIME))
                .statusCode(both(greaterThanOrEqualTo(500)).and(lessThan(600)));
        assertThat(levels()).isZero();
        assertThat(receipts()).isZero();
    }

    /// Out of space, out of memory, a broken disk, a database that takes no writes, one that is gone.
    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "58030", "25006", "57P01"})
    void a_database_that_stores_nothing_is_answered_503(String sqlState) {
        sabotage(667, sqlState);
        shop.send("inventory_levels/update", level(667, BERLIN, 1, TIME)).statusCode(503);
        assertThat(levels()).isZero();
    }

    @Test
    void a_webhook_that_cannot_be_stored_takes_no_other_with_it() {
        sabotage(666, "P0001");
        var answers = LongStream.rangeClosed(600, 699)
                .mapToObj(item -> shop.sendBesideOthers("inventory_levels/update", level(item, BERLIN, 1, TIME)))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .filteredOn(status -> status == 204)
                .hasSize(99);
        assertThat(levels()).isEqualTo(99);
        assertThat(receipts()).isEqualTo(99);
    }

    @Test
    void after_a_failure_the_repeated_webhook_is_stored() {
        sabotage(666, "P0001");
        var delivery = shop.delivery("inventory_levels/update", level(666, BERLIN, 1, TIME));
        shop.post(delivery).then().statusCode(500);
        repair();
        shop.post(delivery).then().statusCode(204);
        assertThat(levels()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "53100", "55P03"})
    void no_failure_of_a_webhook_shows_its_token(String sqlState) {
        sabotage(669, sqlState);
        var token = shop.webhookPath().substring(Shop.WEBHOOKS.length());
        try (var logged = new Logged()) {
            var answer = shop.post(shop.delivery("inventory_levels/update", level(669, BERLIN, 1, TIME)));
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(answer.asString()).doesNotContain(token);
            assertThat(logged.records()).noneMatch(line -> line.contains(token));
        }
    }

    @Test
    void a_database_without_space_is_not_ready_until_it_has_some() {
        sabotage(668, "53100");
        shop.send("inventory_levels/update", level(668, BERLIN, 1, TIME)).statusCode(503);
        given().get("/q/health/ready").then().statusCode(503);
        repair();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void a_merchant_whose_stock_is_locked_holds_up_no_other_and_is_answered_in_time() throws Exception {
        var locked = TestShop.create();
        locked.update(1, BERLIN, 1, TIME);
        try (var connection = source.getConnection();
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("set local idle_in_transaction_session_timeout = 0");
                lock.execute("select from stock_level where merchant_id = %d for update"
                        .formatted(locked.merchant().id()));
            }
            var late = CompletableFuture.supplyAsync(() -> timed(locked, 1, 2), senders);
            for (int item = 1; item <= 50; item++) {
                assertThat(timed(shop, item, 1)).isEqualTo(new Timed(204, true));
            }
            assertThat(late.join()).isEqualTo(new Timed(503, true));
            connection.rollback();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(timed(locked, 1, 3).status()).isEqualTo(204));
    }

    /// @param inTime below the 4 s in which every webhook is answered
    private record Timed(int status, boolean inTime) {}

    private static Timed timed(TestShop shop, long item, int available) {
        long began = System.nanoTime();
        int status = shop.post(shop.delivery("inventory_levels/update", level(item, BERLIN, available, LATER)))
                .statusCode();
        return new Timed(status, System.nanoTime() - began < 4_000_000_000L);
    }

    private int levels() {
        return count("stock_level");
    }

    private int receipts() {
        return count("webhook_receipt");
    }

    private int count(String table) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from %s where merchant_id = ?".formatted(table),
                        shop.merchant().id())
                .mapTo(Integer.class)
                .one());
    }
}
