package io.stockrule.shopify.catalogue;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.stockrule.listing.TestSeller;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.shopify.importing.TestImports;
import io.stockrule.stock.TraceStep;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import io.stockrule.sync.StoredReasons;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/// A simulated shop that is known and sold on Amazon, and changes. The workers are off: each test does their steps.
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
abstract class CatalogueScene {
    private static final ObjectMapper REASONS = new ObjectMapper().registerModule(new Jdk8Module());

    static final long CANDLE = 81;
    static final long SOAP = 82;

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    ShopTurns turns;

    @Inject
    CatalogueTurn turn;

    @Inject
    TestImports imports;

    @Inject
    Decider decider;

    @Inject
    Jdbi database;

    SimulatedShop shop;
    TestSeller seller;
    long list;

    /// Two products: the candle of two variants, 811 and 812, and the soap, 821. All are sold on Amazon.
    @BeforeEach
    void connect() throws InterruptedException {
        shop = SimulatedShop.create(shopify);
        shop.stocks(List.of(
                variant(CANDLE, 811, "FIG", "Candle"),
                variant(CANDLE, 812, "CEDAR", "Candle"),
                variant(SOAP, 821, "SOAP", "Soap")));
        imports.read(shop);
        shop.control(
                "PUT",
                "",
                Map.of(
                        "webhookAddress",
                        "http://localhost:" + RestAssured.port + shop.shop().webhookPath(),
                        "webhookSecret",
                        TestShop.SECRET));
        seller = new TestSeller(shop.shop().merchant(), account(), shop.shop().id());
        profile("");
        list = seller.list("Candles");
        for (long variant : List.of(811, 812, 821)) {
            seller.link(list, variant, "AMZ-" + variant);
        }
        decide();
    }

    static Map<String, Object> variant(long product, long id, String sku, String title) {
        return Map.of(
                "product",
                product,
                "id",
                id,
                "item",
                id + 1_000,
                "sku",
                sku,
                "productTitle",
                title,
                "title",
                sku,
                "levels",
                List.of(Map.of("location", "Berlin", "available", 7), Map.of("location", "Roma", "available", 5)));
    }

    long account() {
        return shop.shop()
                .calls()
                .body(TestSeller.newAccount())
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
    }

    void profile(String more) {
        seller.calls()
                .contentType("text/plain")
                .body("profile \"Candles\"\n" + more)
                .put("/api/v1/profiles/Candles")
                .then()
                .statusCode(lessThan(300));
    }

    void change(long product, String change) {
        shop.control("PATCH", "/products/" + product, tree(change));
    }

    static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void location(String name, Map<String, Object> change) {
        var known = shop.control("GET", "/locations", "").path("items");
        var body = new HashMap<String, Object>(Map.of("name", name));
        known.forEach(it -> {
            if (it.path("name").asText().equals(name)) {
                body.put("id", it.path("id").asLong());
            }
        });
        body.putAll(change);
        shop.control("PUT", "/locations", body);
    }

    long locationId(String name) {
        return warehouse(name).path("locationId").asLong();
    }

    JsonNode warehouse(String name) {
        var all = seller.calls()
                .get("/api/v1/warehouses")
                .then()
                .extract()
                .as(JsonNode.class)
                .path("items");
        for (var each : all) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no warehouse " + name + " in " + all);
    }

    void told(String topic, String body) {
        shop.shop().send(topic, body).statusCode(204);
    }

    /// Waits for the webhook, has Shopify asked, and decides what changed by its answer.
    void answer() throws InterruptedException {
        awaitDoubt();
        awaitWebhooks();
        turn.run(claim(), () -> false);
        Fanning.finish();
        decide();
    }

    void awaitWebhooks() {
        await().until(() ->
                shop.control("GET", "/webhooks?state=waiting", "").path("items").isEmpty());
    }

    void awaitDoubt() {
        await().until(() -> inDoubt() > 0);
    }

    void decide() {
        while (Deciding.decideStale(decider) > 0) {
            // until nothing is left
        }
    }

    static BooleanSupplier stopsAfter(int questions) {
        var asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= questions;
    }

    Optional<ShopTurn> claimAny(Work work) {
        return turns.claim(work, Duration.ofMinutes(2));
    }

    ShopTurn claim() {
        return claim(Work.CATALOGUE);
    }

    ShopTurn claim(Work work) {
        return claimed(work).orElseThrow(() -> new AssertionError("the shop cannot be claimed"));
    }

    boolean isClaimable() {
        return claimed(Work.CATALOGUE).isPresent();
    }

    Optional<ShopTurn> claimed(Work work) {
        var turn = claimAny(work);
        while (turn.isPresent() && !turn.get().shop().equals(shop.shop().key())) {
            turn = claimAny(work);
        }
        return turn;
    }

    void waitNoLonger() {
        database.useHandle(handle -> handle.execute(
                "update shop_turn set due_at = null, lease_until = null where shop_id = ?", seller.shop()));
    }

    JsonNode progress() {
        return seller.calls()
                .get("/api/v1/shops/%d/catalogue".formatted(seller.shop()))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    List<String> decided() {
        return database.withHandle(handle ->
                handle.select("""
                        select l.variant_id || ' ' || d.outcome || ' ' || coalesce(d.quantity::text, 'null')
                        from decision d join listing l using (merchant_id, listing_id)
                        where l.shop_id = ? and l.selling_list_id = ? order by l.variant_id
                        """, seller.shop(), list).mapTo(String.class).list());
    }

    List<String> sentences(long variant) {
        List<String> reasons = database.withHandle(handle ->
                handle.select("""
                        select d.reasons from decision d join listing l using (merchant_id, listing_id)
                        where l.shop_id = ? and l.variant_id = ?
                        """, seller.shop(), variant).mapTo(String.class).list());
        return reasons.stream()
                .flatMap(text -> StoredReasons.read(text, REASONS).steps().stream())
                .map(TraceStep::sentence)
                .toList();
    }

    @Nullable
    String fact(long variant, String name) {
        return database.withHandle(handle -> handle.select("""
                        select d.reasons::json -> 'facts' -> 'variant' ->> ? from decision d join listing l using (merchant_id, listing_id)
                        where l.shop_id = ? and l.variant_id = ?
                        """, name, seller.shop(), variant)
                .mapTo(String.class)
                .one());
    }

    String fact(String sql) {
        return database.withHandle(handle ->
                handle.select(sql.formatted(seller.shop())).mapTo(String.class).one());
    }

    long inDoubt() {
        return count("select count(*) from catalogue_doubt where shop_id = %d and open");
    }

    /// At how many locations; the re-reads run by themselves.
    long stocked(long item) {
        return count("select count(*) from stock_level where shop_id = %d and state = 'CONFIRMED'"
                + " and inventory_item_id = " + item);
    }

    long count(String sql) {
        return database.withHandle(handle ->
                handle.select(sql.formatted(seller.shop())).mapTo(Long.class).one());
    }
}
