package io.stockrule.shopify.subscription;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscriptions at a simulated shop. The worker is off: each test takes the turns itself.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class SubscriptionTest {
    private static final String HOST = "http://127.0.0.1:1";

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    ShopTurns turns;

    @Inject
    SubscriptionTurn turn;

    @Inject
    Jdbi database;

    SimulatedShop shop;

    @BeforeEach
    void connect() {
        shop = SimulatedShop.create(shopify);
    }

    @Test
    void a_shop_tells_every_topic_that_is_used() throws InterruptedException {
        look();
        assertThat(subscribed()).hasSize(Topic.values().length);
        assertThat(subscribed().stream().map(it -> it.path("topic").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Topic.values()).map(Enum::name).toList());
        assertThat(addresses()).hasSize(1).allMatch(address -> address.startsWith(HOST + "/webhooks/shopify/"));
    }

    @Test
    void what_is_sent_to_that_address_is_taken() throws InterruptedException {
        look();
        var path = addresses().iterator().next().substring(HOST.length());
        var delivery = shop.shop().delivery("inventory_levels/update", TestShop.level(1, 2, 3, "2026-01-01T00:00:00Z"));
        delivery.post(path).then().statusCode(204);
        delivery.post(shop.shop().webhookPath()).then().statusCode(204); // that of the merchant, too
        delivery.post(path + "x").then().statusCode(404);
    }

    @Test
    void what_is_right_is_left_alone() throws InterruptedException {
        look();
        int before = shop.wire().queries.size();
        look();
        assertThat(shop.wire().queries.size() - before)
                .as("a look and no change")
                .isEqualTo(1);
        assertThat(subscribed()).hasSize(Topic.values().length);
    }

    /// Shopify ends a subscription after eight failures in a row.
    @Test
    void what_is_missing_is_subscribed_anew() throws InterruptedException {
        look();
        end("PRODUCTS_DELETE");
        look();
        assertThat(topics()).contains("PRODUCTS_DELETE");
    }

    @Test
    void what_goes_to_an_address_that_we_had_before_is_replaced() throws InterruptedException {
        add("PRODUCTS_UPDATE", "https://old.example.com/webhooks/shopify/token", "stockrule", Map.of());
        look();
        assertThat(addresses()).hasSize(1);
        assertThat(subscribed()).hasSize(Topic.values().length);
    }

    @Test
    void what_others_have_subscribed_stays() throws InterruptedException {
        add("PRODUCTS_UPDATE", "https://others.example.com/hook", "shipping", Map.of());
        look();
        assertThat(addresses()).hasSize(2).contains("https://others.example.com/hook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter", "includeFields", "format"})
    void what_tells_only_a_part_is_replaced(String how) throws InterruptedException {
        look();
        var address = addresses().iterator().next();
        end("INVENTORY_LEVELS_UPDATE");
        add(
                "INVENTORY_LEVELS_UPDATE",
                address,
                "by hand",
                Map.of(
                        how,
                        switch (how) {
                            case "filter" -> "available:>0";
                            case "format" -> "XML";
                            default -> List.of("available");
                        }));
        look();
        assertThat(subscribed()).hasSize(Topic.values().length);
        assertThat(subscribed()).allMatch(it -> it.path("name").asText().equals("stockrule"));
    }

    @Test
    void a_change_that_shopify_does_not_make_is_told_and_tried_again() throws InterruptedException {
        shop.wire().next.add(page());
        shop.wire().next.add(new FakeShopify.Answer(200, """
                {"data":{"webhookSubscriptionCreate":{"userErrors":[{"message":"Address is invalid"}]}}}"""));
        look();
        view("problem", "Shopify does not change the webhooks of INVENTORY_LEVELS_UPDATE: Address is invalid");
        assertThat(turns.claim(Work.SUBSCRIPTIONS, Duration.ofMinutes(1)).filter(this::isOurs))
                .as("not at once")
                .isEmpty();
        look();
        assertThat(subscribed()).hasSize(Topic.values().length);
        view("problem", null);
    }

    /// It may read stock all the same.
    @Test
    void an_app_that_may_not_subscribe_is_not_suspended() throws InterruptedException {
        shop.wire().next.add(new FakeShopify.Answer(200, """
                {"errors":[{"message":"denied","extensions":{"code":"ACCESS_DENIED"}}]}"""));
        look();
        view("problem", "the app lacks a permission: denied");
        shop.shop().calls().get("/api/v1/shops/" + shop.shop().id()).then().body("suspendedUntil", equalTo(null));
    }

    @Test
    void a_token_that_cannot_be_read_any_more_is_replaced() throws InterruptedException {
        look();
        var before = addresses();
        database.useHandle(handle -> handle.execute(
                "update shop set webhook_token = decode('00112233445566778899aabbccddeeff', 'hex') where shop_id = ?",
                shop.shop().id()));
        look();
        assertThat(addresses()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(subscribed()).hasSize(Topic.values().length);
    }

    @Test
    void it_is_told_who_subscribes_and_others_see_nothing() {
        shop.shop()
                .calls()
                .get("/api/v1/shops/%d/subscriptions".formatted(shop.shop().id()))
                .then()
                .statusCode(200)
                .body("byItself", equalTo(true))
                .body("topics", hasSize(Topic.values().length));
        SimulatedShop.create(shopify)
                .shop()
                .calls()
                .get("/api/v1/shops/%d/subscriptions".formatted(shop.shop().id()))
                .then()
                .statusCode(404);
    }

    private void view(String field, @Nullable String value) {
        shop.shop()
                .calls()
                .get("/api/v1/shops/%d/subscriptions".formatted(shop.shop().id()))
                .then()
                .statusCode(200)
                .body(field, equalTo(value));
    }

    private static FakeShopify.Answer page() {
        return new FakeShopify.Answer(200, """
                {"data":{"webhookSubscriptions":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}""");
    }

    /// Takes this shop's turn, whenever it would be due.
    private void look() throws InterruptedException {
        database.useHandle(handle -> handle.execute(
                "update shop_turn set due_at = null, lease_until = null where shop_id = ?",
                shop.shop().id()));
        turn.run(claim());
    }

    private ShopTurn claim() {
        while (true) {
            var claim = turns.claim(Work.SUBSCRIPTIONS, Duration.ofMinutes(1)).orElseThrow();
            if (isOurs(claim)) {
                return claim;
            }
        }
    }

    private boolean isOurs(ShopTurn claim) {
        return claim.shop().equals(shop.shop().key());
    }

    private List<JsonNode> subscribed() {
        var items = shop.control("GET", "/subscriptions", "").path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private Set<String> addresses() {
        return subscribed().stream().map(it -> it.path("uri").asText()).collect(toSet());
    }

    private Set<String> topics() {
        return subscribed().stream().map(it -> it.path("topic").asText()).collect(toSet());
    }

    private void end(String topic) {
        subscribed().stream()
                .filter(it -> it.path("topic").asText().equals(topic))
                .forEach(it ->
                        shop.control("DELETE", "/subscriptions/" + it.path("id").asLong(), ""));
    }

    private void add(String topic, String uri, String name, Map<String, Object> more) {
        var body = new HashMap<String, Object>(
                Map.of("topic", topic, "uri", uri, "name", name, "format", "JSON", "includeFields", List.of()));
        body.putAll(more);
        shop.control("POST", "/subscriptions", body);
    }
}
