package io.stockrule.shopify.reread;

import static io.stockrule.shopify.TestShop.BERLIN;
import static io.stockrule.shopify.TestShop.HAMBURG;
import static io.stockrule.shopify.TestShop.level;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.Logged;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopify.Answer;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.TestShop;
import io.stockrule.stock.KnownVariant;
import io.stockrule.stock.StockFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class RereadTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final long ITEM = 271878346596884015L;
    private static final String T0 = "2026-11-22T10:00:00Z";
    private static final String T1 = "2026-11-22T10:00:01Z";
    private static final String T2 = "2026-11-22T10:00:02Z";

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    StockFacts facts;

    @Inject
    MeterRegistry meters;

    @Inject
    Jdbi database;

    TestShop shop;
    FakeShopify.FakeShop fake;

    @BeforeEach
    void create() {
        var domain = "candles-%d.myshopify.com".formatted(SHOPS.incrementAndGet());
        shop = TestShop.of(TestMerchant.create("Candle Shop"), domain).withWarehouses();
        fake = shopify.shop(domain);
    }

    @Test
    void registering_a_variant_reads_its_stock() {
        fake.level(ITEM, BERLIN, 10, T0).level(ITEM, HAMBURG, -3, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10), active("Hamburg", -3));
        assertThat(fake.grants).hasSize(1);
        assertThat(fake.grants.getFirst().get("grant_type").asText()).isEqualTo("client_credentials");
    }

    /// A retired version is served by another one without a word.
    @Test
    void answers_in_another_version_are_counted() {
        var counted = meters.get("stockrule.shopify.other.version").counter();
        double before = counted.count();
        fake.version = "2026-07";
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        assertThat(counted.count()).isGreaterThan(before);
    }

    @Test
    void an_update_of_a_confirmed_level_counts_at_once_and_asks_nothing() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        shop.update(ITEM, BERLIN, 7, T1);
        assertThat(stock()).containsExactly(active("Berlin", 7));
        assertThat(waiting()).isZero();
    }

    @Test
    void a_tie_is_settled_by_asking() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        fake.level(ITEM, BERLIN, 12, T1);
        shop.update(ITEM, BERLIN, 12, T1);
        shop.update(ITEM, BERLIN, 11, T1);
        awaitStock(active("Berlin", 12));
    }

    @Test
    void a_disconnected_level_comes_back_only_when_shopify_says_so() {
        fake.level(ITEM, BERLIN, 10, T0).level(ITEM, HAMBURG, 5, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10), active("Hamburg", 5));
        fake.remove(ITEM, HAMBURG);
        disconnect(HAMBURG);
        shop.update(ITEM, HAMBURG, 8, T2);
        awaitStock(active("Berlin", 10), inactive("Hamburg", 8));
        fake.level(ITEM, HAMBURG, 9, T2);
        shop.send("inventory_levels/connect", level(ITEM, HAMBURG, 9, T2)).statusCode(204);
        awaitStock(active("Berlin", 10), active("Hamburg", 9));
    }

    @Test
    void a_report_during_the_re_read_makes_it_asked_again() {
        fake.level(ITEM, BERLIN, 10, T0).level(ITEM, HAMBURG, 5, T0);
        fake.meanwhile = () -> {
            fake.remove(ITEM, HAMBURG);
            disconnect(HAMBURG);
        };
        shop.withItems(ITEM);
        await().untilAsserted(() -> assertThat(stock()).first().isEqualTo(active("Berlin", 10)));
        assertThat(stock()).allMatch(it -> it.warehouse().equals("Berlin") || !it.active());
        assertThat(fake.queries.size()).isGreaterThan(1);
    }

    @Test
    void an_answer_older_than_a_report_is_not_believed() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.update(ITEM, BERLIN, 4, T2);
        shop.withItems(ITEM);
        await().until(() -> fake.queries.size() > 1);
        assertThat(stock()).containsExactly(inactive("Berlin", 4));
        fake.level(ITEM, BERLIN, 4, T2);
        awaitStock(active("Berlin", 4));
    }

    @Test
    void an_item_that_shopify_does_not_count_has_unknown_stock() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        fake.untracked(ITEM);
        shop.update(ITEM, BERLIN, null, T1);
        await().untilAsserted(() -> assertThat(facts().tracked()).isFalse());
        assertThat(stock()).containsExactly(new WarehouseStock("Berlin", OptionalLong.empty(), true));
    }

    @Test
    void an_item_that_shopify_deleted_has_no_stock() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM, 99);
        awaitStock(active("Berlin", 10));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(Objects.requireNonNull(facts.load(List.of(shop.variant(99))).get(shop.variant(99)))
                        .facts()
                        .stock())
                .isEmpty();
    }

    @Test
    void items_with_many_locations_are_read_page_by_page() {
        LongStream.rangeClosed(1, 120).forEach(location -> fake.level(ITEM, location, 1, T0));
        shop.withItems(ITEM);
        await().untilAsserted(() -> assertThat(confirmed()).isEqualTo(120));
    }

    @Test
    void more_items_than_a_request_takes_are_read_in_turn() {
        var items = LongStream.rangeClosed(1, 100).toArray();
        LongStream.of(items).forEach(item -> fake.level(item, BERLIN, 1, T0));
        shop.withItems(items);
        await().untilAsserted(() -> assertThat(confirmed()).isEqualTo(100));
        assertThat(fake.queries).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void stock_of_items_that_nobody_sells_is_not_asked_for() {
        shop.update(ITEM, BERLIN, 4, T0);
        assertThat(waiting()).isZero();
        fake.level(ITEM, BERLIN, 4, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 4));
    }

    @Test
    void a_throttled_request_is_sent_again() {
        fake.next.add(new Answer(200, """
                {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{
                "requestedQueryCost":20,"actualQueryCost":null,"throttleStatus":{
                "maximumAvailable":2000.0,"currentlyAvailable":10,"restoreRate":100.0}}}}"""));
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            500 | oops
            504 | oops
            429 | {}
            302 | {}
            200 | no JSON
            200 | {"data":null}
            200 | {"data":{"nodes":[]}}
            200 | {"data":{"nodes":[{"__typename":"Product"}]}}
            200 | {"data":{"nodes":[null]},"errors":[{"message":"Internal error"}]}
            200 | {"data":{"nodes":[{"id":"gid://shopify/InventoryItem/271878346596884015","tracked":true,"inventoryLevels":{"nodes":[{"isActive":true,"updatedAt":"2026-11-22T10:00:00Z","location":{"id":"gid://shopify/Location/24826418"},"quantities":[{"name":"available","quantity":"3"}]}],"pageInfo":{"hasNextPage":false}}}]}}
            """)
    void a_failed_re_read_changes_nothing_and_is_tried_again(int status, String body) {
        fake.level(ITEM, BERLIN, 10, T0);
        fake.next.add(new Answer(status, body));
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        assertThat(fake.queries).hasSize(2);
    }

    @Test
    void an_expired_token_is_replaced() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        fake.token = "token-2";
        fake.level(ITEM, BERLIN, 8, T1);
        disconnect(HAMBURG);
        awaitStock(active("Berlin", 8), new WarehouseStock("Hamburg", OptionalLong.empty(), false));
        assertThat(fake.grants).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            402 | frozen     | {}
            403 | permission | {}
            404 | not exist  | {}
            423 | locked     | {}
            430 | attack     | {}
            200 | permission | {"data":null,"errors":[{"message":"Access denied for inventoryLevels field.","extensions":{"code":"ACCESS_DENIED"}}]}
            """)
    void a_refused_shop_is_left_alone_until_its_merchant_acts(int status, String reason, String body) {
        fake.level(ITEM, BERLIN, 10, T0);
        fake.next.add(new Answer(status, body));
        shop.withItems(ITEM);
        var address = "/api/v1/shops/" + shop.id();
        await().untilAsserted(() -> shop.calls().get(address).then().body("suspendedReason", containsString(reason)));
        assertThat(stock()).isEmpty();
        shop.calls().post(address + "/actions/resume").then().statusCode(200).body("suspendedReason", nullValue());
        awaitStock(active("Berlin", 10));
    }

    @Test
    void a_token_that_no_header_can_carry_is_told_without_its_text() {
        fake.token = "shp\\u0007at_nobodys";
        fake.level(ITEM, BERLIN, 10, T0);
        try (var logged = new Logged()) {
            shop.withItems(ITEM);
            await().untilAsserted(() -> assertThat(doubt()).contains("no usable access token"));
            assertThat(logged.records()).noneMatch(line -> line.contains("at_nobodys"));
        }
    }

    private String doubt() {
        return database.withHandle(
                handle -> handle.select("select coalesce(reason, '') from inventory_item where shop_id = ?", shop.id())
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void a_permanent_token_that_is_refused_suspends_the_shop() {
        shop.calls()
                .body(Map.of("accessToken", "shpat_wrong"))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200);
        shop.withItems(ITEM);
        await().untilAsserted(() -> shop.calls()
                .get("/api/v1/shops/" + shop.id())
                .then()
                .body("suspendedReason", equalTo("Shopify refuses the access token (status 401)")));
        fake.level(ITEM, BERLIN, 10, T0);
        shop.calls()
                .body(Map.of("accessToken", fake.token))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200)
                .body("suspendedUntil", nullValue());
        awaitStock(active("Berlin", 10));
    }

    @Test
    void a_shop_whose_secrets_cannot_be_read_says_so_and_is_read_when_they_are_entered_anew() {
        database.useHandle(
                handle -> handle.execute("update shop set client_secret = 'spoilt' where shop_id = ?", shop.id()));
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        await().untilAsserted(() -> shop.calls()
                .get("/api/v1/shops/" + shop.id())
                .then()
                .body("suspendedReason", containsString("enter them anew")));
        assertThat(fake.queries).isEmpty();
        shop.calls()
                .body(Map.of("clientSecret", TestShop.SECRET))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200)
                .body("suspendedReason", nullValue());
        awaitStock(active("Berlin", 10));
    }

    @Test
    void a_body_that_cannot_be_read_has_its_item_read_again() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        fake.level(ITEM, BERLIN, 6, T1);
        shop.send("inventory_levels/update", level(ITEM, BERLIN, "\"6\"", T1)).statusCode(204);
        awaitStock(active("Berlin", 6));
    }

    @Test
    void what_is_held_is_unknown_after_a_report_until_shopify_is_asked() {
        fake.level(ITEM, BERLIN, 10, T0).held(ITEM, BERLIN, 14, 4, 20);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        assertThat(withHoldings().facts().stock()).containsExactly(holding(10, 14, 4, 20));
        assertThat(withHoldings().unheld()).isEmpty();
        shop.update(ITEM, BERLIN, 9, T1);
        assertThat(withHoldings().facts().stock()).containsExactly(active("Berlin", 9));
        assertThat(waiting()).as("nobody asks for whom it does not matter").isZero();
        fake.level(ITEM, BERLIN, 9, T1).held(ITEM, BERLIN, 14, 5, 20);
        facts.askForHoldings(withHoldings().unheld());
        await().untilAsserted(() -> assertThat(withHoldings().facts().stock()).containsExactly(holding(9, 14, 5, 20)));
        assertThat(waiting()).isZero();
    }

    @Test
    void an_answer_that_is_older_than_what_is_available_has_what_is_held_asked_again() {
        fake.level(ITEM, BERLIN, 10, T0);
        shop.withItems(ITEM);
        awaitStock(active("Berlin", 10));
        shop.update(ITEM, BERLIN, 9, T1);
        int before = fake.queries.size();
        facts.askForHoldings(withHoldings().unheld());
        facts.askForHoldings(withHoldings().unheld());
        await().untilAsserted(() -> assertThat(fake.queries.size()).isGreaterThan(before));
        assertThat(waiting()).isOne();
        fake.level(ITEM, BERLIN, 9, T1).held(ITEM, BERLIN, 14, 5, 20);
        await().untilAsserted(() -> assertThat(withHoldings().facts().stock()).containsExactly(holding(9, 14, 5, 20)));
    }

    private KnownVariant withHoldings() {
        return Objects.requireNonNull(
                facts.loadWithHoldings(List.of(shop.variant(ITEM))).get(shop.variant(ITEM)));
    }

    private static WarehouseStock holding(long available, long onHand, long committed, long incoming) {
        return new WarehouseStock(
                "Berlin",
                OptionalLong.of(available),
                true,
                OptionalLong.of(onHand),
                OptionalLong.of(committed),
                OptionalLong.of(incoming));
    }

    private void disconnect(long location) {
        shop.send("inventory_levels/disconnect", """
                {"inventory_item_id":%d,"location_id":%d}""".formatted(ITEM, location)).statusCode(204);
    }

    private void awaitStock(WarehouseStock... expected) {
        await().untilAsserted(() -> assertThat(stock()).containsExactly(expected));
    }

    private static WarehouseStock active(String name, long available) {
        return new WarehouseStock(name, OptionalLong.of(available), true);
    }

    private static WarehouseStock inactive(String name, long available) {
        return new WarehouseStock(name, OptionalLong.of(available), false);
    }

    private List<WarehouseStock> stock() {
        return facts().stock();
    }

    private VariantFacts facts() {
        return Objects.requireNonNull(facts.load(List.of(shop.variant(ITEM))).get(shop.variant(ITEM)))
                .facts();
    }

    private int confirmed() {
        return count("select count(*) from stock_level where merchant_id = ? and state = 'CONFIRMED'");
    }

    private int waiting() {
        return count("select count(*) from inventory_item where merchant_id = ? and due_at is not null");
    }

    private int count(String sql) {
        return database.withHandle(handle ->
                handle.select(sql, shop.merchant().id()).mapTo(Integer.class).one());
    }
}
