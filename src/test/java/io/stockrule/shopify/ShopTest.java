package io.stockrule.shopify;

import static io.stockrule.shopify.TestShop.BERLIN;
import static io.stockrule.shopify.TestShop.HAMBURG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.stock.KnownVariant;
import io.stockrule.stock.StockChanged;
import io.stockrule.stock.StockFacts;
import io.stockrule.stock.WarehouseStock;
import io.stockrule.stock.WarehousesChanged;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ShopTest {
    @Inject
    Jdbi database;

    @Inject
    StockFacts facts;

    @Inject
    Changes changes;

    TestShop shop;

    /// Remembers whose stock or facts changed.
    @Singleton
    static class Changes {
        final Collection<Long> items = new ConcurrentLinkedQueue<>();

        final Collection<Long> ofWarehouses = new ConcurrentLinkedQueue<>();

        void note(@Observes StockChanged change) {
            change.items().forEach(item -> items.add(item.inventoryItemId()));
        }

        void note(@Observes WarehousesChanged change) {
            ofWarehouses.add(change.merchantId());
        }
    }

    @BeforeEach
    void create() {
        shop = TestShop.create();
    }

    @Test
    void a_shop_is_shown_without_its_secrets() {
        shop.calls()
                .get("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200)
                .body("domain", equalTo("candles.myshopify.com"))
                .body("clientId", equalTo("client"))
                .body("$", not(hasKey("clientSecret")))
                .body("$", not(hasKey("webhookPath")));
        shop.calls().get("/api/v1/shops").then().body("items.id", contains((int) shop.id()));
    }

    @Test
    void secrets_and_the_webhook_token_are_nowhere_in_the_database() {
        var token = shop.webhookPath().substring(Shop.WEBHOOKS.length());
        var row = database.withHandle(handle -> handle.select("select s::text from shop s where shop_id = ?", shop.id())
                .mapTo(String.class)
                .one());
        assertThat(row).doesNotContain(token, hex(token), hex(TestShop.SECRET));
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candles.example.com",
                "candles.myshopify.com.evil.com",
                "-candles.myshopify.com",
                "a/b.myshopify.com",
                "localhost",
                "candles.myshopify.com\n",
                "x@candles.myshopify.com",
                ""
            })
    void only_shopifys_own_domains_are_taken(String domain) {
        shop.calls()
                .body(Map.of("domain", domain, "clientId", "client", "clientSecret", "hush"))
                .post("/api/v1/shops")
                .then()
                .statusCode(400);
    }

    @Test
    void a_shop_exists_once() {
        shop.calls()
                .body(Map.of("domain", "CANDLES.myshopify.com", "clientId", "client", "clientSecret", "hush"))
                .post("/api/v1/shops")
                .then()
                .statusCode(409)
                .body("type", endsWith(":shop-exists"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,                  -,       CLIENT_CREDENTIALS
            CLIENT_CREDENTIALS, -,       CLIENT_CREDENTIALS
            -,                  shpat_1, PERMANENT_TOKEN
            PERMANENT_TOKEN,    shpat_1, PERMANENT_TOKEN
            AUTHORIZATION_CODE, -,       AUTHORIZATION_CODE
            """)
    void a_shop_is_connected_in_one_of_three_ways(String grant, String token, String expected) {
        create(grant, token).statusCode(201).body("grant", equalTo(expected));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            CLIENT_CREDENTIALS, shpat_1
            AUTHORIZATION_CODE, shpat_1
            PERMANENT_TOKEN,    -
            """)
    void a_token_that_would_not_be_used_and_one_that_is_missing_are_refused(String grant, String token) {
        create(grant, token).statusCode(422).body("type", endsWith(":grant-mismatch"));
    }

    private ValidatableResponse create(String grant, String token) {
        var body = new HashMap<>(Map.of("domain", "three.myshopify.com", "clientId", "client", "clientSecret", "hush"));
        if (grant != null) {
            body.put("grant", grant);
        }
        if (token != null) {
            body.put("accessToken", token);
        }
        return shop.calls().body(body).post("/api/v1/shops").then();
    }

    @Test
    void a_permanent_token_given_later_is_how_the_shop_is_connected() {
        shop.change(Map.of("accessToken", "shpat_1")).statusCode(200).body("grant", equalTo("PERMANENT_TOKEN"));
    }

    @Test
    void another_domain_is_taken_and_lifts_a_suspension() {
        suspend();
        shop.change(Map.of("domain", "candles.myshopify.com")).statusCode(200);
        shop.shown().body("$", hasKey("suspendedReason"));
        shop.change(Map.of("domain", "New-Candles.myshopify.com")).statusCode(200);
        shop.shown().body("domain", equalTo("new-candles.myshopify.com")).body("$", not(hasKey("suspendedReason")));
    }

    private void suspend() {
        database.useHandle(handle -> handle.execute(
                "update shop set suspended_until = '2999-01-01', suspended_reason = 'gone' where shop_id = ?",
                shop.id()));
    }

    @Test
    void a_domain_of_another_shop_of_the_merchant_is_refused_whole() {
        TestShop.of(shop.merchant(), "yoga.myshopify.com");
        suspend();
        shop.change(Map.of("domain", "YOGA.myshopify.com", "timeZone", "Asia/Tokyo", "clientSecret", "other"))
                .statusCode(409)
                .body("type", endsWith(":shop-exists"));
        shop.shown()
                .body("domain", equalTo("candles.myshopify.com"))
                .body("$", hasKey("suspendedReason"))
                .body("$", not(hasKey("timeZone")));
        shop.send("products/update", "{}").statusCode(204);
    }

    @Test
    void merchants_keep_nobody_else_from_a_domain() {
        var other = TestShop.of(TestMerchant.create("Yoga Shop"), "yoga.myshopify.com");
        other.change(Map.of("domain", "candles.myshopify.com")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"candles.example.com", "a/b.myshopify.com", "x@candles.myshopify.com", ""})
    void a_domain_is_changed_to_shopifys_own_only(String domain) {
        shop.change(Map.of("domain", domain)).statusCode(400);
        shop.shown().body("domain", equalTo("candles.myshopify.com"));
    }

    @Test
    void shops_of_others_are_not_found() {
        var stranger = TestMerchant.create("Yoga Shop");
        for (var address : List.of("", "/variants", "/parked-webhooks")) {
            stranger.calls().get("/api/v1/shops/" + shop.id() + address).then().statusCode(404);
        }
        stranger.calls()
                .contentType(ContentType.JSON)
                .body(List.of(shop.warehouse(1, "Mine")))
                .put("/api/v1/warehouses")
                .then()
                .statusCode(404);
        stranger.calls()
                .contentType(ContentType.JSON)
                .body(List.of(Map.of("variantId", 1, "inventoryItemId", 1)))
                .put("/api/v1/shops/%d/variants".formatted(shop.id()))
                .then()
                .statusCode(404);
        stranger.calls()
                .contentType(ContentType.JSON)
                .body(Map.of("clientSecret", "stolen"))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(404);
        stranger.calls().get("/api/v1/warehouses").then().body("items", hasSize(0));
    }

    @Test
    void warehouses_can_swap_their_names() {
        shop.withWarehouses();
        putWarehouses(shop.warehouse(BERLIN, "Hamburg"), shop.warehouse(HAMBURG, "Berlin"));
        shop.calls()
                .get("/api/v1/warehouses")
                .then()
                .body("items.name", contains("Hamburg", "Berlin"))
                .body("items.active", contains(true, true));
    }

    @Test
    void two_warehouses_of_a_shop_cannot_share_a_name() {
        shop.withWarehouses();
        shop.calls()
                .body(List.of(shop.warehouse(BERLIN, "Hamburg")))
                .put("/api/v1/warehouses")
                .then()
                .statusCode(409)
                .body("type", endsWith(":warehouse-name-taken"));
    }

    @Test
    void what_is_given_twice_is_refused() {
        shop.calls()
                .body(List.of(shop.warehouse(1, "A"), shop.warehouse(1, "B")))
                .put("/api/v1/warehouses")
                .then()
                .statusCode(422);
        shop.calls()
                .body(List.of(
                        Map.of("variantId", 1, "inventoryItemId", 1), Map.of("variantId", 1, "inventoryItemId", 2)))
                .put("/api/v1/shops/%d/variants".formatted(shop.id()))
                .then()
                .statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.5", "1.0", "9223372036854775808", "0", "-1", "null", "true"})
    void ids_are_whole_numbers_to_the_last_digit(String id) {
        shop.calls()
                .body("[{\"variantId\":%s,\"inventoryItemId\":1}]".formatted(id))
                .put("/api/v1/shops/%d/variants".formatted(shop.id()))
                .then()
                .statusCode(400);
    }

    @Test
    void variants_are_listed_page_by_page() {
        shop.withItems(LongStream.rangeClosed(1, 5).toArray());
        var address = "/api/v1/shops/%d/variants".formatted(shop.id());
        shop.calls()
                .get(address + "?limit=2&after=2")
                .then()
                .body("items.variantId", contains(3, 4))
                .body("next", equalTo("4"));
        shop.calls()
                .get(address + "?limit=2&after=4")
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void a_thousand_variants_are_taken_at_once_and_loaded_with_their_facts() {
        shop.withItems(LongStream.rangeClosed(1, 1_000).toArray());
        var keys = LongStream.rangeClosed(1, 1_001).mapToObj(shop::variant).toList();
        assertThat(facts.load(keys)).hasSize(1_000);
    }

    @Test
    void the_facts_of_a_variant_are_what_was_registered() {
        shop.calls()
                .body("""
                        [{"variantId":7,"inventoryItemId":8,"sku":"A-1","title":"Café","vendor":"V","productType":"P",
                        "tags":["x","y, z","\\"q\\""],"barcode":"B","collections":["C"],"keepsSelling":true}]""")
                .put("/api/v1/shops/%d/variants".formatted(shop.id()))
                .then()
                .statusCode(204);
        var variant = known(7).facts();
        assertThat(variant.title()).isEqualTo("Café");
        assertThat(variant.tags()).containsExactly("x", "y, z", "\"q\"");
        assertThat(variant.collections()).containsExactly("C");
        assertThat(variant.keepsSelling()).isTrue();
        assertThat(variant.tracked()).isTrue();
        assertThat(variant.stock()).isEmpty();
    }

    @Test
    void levels_count_where_the_warehouse_is_known_and_open() {
        shop.withItems(7);
        confirm(7, BERLIN, "CONFIRMED", 5);
        confirm(7, HAMBURG, "DISCONNECTED", -2);
        confirm(7, 3, "CONFIRMED", 9);
        confirm(7, 4, "UNCONFIRMED", 9);
        assertThat(known(7).facts().stock()).isEmpty();
        shop.withWarehouses();
        putWarehouses(shop.warehouse(4, "Wien"), closed(3, "Ulm"));
        assertThat(known(7).facts().stock())
                .containsExactly(
                        new WarehouseStock("Berlin", OptionalLong.of(5), true),
                        new WarehouseStock("Hamburg", OptionalLong.of(-2), true),
                        new WarehouseStock("Ulm", OptionalLong.of(9), false),
                        new WarehouseStock("Wien", OptionalLong.of(9), false));
    }

    private Map<String, Object> closed(long location, String name) {
        return Map.of("shop", shop.id(), "locationId", location, "name", name, "active", false);
    }

    @Test
    void changed_facts_and_warehouses_are_announced_once() {
        confirm(7, BERLIN, "CONFIRMED", 5);
        changes.items.clear();
        changes.ofWarehouses.clear();
        shop.withItems(7, 8);
        assertThat(changes.items).containsExactlyInAnyOrder(7L, 8L);
        shop.withItems(7, 8);
        assertThat(changes.items).hasSize(2);
        shop.withWarehouses();
        shop.withWarehouses();
        assertThat(changes.ofWarehouses).containsExactly(shop.merchant().id());
        putWarehouses(shop.warehouse(4, "Wien"));
        assertThat(changes.ofWarehouses).as("nothing is kept there").hasSize(1);
        assertThat(changes.items).as("all items of a shop are not named").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,             -,            UTC
            -,             Asia/Tokyo,   Asia/Tokyo
            Europe/Berlin, Asia/Tokyo,   Europe/Berlin
            """)
    void the_zone_is_the_merchants_else_the_shops(String merchantZone, String shopZone, ZoneId expected) {
        shop.withItems(7);
        if (shopZone != null) {
            shop.calls()
                    .body(Map.of("timeZone", shopZone))
                    .patch("/api/v1/shops/" + shop.id())
                    .then()
                    .statusCode(200);
        }
        if (merchantZone != null) {
            TestMerchant.asOperator()
                    .contentType(ContentType.JSON)
                    .body(Map.of("timeZone", merchantZone))
                    .patch("/api/v1/merchants/" + shop.merchant().id())
                    .then()
                    .statusCode(200);
        }
        assertThat(known(7).zone()).isEqualTo(expected);
    }

    @Test
    void an_unknown_time_zone_is_refused() {
        shop.calls()
                .body(Map.of("timeZone", "Europe/Berlim"))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(422)
                .body("type", endsWith(":unknown-time-zone"));
    }

    private KnownVariant known(long variantId) {
        var key = shop.variant(variantId);
        return Objects.requireNonNull(facts.load(List.of(key)).get(key));
    }

    @SafeVarargs
    private void putWarehouses(Map<String, Object>... warehouses) {
        shop.calls().body(List.of(warehouses)).put("/api/v1/warehouses").then().statusCode(204);
    }

    private void confirm(long item, long location, String state, long available) {
        database.useHandle(handle -> handle.execute(
                "insert into stock_level values (?, ?, ?, ?, ?, '2020-01-01', ?)",
                shop.merchant().id(),
                shop.id(),
                item,
                location,
                available,
                state));
    }
}
