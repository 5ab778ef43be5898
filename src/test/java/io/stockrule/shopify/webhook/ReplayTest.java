package io.stockrule.shopify.webhook;

import static io.stockrule.shopify.TestShop.BERLIN;
import static io.stockrule.shopify.TestShop.level;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.command.ReplayRun;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Webhooks are kept as they came, and taken in once more.
@QuarkusTest
class ReplayTest {
    private static final long ITEM = 7;
    private static final String SINCE = "2020-01-01T00:00:00Z";

    @Inject
    WebhookStore store;

    @Inject
    RawDeliveries raw;

    @Inject
    Jdbi database;

    @Inject
    UserTransaction transaction;

    TestShop shop;

    @BeforeEach
    void create() {
        shop = TestShop.create();
    }

    private ValidatableResponse deliveries() {
        return shop.calls()
                .get("/api/v1/shops/%d/deliveries".formatted(shop.id()))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse replay(Map<String, Object> what) {
        return shop.calls()
                .body(what)
                .post("/api/v1/shops/%d/deliveries/actions/replay".formatted(shop.id()))
                .then();
    }

    private String stock() {
        return database.withHandle(handle -> handle.select(
                        "select available || ' ' || state from stock_level where shop_id = ?", shop.id())
                .mapTo(String.class)
                .findOne()
                .orElse("none"));
    }

    private void update(String change) {
        database.useHandle(
                handle -> handle.execute("update stock_level set %s where shop_id = ?".formatted(change), shop.id()));
    }

    /// Its level counts.
    private void stocked(int available, String time) {
        shop.send("inventory_levels/update", level(ITEM, BERLIN, available, time))
                .statusCode(204);
        update("state = 'CONFIRMED'");
    }

    @Test
    void what_is_acknowledged_is_kept_to_the_byte() {
        var body = "  " + level(ITEM, BERLIN, 10, "2026-11-27T10:00:00Z") + "\n";
        shop.post(shop.delivery("inventory_levels/update", body)
                        .header("X-Shopify-Triggered-At", "2026-11-27T10:00:01Z"))
                .then()
                .statusCode(204);
        long id = deliveries()
                .body("items.topic", contains("inventory_levels/update"))
                .body("items[0].triggeredAt", equalTo("2026-11-27T10:00:01Z"))
                .extract()
                .jsonPath()
                .getLong("items[0].id");
        assertThat(body(id)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] body(long id) {
        return shop.calls()
                .get("/api/v1/shops/%d/deliveries/%d/body".formatted(shop.id(), id))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void a_large_one_is_packed() {
        var body = "{\"id\":5,\"body_html\":\"%s\"}".formatted("<p>Scented candle</p>".repeat(5_000));
        shop.send("products/update", body).statusCode(204);
        var entry = deliveries().extract().jsonPath();
        assertThat(entry.getInt("items[0].bytes")).isLessThan(body.length() / 10);
        assertThat(body(entry.getLong("items[0].id"))).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void one_that_is_repeated_is_kept_once() {
        var delivery = shop.delivery("inventory_levels/update", level(ITEM, BERLIN, 10, "2026-11-27T10:00:00Z"));
        shop.post(delivery).then().statusCode(204);
        shop.post(delivery).then().statusCode(204);
        deliveries().body("items", hasSize(1));
    }

    @Test
    void what_may_name_a_customer_is_not_kept() {
        shop.send("orders/create", "{\"customer\":{\"email\":\"a@b.c\"}}").statusCode(204);
        shop.send("customers/redact", """
                {"shop_id":1,"shop_domain":"%s","customer":{"email":"a@b.c"}}""".formatted(shop.domain())).statusCode(204);
        deliveries().body("items", hasSize(0));
    }

    @Test
    void none_is_kept_where_none_is_wanted() {
        var heading = new ReceivedWebhook.Heading("products/update", "1", "");
        var body = "{\"id\":5}".getBytes(StandardCharsets.UTF_8);
        assertThat(ReceivedWebhook.of(shop.key(), shop.domain(), heading, body, false)
                        .raw())
                .isEmpty();
    }

    @Test
    void they_are_kept_for_a_while() throws Exception {
        shop.send("products/update", "{\"id\":5}").statusCode(204);
        database.useHandle(handle -> handle.execute(
                "update webhook_delivery set received_at = received_at - interval '1 hour' where shop_id = ?",
                shop.id()));
        shop.send("products/update", "{\"id\":6}").statusCode(204);
        transaction.begin();
        raw.forget(Duration.ofMinutes(30), 1_000);
        transaction.commit();
        var entries = deliveries().body("items", hasSize(1)).extract().jsonPath();
        assertThat(new String(body(entries.getLong("items[0].id")), StandardCharsets.UTF_8))
                .contains("6");
    }

    @Test
    void what_was_misread_is_put_right() {
        stocked(10, "2026-11-27T10:00:00Z");
        stocked(4, "2026-11-27T10:00:05Z");
        update("available = 99, updated_at = updated_at - interval '1 hour'");

        replay(Map.of("since", SINCE, "dryRun", true)).statusCode(200).body("levels", equalTo(2));
        assertThat(stock()).isEqualTo("99 CONFIRMED");
        replay(Map.of("since", SINCE))
                .statusCode(200)
                .body("deliveries", equalTo(2))
                .body("levels", equalTo(2));

        assertThat(stock()).isEqualTo("4 CONFIRMED");
    }

    /// Else each of them would count on the way to the newest, and be sent.
    @Test
    void the_newest_come_first() {
        stocked(10, "2026-11-27T10:00:00Z");
        stocked(4, "2026-11-27T10:00:05Z");
        var chosen = new RawDeliveries.Chosen(shop.key(), Instant.parse(SINCE), Optional.empty(), Set.of());
        var ids = raw.read(chosen, Long.MAX_VALUE, 10).stream()
                .map(RawDeliveries.Raw::id)
                .toList();
        assertThat(ids).hasSize(2).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(raw.read(chosen, ids.getFirst(), 10).stream().map(RawDeliveries.Raw::id))
                .containsExactly(ids.getLast());
    }

    /// How a product looked then says nothing of what is told next.
    @Test
    void news_of_a_product_stay_news() {
        shop.send("products/update", "{\"id\":5,\"title\":\"Old\"}").statusCode(204);
        shop.send("products/update", "{\"id\":5,\"title\":\"New\"}").statusCode(204);
        replay(Map.of("since", SINCE)).statusCode(200).body("asked", equalTo(2));
        database.useHandle(
                handle -> handle.execute("update catalogue_doubt set open = false where shop_id = ?", shop.id()));
        shop.send("products/update", "{\"id\":5,\"title\":\"Old\"}").statusCode(204);
        assertThat(database.<Boolean, RuntimeException>withHandle(handle -> handle.select(
                                "select bool_and(open) from catalogue_doubt where shop_id = ?", shop.id())
                        .mapTo(Boolean.class)
                        .one()))
                .isTrue();
    }

    @Test
    void no_older_number_wins() {
        var random = new Random(20261127);
        var bodies = new ArrayList<String>();
        IntStream.range(0, 40).forEach(i -> bodies.add(level(ITEM, BERLIN, i, "2026-11-27T10:00:%02dZ".formatted(i))));
        Collections.shuffle(bodies, random);
        bodies.forEach(body -> shop.send("inventory_levels/update", body).statusCode(204));
        update("state = 'CONFIRMED'");
        replay(Map.of("since", SINCE)).statusCode(200).body("levels", equalTo(40));
        assertThat(stock()).isEqualTo("39 CONFIRMED");
    }

    /// That it went has no time: it came back since, and nothing is lowered for it.
    @Test
    void a_level_that_went_and_came_back_stays() {
        stocked(10, "2026-11-27T10:00:00Z");
        shop.send("inventory_levels/disconnect", """
                {"inventory_item_id":%d,"location_id":%d}""".formatted(ITEM, BERLIN)).statusCode(204);
        stocked(10, "2026-11-27T10:00:09Z");
        replay(Map.of("since", SINCE)).statusCode(200).body("asked", equalTo(1));
        assertThat(stock()).isEqualTo("10 CONFIRMED");
    }

    @Test
    void what_the_shop_once_told_of_itself_is_left_out() {
        shop.send("app/uninstalled", """
                {"id":1,"myshopify_domain":"%s"}""".formatted(shop.domain())).statusCode(204);
        database.useHandle(handle -> handle.execute(
                "update shop set suspended_until = null, suspended_reason = null where shop_id = ?", shop.id()));
        replay(Map.of("since", SINCE)).statusCode(200).body("leftOut", equalTo(1));
        assertThat(database.<Boolean, RuntimeException>withHandle(
                        handle -> handle.select("select suspended_until is null from shop where shop_id = ?", shop.id())
                                .mapTo(Boolean.class)
                                .one()))
                .isTrue();
    }

    @Test
    void only_those_that_are_meant_are_taken_in() {
        stocked(10, "2026-11-27T10:00:00Z");
        shop.send("products/update", "{\"id\":5}").statusCode(204);
        replay(Map.of("since", SINCE, "topics", List.of("products/update")))
                .body("deliveries", equalTo(1))
                .body("asked", equalTo(1));
        replay(Map.of("since", SINCE, "until", SINCE)).body("deliveries", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                     | 400
            {"since":"yesterday"}                  | 400
            {"since":1795737600}                   | 400
            {"since":"2026-11-27"}                 | 400
            {"since":"2026-11-27T00:00:00Z","x":1} | 400
            """)
    void what_is_nearly_right_is_refused(String body, int status) {
        shop.calls()
                .body(body)
                .post("/api/v1/shops/%d/deliveries/actions/replay".formatted(shop.id()))
                .then()
                .statusCode(status);
    }

    @Test
    void they_are_nobody_elses() {
        stocked(10, "2026-11-27T10:00:00Z");
        long id = deliveries().extract().jsonPath().getLong("items[0].id");
        var stranger = TestMerchant.create("Stranger").calls().contentType(ContentType.JSON);
        var path = "/api/v1/shops/%d/deliveries".formatted(shop.id());
        stranger.get(path).then().statusCode(404);
        stranger.get(path + "/%d/body".formatted(id)).then().statusCode(404);
        stranger.body(Map.of("since", SINCE))
                .post(path + "/actions/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void a_person_does_it_by_a_command() {
        stocked(10, "2026-11-27T10:00:00Z");
        stocked(4, "2026-11-27T10:00:05Z");
        update("available = 99, updated_at = updated_at - interval '1 hour'");
        var url = "http://localhost:" + RestAssured.port;
        var shown = ReplayRun.of(shop.merchant().key(), "--url", url, "--shop", "" + shop.id(), "--since", SINCE);
        assertThat(shown)
                .isEqualTo("0: 2 webhooks: the numbers of 2 were taken in, and of what 0 others name Shopify is asked");
        assertThat(stock()).isEqualTo("4 CONFIRMED");
        assertThat(ReplayRun.of("sr_wrong", "--url", url, "--shop", "" + shop.id(), "--since", SINCE))
                .startsWith("1: stockrule: the service refuses (status 401)");
        assertThat(ReplayRun.of(shop.merchant().key(), "--shop", "1", "--since", "today"))
                .startsWith("2: ")
                .contains("'today' is not a time");
    }

    /// Large bodies must not fill the memory while the database is slow, nor keep small ones out, nor those of others.
    @Test
    void only_so_many_bytes_wait() {
        var others = TestShop.create();
        var mebibyte = new RawBody(new byte[1 << 20], true);
        database.useTransaction(handle -> {
            handle.execute("select from shop where shop_id = ? for update", shop.id()); // nothing of it is written
            var waiting = new ArrayList<CompletionStage<Keeping>>();
            IntStream.range(0, 16).forEach(_ -> waiting.add(store.keep(product(shop, Optional.of(mebibyte)))));
            assertThat(store.keep(product(shop, Optional.of(mebibyte))).toCompletableFuture())
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(RejectedExecutionException.class);
            assertThat(store.keep(product(shop, Optional.empty())).toCompletableFuture())
                    .as("a small one")
                    .isNotCompletedExceptionally();
            assertThat(store.keep(product(others, Optional.of(mebibyte))).toCompletableFuture())
                    .as("another merchant's")
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(Keeping.NEW);
        });
    }

    private static ReceivedWebhook product(TestShop shop, Optional<RawBody> body) {
        return new ReceivedWebhook(shop.key(), "", "products/update", "", Optional.empty(), new Webhook.Unused(), body);
    }
}
