package io.stockrule.shopify.leaving;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.stockrule.database.RowsByTable;
import io.stockrule.listing.TestSeller;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.shopify.importing.TestImports;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/// A simulated shop that is known and sold on Amazon, and sends its webhooks. The workers are off: each test does their
/// steps.
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
abstract class LeavingScene {
    static final int VARIANTS = 6;

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    TestImports imports;

    @Inject
    Decider decider;

    @Inject
    Redaction redaction;

    @Inject
    Jdbi database;

    RowsByTable rows;
    SimulatedShop shop;
    TestSeller seller;
    long list;

    @BeforeEach
    void connect() throws InterruptedException {
        rows = new RowsByTable(database);
        shop = connected();
        seller = sellerOf(shop.shop());
        list = seller.list("Default");
        for (long variant = 1; variant <= VARIANTS; variant++) {
            seller.link(list, variant, "AMZ-" + variant);
        }
        decide();
    }

    /// Of a merchant of its own, read whole.
    SimulatedShop connected() throws InterruptedException {
        var made = SimulatedShop.create(shopify);
        made.stocks(LongStream.rangeClosed(1, VARIANTS)
                .mapToObj(LeavingScene::variant)
                .toList());
        imports.read(made);
        made.control(
                "PUT",
                "",
                Map.of(
                        "webhookAddress",
                        "http://localhost:" + RestAssured.port + made.shop().webhookPath(),
                        "webhookSecret",
                        TestShop.SECRET));
        return made;
    }

    private static Map<String, Object> variant(long id) {
        return Map.of(
                "product",
                id,
                "id",
                id,
                "item",
                id + 1_000,
                "sku",
                "SKU-" + id,
                "productTitle",
                "Candle " + id,
                "vendor",
                "Fornari",
                "levels",
                List.of(Map.of("location", "Berlin", "available", 7), Map.of("location", "Roma", "available", 5)));
    }

    static TestSeller sellerOf(TestShop shop) {
        long account = shop.calls()
                .body(TestSeller.newAccount())
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
        return new TestSeller(shop.merchant(), account, shop.id());
    }

    void decide() {
        Fanning.finish();
        while (Deciding.decideStale(decider) > 0) {
            // until nothing is left
        }
    }

    String address() {
        return "/api/v1/shops/" + shop.shop().id();
    }

    /// Has the simulated Shopify tell something, and waits until that is answered.
    void tell(String path, Map<String, String> body) {
        shop.control("POST", path, body);
        await().until(() ->
                shop.control("GET", "/webhooks?state=waiting", "").path("items").isEmpty());
    }

    void uninstall() {
        tell("/uninstall", Map.of());
    }

    void ask(String topic) {
        tell("/privacy", Map.of("topic", topic));
    }

    void decideRedactions() {
        boolean more = true;
        while (more) {
            more = redaction.decideOne();
        }
    }

    JsonNode requests() {
        return shop.shop()
                .calls()
                .get(address() + "/privacy-requests")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class)
                .path("items");
    }

    JsonNode view() {
        return shop.shop()
                .calls()
                .get(address())
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    /// How many rows each table has that carries the id of a shop.
    Map<String, Long> ofShop(ShopKey key) {
        return rows.of("shop_id", key.merchantId(), key.shopId());
    }

    <T> T one(Class<T> type, String sql, Object... values) {
        return database.withHandle(
                handle -> handle.select(sql, values).mapTo(type).one());
    }
}
