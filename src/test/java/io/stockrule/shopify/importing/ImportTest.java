package io.stockrule.shopify.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.SharedData;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import io.stockrule.stock.StockFacts;
import io.stockrule.stock.WarehouseStock;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Imports from the simulated Shopify. The worker is off: each test goes on with its import itself.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class ImportTest {
    private static final int CATALOGUE = 300;

    /// Token, grant, count and locations come before the first page.
    private static final int QUESTIONS_BEFORE = 3;

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    ImportQueue queue;

    @Inject
    Imports imports;

    @Inject
    ImportRun run;

    @Inject
    TestImports testImports;

    @Inject
    StockFacts facts;

    @Inject
    Jdbi database;

    @Inject
    Changes changes;

    SimulatedShop shop;

    /// Hears of changes as the listings do, inside the transaction, and may spoil it.
    @Singleton
    static class Changes {
        final Set<ItemKey> heard = ConcurrentHashMap.newKeySet();
        final AtomicInteger untilCrash = new AtomicInteger(Integer.MAX_VALUE);

        void hear(@Observes StockChanged change) {
            heard.addAll(change.items());
            if (untilCrash.decrementAndGet() == 0) {
                throw new IllegalStateException("the power is gone");
            }
        }
    }

    @BeforeEach
    void connect() {
        shop = SimulatedShop.create(shopify);
        changes.untilCrash.set(Integer.MAX_VALUE);
    }

    private void imported() throws InterruptedException {
        testImports.read(shop);
    }

    private void goOn() throws InterruptedException {
        testImports.goOn(shop);
    }

    private ImportClaim claim() {
        return testImports.claim(shop);
    }

    private List<WarehouseStock> stock(long variant) {
        var key = shop.shop().variant(variant);
        return Objects.requireNonNull(facts.load(List.of(key)).get(key)).facts().stock();
    }

    private JsonNode api(String path) {
        return shop.shop()
                .calls()
                .get(path.replace("{shop}", Long.toString(shop.shop().id())))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private static Map<String, Object> variant(long id, String sku, Object... more) {
        var variant = new HashMap<String, Object>(
                Map.of("sku", sku, "id", id, "item", id + 1_000, "product", id + 2_000, "levels", List.of()));
        for (int i = 0; i < more.length; i += 2) {
            variant.put((String) more[i], more[i + 1]);
        }
        return variant;
    }

    private static Map<String, Object> level(String warehouse, int available) {
        return Map.of("location", warehouse, "available", available);
    }

    /// One app opens all stores of an organisation, so a slip in the name would find all variants gone.
    @Test
    void a_name_of_another_store_is_not_followed() throws InterruptedException {
        shop.makeUp(3);
        imported();
        var known = testImports.counted(shop);
        var other = SimulatedShop.create(shopify);
        other.makeUp(1);
        var name = shop.shop().domain();

        shop.shop().change(Map.of("domain", other.shop().domain())).statusCode(200);
        shop.start().statusCode(202);
        goOn();

        var reason = other.shop().domain() + " is another store at Shopify than this shop's: set the domain right, or"
                + " connect that store as a shop of its own";
        assertThat(shop.latest().problem()).isEqualTo(reason);
        assertThat(api("/api/v1/shops/{shop}").path("suspendedReason").asText()).isEqualTo(reason);
        assertThat(testImports.counted(shop)).isEqualTo(known).isNotEmpty();

        shop.shop().change(Map.of("domain", name)).statusCode(200);
        goOn();
        assertThat(shop.latest().state()).isEqualTo("DONE");
        assertThat(shop.latest().removed()).isZero();
        assertThat(testImports.counted(shop)).isEqualTo(known);
    }

    @Test
    void a_store_of_another_name_is_followed() throws InterruptedException {
        shop.makeUp(3);
        imported();
        var name = "renamed-" + shop.shop().domain();
        shop.control("POST", "/rename", Map.of("domain", name));
        shopify.shop(name).forward = shop.simulators().shopifyEndpoint().replace("{shop}", name);
        shop.shop().change(Map.of("domain", name)).statusCode(200);
        shop.start().statusCode(202);
        goOn();
        assertThat(shop.latest().state()).isEqualTo("DONE");
        assertThat(shop.latest().variants()).isEqualTo(3);
    }

    @Test
    void a_whole_import_brings_all_facts() throws InterruptedException {
        shop.control("PUT", "", Map.of("timezone", "Europe/Rome"));
        shop.stocks(List.of(
                variant(
                        1,
                        "WAX-1",
                        "productTitle",
                        "Candle",
                        "title",
                        "Fig / 220 g",
                        "vendor",
                        "Casa Verde",
                        "productType",
                        "Candles",
                        "tags",
                        List.of("new", "vegan"),
                        "collections",
                        List.of("Gifts"),
                        "inventoryPolicy",
                        "CONTINUE",
                        "barcode",
                        "4012345",
                        "levels",
                        List.of(level("Berlin", 5), level("Roma", -2))),
                variant(2, "CARD", "productTitle", "Card", "tracked", false, "levels", List.of(level("Berlin", 1)))));
        imported();

        var candle = api("/api/v1/shops/{shop}/variants").at("/items/0");
        assertThat(candle).isEqualTo(json("""
                {"variantId":1,"inventoryItemId":1001,"sku":"WAX-1","title":"Candle - Fig / 220 g",
                 "vendor":"Casa Verde","productType":"Candles","tags":["new","vegan"],"barcode":"4012345",
                 "collections":["Gifts"],"keepsSelling":true,"productId":2001,
                 "productStatus":"ACTIVE","giftCard":false}"""));
        assertThat(api("/api/v1/shops/{shop}/variants?q=220 wax FIG").path("items"))
                .as("each word of its SKU or title, in any order")
                .containsExactly(candle);
        assertThat(api("/api/v1/shops/{shop}/variants?q=fig card").path("items"))
                .isEmpty();
        assertThat(api("/api/v1/shops/{shop}/variants?q=%").path("items"))
                .as("every character stands for itself")
                .isEmpty();
        assertThat(stock(1))
                .containsExactly(
                        new WarehouseStock("Berlin", OptionalLong.of(5), true),
                        new WarehouseStock("Roma", OptionalLong.of(-2), true));
        assertThat(api("/api/v1/shops/{shop}/variants").at("/items/1/title").asText())
                .isEqualTo("Card");
        assertThat(stock(2)).containsExactly(new WarehouseStock("Berlin", OptionalLong.empty(), true));
        assertThat(api("/api/v1/shops/{shop}").path("timeZone").asText()).isEqualTo("Europe/Rome");
        var told = shop.latest();
        assertThat(List.of(told.warehouses(), told.variants(), told.expectedVariants(), told.levels(), told.removed()))
                .containsExactly(2, 2L, 2L, 3L, 0L);
        assertThat(waiting()).isZero();
    }

    @Test
    void an_import_tells_what_does_not_go_to_amazon_by_itself() throws InterruptedException {
        shop.stocks(List.of(
                variant(1, "WAX-1"),
                variant(2, "", "giftCard", true, "tracked", false),
                variant(3, ""),
                variant(4, "TWICE"),
                variant(5, "TWICE"),
                variant(6, "TWICE", "tracked", false)));
        shop.start().statusCode(202);
        assertThat(shop.latest().leftOut()).as("before it is known").isNull();
        goOn();
        assertThat(shop.latest().leftOut()).isEqualTo(json("""
                        {"withoutSku":2,"withSharedSku":3,"giftCards":1,"uncounted":2}"""));
        shop.stocks(List.of(variant(3, "WAX-3"), variant(4, "WAX-4")));
        imported();
        assertThat(shop.latest().leftOut()).isEqualTo(json("""
                        {"withoutSku":1,"withSharedSku":2,"giftCards":1,"uncounted":2}"""));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Items that are to be re-read.
    private int waiting() {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from inventory_item where merchant_id = ? and due_at is not null",
                        shop.shop().merchant().id())
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void an_import_takes_many_pages_and_tells_the_whole() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        imported();
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
        assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
        assertThat(shop.latest().levels()).isEqualTo(shop.truth().size());
        assertThat(shop.wire().queries.stream()
                        .filter(query -> query.path("query").asText().contains("VariantStockPage")))
                .hasSizeGreaterThan(3);
    }

    /// https://github.com/Shopify/shopify-api-ruby, `test/rest/2026_07`
    @Test
    void shopifys_own_samples_have_the_totals_that_shopify_says() throws InterruptedException {
        var samples = json(SharedData.text("shopify/rest-samples/admin-rest-2026-07-stock.json"))
                .path("samples");
        for (var location : sample(samples, "/locations.json").path("locations")) {
            shop.control(
                    "PUT",
                    "/locations",
                    Map.of(
                            "id", location.path("id").asLong(),
                            "name", location.path("name").asText(),
                            "active", location.path("active").asBoolean(),
                            "fulfillmentService", location.path("legacy").asBoolean()));
        }
        var levels = new HashMap<Long, List<Map<String, Object>>>();
        for (var path : List.of(
                "/inventory_levels.json?location_ids=655441491", "/locations/487838322/inventory_levels.json")) {
            for (var level : sample(samples, path).path("inventory_levels")) {
                levels.computeIfAbsent(level.path("inventory_item_id").asLong(), _ -> new ArrayList<>())
                        .add(Map.of(
                                "locationId", level.path("location_id").asLong(),
                                "available", level.path("available").asInt(),
                                "updatedAt", level.path("updated_at").asText()));
            }
        }
        var totals = new HashMap<Long, Long>();
        var variants = new ArrayList<Map<String, Object>>();
        for (var product :
                sample(samples, "/products.json?ids=632910392%2C921728736").path("products")) {
            for (var variant : product.path("variants")) {
                long item = variant.path("inventory_item_id").asLong();
                if (levels.containsKey(item)) {
                    totals.put(
                            variant.path("id").asLong(),
                            variant.path("inventory_quantity").asLong());
                    variants.add(Map.of(
                            "id", variant.path("id").asLong(),
                            "item", item,
                            "product", product.path("id").asLong(),
                            "sku", variant.path("sku").asText(),
                            "productTitle", product.path("title").asText(),
                            "title", variant.path("title").asText(),
                            "levels", levels.get(item)));
                }
            }
        }
        assertThat(totals).hasSize(4).containsEntry(808950810L, 10L);
        shop.stocks(variants);

        imported();

        totals.forEach((variant, total) -> assertThat(stock(variant).stream()
                        .filter(WarehouseStock::active)
                        .mapToLong(level -> level.available().orElseThrow())
                        .sum())
                .as("variant %d", variant)
                .isEqualTo(total));
        assertThat(activity())
                .containsEntry("Fifth Avenue AppleStore", true)
                .containsEntry("Apple Shipwire", false)
                .hasSize(5);
    }

    private static JsonNode sample(JsonNode samples, String path) {
        return StreamSupport.stream(samples.spliterator(), false)
                .filter(sample -> sample.at("/request/path").asText().endsWith(path))
                .findFirst()
                .orElseThrow()
                .path("body");
    }

    private Map<String, Boolean> activity() {
        var activity = new TreeMap<String, Boolean>();
        api("/api/v1/warehouses")
                .path("items")
                .forEach(it ->
                        activity.put(it.path("name").asText(), it.path("active").asBoolean()));
        return activity;
    }

    /// Each product has the one variant, which is the dearest.
    @Test
    void a_reading_page_by_page_costs_six_questions_for_a_hundred_products_at_the_most() throws InterruptedException {
        shop.stocks(IntStream.rangeClosed(1, CATALOGUE)
                .mapToObj(i -> variant(
                        i, "ONE-" + i, "product", 5_000 + i, "levels", List.of(level("Berlin", 5), level("Roma", 4))))
                .toList());
        shop.wire().queries.clear();
        imported();
        assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
        assertThat(shop.wire().queries.size() - QUESTIONS_BEFORE).isLessThanOrEqualTo(6 * CATALOGUE / 100);
    }

    @Test
    void an_import_cut_off_at_any_question_goes_on_to_the_same_end() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.wire().queries.clear();
        imported();
        int questions = shop.wire().queries.size();
        assertThat(questions).isGreaterThan(8);
        for (int cut = 0; cut < questions; cut++) {
            var before = shop.truth();
            shopGainsUnits();
            var after = shop.truth();
            shop.start().statusCode(202);
            shop.wire().forwarded.set(cut);
            goOn();
            assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("WAITING");
            assertThat(shop.latest().problem()).contains("502");
            assertNothingLost(before, after);
            if (cut > QUESTIONS_BEFORE + 4) {
                assertThat(shop.latest().variants()).isPositive();
            }
            shop.wire().forwarded.set(Integer.MAX_VALUE);
            goOn();
            assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
            assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
            assertThat(testImports.counted(shop)).isEqualTo(after);
        }
    }

    @Test
    void an_import_that_dies_within_a_page_goes_on_to_the_same_end() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        imported();
        for (int page = 1; page <= 5; page++) {
            var before = shop.truth();
            shopGainsUnits();
            var after = shop.truth();
            shop.start().statusCode(202);
            changes.untilCrash.set(page);
            assertThatThrownBy(this::goOn).hasMessageContaining("the power is gone");
            assertNothingLost(before, after);
            assertThat(testImports.counted(shop)).isNotEqualTo(after);
            changes.untilCrash.set(Integer.MAX_VALUE);
            goOn();
            assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
            assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
            assertThat(testImports.counted(shop)).isEqualTo(after);
        }
    }

    /// At the variants of the first portions, or at their stock.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_first_import_that_dies_between_variants_and_their_stock_goes_on_to_the_same_end(int step)
            throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        changes.untilCrash.set(step);
        assertThatThrownBy(this::goOn).hasMessageContaining("the power is gone");
        changes.untilCrash.set(Integer.MAX_VALUE);
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
        assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    /// A listing of one would be decided as if its stock were unknown.
    @Test
    void no_variant_lacks_its_stock_when_an_import_makes_room_for_others() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        var seen = new HashSet<Long>();
        while (!shop.latest().state().equals("DONE")) {
            var looks = new AtomicInteger(1); // within a page
            run.run(claim(), new ImportRun.Leave() {
                @Override
                public boolean now() {
                    return false;
                }

                @Override
                public boolean soon() {
                    return looks.getAndDecrement() == 0;
                }
            });
            assertThat(shop.latest().problem()).isNull();
            assertThat(knownVariants()).isEqualTo(shop.latest().variants());
            seen.add(knownVariants());
        }
        assertThat(seen).hasSizeGreaterThan(2);
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    private long knownVariants() {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from variant where shop_id = ?",
                        shop.shop().id())
                .mapTo(Long.class)
                .one());
    }

    /// In Shopify, one level of each tracked variant, a second later, without webhooks.
    private void shopGainsUnits() {
        var newest = Instant.EPOCH;
        var levels = new ArrayList<JsonNode>();
        for (var item : shop.control("GET", "/variants?limit=100000", "").path("items")) {
            if (item.at("/variant/tracked").asBoolean() && !item.path("levels").isEmpty()) {
                levels.add(item.path("levels").path(0));
            }
        }
        for (var level : levels) {
            var at = Instant.parse(level.path("updated").asText());
            newest = at.isAfter(newest) ? at : newest;
        }
        var later = newest.plusSeconds(1).toString();
        shop.control(
                "POST",
                "/levels",
                levels.stream()
                        .map(level -> Map.of(
                                "item",
                                level.path("item").asLong(),
                                "location",
                                level.path("location").asLong(),
                                "adjust",
                                1,
                                "updatedAt",
                                later))
                        .toList());
    }

    /// Every level counts, with the number from before or the one after.
    private void assertNothingLost(Map<String, Long> before, Map<String, Long> after) {
        var stored = testImports.counted(shop);
        assertThat(stored.keySet()).isEqualTo(before.keySet());
        assertThat(stored).allSatisfy((level, number) -> assertThat(number).isIn(before.get(level), after.get(level)));
    }

    @Test
    void a_webhook_newer_than_the_page_wins() throws InterruptedException {
        shop.stocks(List.of(variant(1, "WAX-1", "levels", List.of(level("Berlin", 5)))));
        imported();
        long berlin = berlin();
        shop.wire().queries.clear();
        shop.wire().meanwhile = () -> shop.shop().update(1_001, berlin, 3, "2099-01-01T00:00:00Z");
        imported();
        assertThat(stock(1)).containsExactly(new WarehouseStock("Berlin", OptionalLong.of(3), true));
    }

    private long berlin() {
        return shop.control("GET", "/locations", "").at("/items/0/id").asLong();
    }

    @Test
    void a_level_that_a_page_does_not_show_is_asked_for_and_not_taken_away() throws InterruptedException {
        shop.stocks(List.of(variant(1, "WAX-1", "levels", List.of(level("Berlin", 5), level("Roma", 2)))));
        imported();
        var berlin = Map.of("sku", "WAX-1", "warehouse", "Berlin");
        shop.control("POST", "/disconnect", berlin);
        shop.wire().next.clear();
        imported();
        await().untilAsserted(() -> assertThat(stock(1))
                .containsExactly(
                        new WarehouseStock("Berlin", OptionalLong.of(5), false),
                        new WarehouseStock("Roma", OptionalLong.of(2), true)));
        assertThat(shop.wire().queries.stream()
                        .filter(query -> query.path("query").asText().contains("InventoryItemsStock")))
                .isNotEmpty();
    }

    @Test
    void an_unchanged_shop_changes_nothing_and_a_changed_fact_only_its_own_item() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        imported();
        changes.heard.clear();
        imported();
        assertThat(heard()).isEmpty();

        var first = shop.control("GET", "/variants?limit=1", "").at("/items/0/variant");
        var changed = new HashMap<String, Object>();
        first.properties().forEach(fact -> changed.put(fact.getKey(), fact.getValue()));
        changed.put("title", "Renamed");
        changed.put("levels", List.of());
        shop.stocks(List.of(changed));
        imported();
        assertThat(heard()).containsExactly(first.path("item").asLong());
    }

    private Set<Long> heard() {
        var heard = new HashSet<Long>();
        changes.heard.stream()
                .filter(item -> item.merchantId() == shop.shop().merchant().id())
                .forEach(item -> heard.add(item.inventoryItemId()));
        return heard;
    }

    @Test
    void a_variant_that_shopify_no_longer_has_is_gone_and_one_that_was_only_overlooked_is_not()
            throws InterruptedException {
        shop.stocks(List.of(variant(2, "WAX-2", "levels", List.of(level("Berlin", 5)))));
        shop.shop()
                .calls()
                .body(List.of(
                        Map.of("variantId", 1, "inventoryItemId", 1_001, "sku", "GONE"),
                        Map.of("variantId", 7, "inventoryItemId", 1_007, "sku", "NEW")))
                .put("/api/v1/shops/%d/variants".formatted(shop.shop().id()))
                .then()
                .statusCode(204);
        shop.start().statusCode(202);
        shop.wire().meanwhile = () -> shop.wire().meanwhile = () ->
                shop.wire().meanwhile = () -> shop.wire().meanwhile = () -> shop.stocks(List.of(variant(7, "NEW")));
        changes.heard.clear();
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
        assertThat(shop.latest().removed()).isEqualTo(1);
        var known = api("/api/v1/shops/{shop}/variants");
        assertThat(known.findValuesAsText("sku")).containsExactly("GONE", "WAX-2", "NEW");
        assertThat(known.path("items").findParents("goneSince").stream()
                        .map(it -> it.path("sku").asText()))
                .containsExactly("GONE");
        assertThat(heard()).contains(1_001L);
    }

    @Test
    void nothing_is_gone_by_an_import_that_did_not_come_to_its_end() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        imported();
        shop.start().statusCode(202);
        shop.wire().forwarded.set(shop.wire().queries.size() - 1);
        var parts = new AtomicInteger();
        run.run(claim(), () -> parts.incrementAndGet() > 2);
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("RUNNING");
        assertThat(shop.latest().removed()).isZero();
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void a_stop_is_heard_while_variants_are_looked_for_that_did_not_turn_up() throws InterruptedException {
        shop.stocks(List.of(variant(2, "WAX-2", "levels", List.of(level("Berlin", 5)))));
        shop.shop()
                .calls()
                .body(List.of(Map.of("variantId", 1, "inventoryItemId", 1_001, "sku", "GONE")))
                .put("/api/v1/shops/%d/variants".formatted(shop.shop().id()))
                .then()
                .statusCode(204);
        shop.start().statusCode(202);
        run.run(claim(), () -> shop.latest().phase().equals("CHECKING"));
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("RUNNING");
        assertThat(shop.latest().removed()).isZero();
        goOn();
        assertThat(shop.latest().removed()).isEqualTo(1);
    }

    @Test
    void who_an_import_was_taken_from_writes_nothing_more_and_another_goes_on_at_once() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        var old = claim();
        imports.takeAway(old);
        assertThat(waits()).isTrue();
        run.run(old, () -> false);
        assertThat(testImports.counted(shop)).isEmpty();
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
    }

    /// Due, and in nobody's hands.
    private boolean waits() {
        return database.withHandle(handle ->
                handle.select("""
                        select lease_until is null and due_at <= now() from shop_import
                        where shop_id = ? and ended_at is null
                        """, shop.shop().id()).mapTo(Boolean.class).one());
    }

    @Test
    void throttled_questions_are_asked_again() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        shop.control("PUT", "", Map.of("pointsPerSecond", 2_000, "pointsAtMost", 1_400));
        shop.wire().next.add(new FakeShopify.Answer(200, """
                {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
                 "extensions":{"cost":{"requestedQueryCost":1,"throttleStatus":
                  {"maximumAvailable":1400.0,"currentlyAvailable":0,"restoreRate":2000.0}}}}"""));
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void a_page_dearer_than_allowed_is_asked_for_in_smaller_ones() throws InterruptedException {
        shop.makeUp(100);
        shop.start().statusCode(202);
        shop.wire().meanwhile = () -> shop.wire().meanwhile =
                () -> shop.wire().meanwhile = () -> shop.wire().next.add(new FakeShopify.Answer(200, """
                {"errors":[{"message":"Query cost is 1002","extensions":{"code":"MAX_COST_EXCEEDED"}}]}"""));
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
        assertThat(shop.wire().queries.stream()
                        .map(query -> query.at("/variables/first"))
                        .filter(JsonNode::isInt)
                        .map(JsonNode::asInt))
                .contains(70, 35);
    }

    @Test
    void items_with_many_locations_are_read_to_their_last_level() throws InterruptedException {
        var levels =
                IntStream.range(0, 120).mapToObj(i -> level("Store " + i, i)).toList();
        shop.stocks(List.of(variant(1, "WAX-1", "levels", levels), variant(2, "WAX-2")));
        imported();
        assertThat(testImports.counted(shop)).hasSize(120).isEqualTo(shop.truth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_products", "read_inventory", "read_locations"})
    void a_missing_scope_is_named(String scope) throws InterruptedException {
        var scopes = new ArrayList<>(List.of("write_products", "read_inventory", "read_locations", "read_orders"));
        scopes.removeIf(it -> it.endsWith(scope.substring(5)));
        shop.control("PUT", "", Map.of("scopes", scopes));
        shop.start().statusCode(202);
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("FAILED");
        assertThat(shop.latest().problem()).contains(scope).doesNotContain("read_orders");
        shop.shop().shown().body("lackingScopes", contains(scope));
        shop.start().statusCode(202);
    }

    @Test
    void a_refused_shop_is_left_alone_and_its_import_goes_on_afterwards() throws InterruptedException {
        shop.makeUp(20);
        shop.start().statusCode(202);
        shop.wire().next.add(new FakeShopify.Answer(402, "{}"));
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("WAITING");
        assertThat(shop.latest().problem()).contains("frozen");
        assertThat(api("/api/v1/shops/{shop}").path("suspendedReason").asText()).contains("frozen");
        shop.shop()
                .calls()
                .post("/api/v1/shops/%d/actions/resume".formatted(shop.shop().id()))
                .then()
                .statusCode(200);
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
    }

    @Test
    void an_import_waits_while_the_shops_secrets_cannot_be_read() throws InterruptedException {
        shop.makeUp(20);
        database.useHandle(handle -> handle.execute(
                "update shop set client_secret = 'spoilt' where shop_id = ?",
                shop.shop().id()));
        shop.start().statusCode(202);
        goOn();
        assertThat(shop.latest().state()).isEqualTo("WAITING");
        assertThat(shop.latest().problem()).contains("entered anew");
        assertThat(api("/api/v1/shops/{shop}").path("suspendedReason").asText()).contains("enter them anew");
        shop.shop()
                .calls()
                .body(Map.of("clientSecret", TestShop.SECRET))
                .patch("/api/v1/shops/%d".formatted(shop.shop().id()))
                .then()
                .statusCode(200);
        goOn();
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
    }

    @Test
    void merchants_take_turns_whatever_one_of_them_started_before() {
        var second = TestShop.of(shop.shop().merchant(), "second-" + shop.shop().domain());
        var other = SimulatedShop.create(shopify);
        shop.start().statusCode(202);
        start(second).statusCode(202);
        other.start().statusCode(202);
        var first = claim();
        assertThat(queue.othersWait(first)).isTrue();
        var order = new ArrayList<ShopKey>();
        for (var next = queue.claim(); next.isPresent(); next = queue.claim()) {
            order.add(next.get().shop());
        }
        assertThat(order).containsSubsequence(other.shop().key(), second.key());
        assertThat(queue.othersWait(first)).isFalse();
    }

    private static ValidatableResponse start(TestShop shop) {
        return shop.calls()
                .post("/api/v1/shops/%d/imports".formatted(shop.id()))
                .then();
    }

    @Test
    void one_shop_has_one_import_at_a_time() throws InterruptedException {
        shop.start().statusCode(202);
        shop.start().statusCode(409);
        goOn();
        shop.start().statusCode(202);
        assertThat(api("/api/v1/shops/{shop}/imports").path("items")).hasSize(2);
    }

    @Test
    void who_lost_its_lease_writes_nothing_more() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        var slow = claim();
        var quick = claim();
        run.run(slow, () -> false);
        assertThat(testImports.counted(shop)).isEmpty();
        run.run(quick, () -> false);
        assertThat(shop.latest().state()).as(shop.latest().problem()).isEqualTo("DONE");
    }

    /// Also if it is taken from them meanwhile: variants are written without a note of how far the import has come.
    @Test
    void nobody_goes_on_with_an_import_while_another_one_holds_it() {
        shop.start().statusCode(202);
        var claim = claim();
        QuarkusTransaction.requiringNew().run(() -> {
            imports.hold(claim);
            QuarkusTransaction.requiringNew().run(() -> imports.takeAway(claim));
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(this::claim))
                    .isInstanceOf(NoSuchElementException.class);
        });
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> imports.hold(claim)))
                .isInstanceOf(Imports.LeaseLost.class);
        assertThat(claim().fence()).isGreaterThan(claim.fence());
    }

    @Test
    void another_merchant_can_neither_start_nor_see_it() throws InterruptedException {
        imported();
        var other = TestMerchant.create("Other");
        var path = "/api/v1/shops/%d/imports".formatted(shop.shop().id());
        other.calls().post(path).then().statusCode(404);
        other.calls().get(path).then().statusCode(404);
        other.calls().get(path + "/latest").then().statusCode(404);
        io.restassured.RestAssured.given().post(path).then().statusCode(401);
    }

    @Test
    void locations_of_one_name_become_two_warehouses() throws InterruptedException {
        shop.control("PUT", "/locations", Map.of("id", 5, "name", "Berlin"));
        shop.control("PUT", "/locations", Map.of("id", 6, "name", "Berlin"));
        imported();
        assertThat(activity()).containsOnlyKeys("Berlin", "Berlin (2)");
        imported();
        assertThat(activity()).containsOnlyKeys("Berlin", "Berlin (2)");
    }

    @Test
    void a_warehouse_follows_shopify_only_when_shopify_changes_its_mind() throws InterruptedException {
        shop.control("PUT", "/locations", Map.of("id", 5, "name", "Berlin"));
        shop.control("PUT", "/locations", Map.of("id", 6, "name", "Amazon MCF", "fulfillmentService", true));
        imported();
        assertThat(activity()).isEqualTo(Map.of("Berlin", true, "Amazon MCF", false));

        put(5, "Hauptlager", false);
        put(6, "Amazon MCF", true);
        imported();
        assertThat(activity()).isEqualTo(Map.of("Hauptlager", false, "Amazon MCF", true));

        shop.control("PUT", "/locations", Map.of("id", 6, "name", "Amazon MCF", "active", false));
        imported();
        assertThat(activity()).isEqualTo(Map.of("Hauptlager", false, "Amazon MCF", false));

        put(5, "Hauptlager", true);
        shop.control("PUT", "/locations", Map.of("id", 5, "name", "Berlin", "active", false));
        imported();
        shop.control("PUT", "/locations", Map.of("id", 5, "name", "Berlin", "active", true));
        imported();
        assertThat(activity()).isEqualTo(Map.of("Hauptlager", true, "Amazon MCF", false));
    }

    private void put(long location, String name, boolean active) {
        shop.shop()
                .calls()
                .body(List.of(Map.of("shop", shop.shop().id(), "locationId", location, "name", name, "active", active)))
                .put("/api/v1/warehouses")
                .then()
                .statusCode(204);
    }
}
