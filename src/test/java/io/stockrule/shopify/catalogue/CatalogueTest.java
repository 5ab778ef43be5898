package io.stockrule.shopify.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.sync.Fanning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changes of what a simulated shop sells, told by its webhooks.
@QuarkusTest
class CatalogueTest extends CatalogueScene {
    /// Whatever the size of the shop: a webhook tells all of it.
    @Test
    void a_level_of_which_a_webhook_tells_costs_no_question() {
        int before = shop.wire().queries.size();
        shop.control(
                "POST",
                "/levels",
                List.of(Map.of(
                        "sku",
                        "SOAP",
                        "warehouse",
                        "Berlin",
                        "available",
                        3,
                        "updatedAt",
                        Instant.now().plusSeconds(5).toString())));
        awaitWebhooks();
        decide();
        assertThat(decided()).contains("821 lists 8");
        assertThat(shop.wire().queries.size() - before).isZero();
    }

    /// Its data is the answer to a query of the app's own, at no one moment: only the ids in it are used.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Product   | {"product":{"id":"gid://shopify/Product/82","variants":[{"sku":"WRONG"}]}}
            Inventory | {"inventoryItem":{"id":"gid://shopify/InventoryItem/1821","sku":"WRONG"}}
            Level     | {"level":{"id":"gid://shopify/InventoryLevel/9?inventory_item_id=1821","available":99}}
            """)
    void an_event_is_a_hint_to_ask(String topic, String data) throws InterruptedException {
        shop.control("PUT", "", Map.of("webhookAddress", "http://127.0.0.1:1/lost"));
        change(SOAP, "{\"title\":\"Better soap\"}");
        told(topic, """
                {"topic":"%s","action":"update","handle":"stock","fields_changed":["x"],"query_variables":{},
                 "data":%s}""".formatted(topic, data));
        turn.run(claim(), () -> false);
        decide();
        assertThat(fact(821, "title")).startsWith("Better soap");
        assertThat(decided()).contains("821 lists 12");
    }

    @Test
    void an_event_that_names_nothing_is_put_aside_without_what_it_says() {
        told("Order", """
                {"topic":"Order","action":"create","fields_changed":[],"data":{"order":{"id":"gid://shopify/Order/1"}}}""");
        assertThat(fact("select reason || coalesce(body::text, '') from parked_webhook where shop_id = %d"))
                .startsWith("an Event that names no product")
                .doesNotContain("Order/1");
    }

    @Test
    void a_deleted_product_stops_its_listings() throws InterruptedException {
        shop.control("DELETE", "/products/" + CANDLE, "");
        answer();
        assertThat(decided()).containsExactly("811 stops 0", "812 stops 0", "821 lists 12");
        assertThat(sentences(811)).containsExactly("the shop no longer has this variant");
    }

    @Test
    void a_deleted_variant_stops_its_own_listing() throws InterruptedException {
        shop.control("DELETE", "/variants/812", "");
        answer();
        assertThat(decided()).containsExactly("811 lists 12", "812 stops 0", "821 lists 12");
    }

    @Test
    void what_has_gone_keeps_its_sku_and_title_and_cannot_be_listed_anew() throws InterruptedException {
        shop.control("DELETE", "/products/" + SOAP, "");
        answer();
        seller.calls()
                .get("/api/v1/listings?q=soap")
                .then()
                .statusCode(200)
                .body("items[0].sku", equalTo("SOAP"))
                .body("items[0].title", equalTo("Soap - SOAP"));
        var other = seller.list("Candles");
        assertThat(seller.add(other, Map.of("shop", seller.shop(), "sku", "SOAP"))
                        .getString("results[0].problem"))
                .isNotNull();
    }

    @Test
    void a_merchant_may_keep_what_amazon_shows_of_what_has_gone() throws InterruptedException {
        shop.control("DELETE", "/products/" + SOAP, "");
        answer();
        seller.calls()
                .body(Map.of("goneVariants", "HOLD"))
                .patch("/api/v1/merchant")
                .then()
                .statusCode(200)
                .body("goneVariants", equalTo("HOLD"));
        Fanning.finish();
        decide();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 holds null");
    }

    /// The shop makes a product active again by restoring it from a file, say.
    @Test
    void what_comes_back_is_offered_again() throws InterruptedException {
        shop.control("DELETE", "/products/" + SOAP, "");
        answer();
        shop.control("POST", "/products", List.of(variant(SOAP, 821, "SOAP", "Soap")));
        answer();
        await().until(() -> stocked(1_821) == 2);
        decide();
        assertThat(decided()).contains("821 lists 12");
    }

    /// Nobody told of it: the reading of the whole shop asks about what it does not come across.
    @Test
    void what_has_gone_without_a_word_is_found_by_the_reading_of_the_shop() throws InterruptedException {
        shop.control("PUT", "", Map.of("webhookAddress", ""));
        shop.control("DELETE", "/products/" + SOAP, "");
        imports.read(shop);
        decide();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tags        | ["recall"]        | when tag is "recall" then stop
            vendor      | "Casa"            | when vendor is "Casa" then stop
            productType | "Fireworks"       | when product type is "Fireworks" then stop
            title       | "Torch"           | when title contains "Torch" then stop
            collections | ["Not on Amazon"] | when collection is "Not on Amazon" then stop
            """)
    void a_product_that_is_changed_is_decided_by_what_it_is_now(String part, String value, String exception)
            throws Exception {
        profile(exception);
        Fanning.finish();
        decide();
        assertThat(decided()).contains("821 lists 12");
        change(SOAP, "{\"%s\":%s}".formatted(part, value));
        answer();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
    }

    @ParameterizedTest
    @CsvSource({"DRAFT", "ARCHIVED", "UNLISTED"})
    void the_status_of_a_product_is_a_fact(String status) throws InterruptedException {
        change(SOAP, "{\"status\":\"%s\"}".formatted(status));
        answer();
        assertThat(fact(821, "productStatus")).isEqualTo(status);
    }

    @Test
    void another_sku_and_barcode_are_known() throws InterruptedException {
        shop.control("PATCH", "/variants/821", Map.of("sku", "SOAP-2", "barcode", "4012345678901"));
        answer();
        assertThat(fact(821, "sku")).isEqualTo("SOAP-2");
        assertThat(fact(821, "barcode")).isEqualTo("4012345678901");
    }

    @Test
    void an_item_that_is_counted_no_more_is_held_and_when_it_is_counted_again_is_listed() {
        shop.control("PATCH", "/variants/821", Map.of("tracked", false));
        await().untilAsserted(() -> {
            decide();
            assertThat(decided()).contains("821 holds null");
        });
        shop.control("PATCH", "/variants/821", Map.of("tracked", true));
        await().untilAsserted(() -> {
            decide();
            assertThat(decided()).contains("821 lists 12");
        });
    }

    @Test
    void a_new_product_is_known_and_its_stock_is_asked_for() throws InterruptedException {
        shop.control("POST", "/products", List.of(variant(83, 831, "WAX", "Wax")));
        answer();
        assertThat(fact("select sku from variant where shop_id = %d and variant_id = 831"))
                .isEqualTo("WAX");
        await().until(() -> stocked(1_831) == 2);
    }

    @Test
    void a_product_of_many_variants_is_read_to_its_last() throws InterruptedException {
        shop.control(
                "POST",
                "/products",
                IntStream.range(0, 620)
                        .mapToObj(i -> variant(84, 8_400 + i, "MANY-" + i, "Many"))
                        .toList());
        answer();
        assertThat(count("select count(*) from variant where shop_id = %d and product_id = 84"))
                .isEqualTo(620);
    }

    @Test
    void a_location_that_is_closed_counts_no_more_and_when_it_is_opened_counts_again() throws InterruptedException {
        location("Roma", Map.of("active", false));
        answer();
        assertThat(decided()).contains("821 lists 7");
        location("Roma", Map.of("active", true));
        answer();
        assertThat(decided()).contains("821 lists 12");
    }

    @Test
    void a_location_that_sells_over_the_counter_only_counts_when_the_merchant_says_so() throws InterruptedException {
        location("Roma", Map.of("fulfillsOnlineOrders", false));
        answer();
        assertThat(decided()).contains("821 lists 7");
        var roma = warehouse("Roma");
        seller.calls()
                .body(List.of(Map.of(
                        "shop",
                        seller.shop(),
                        "locationId",
                        roma.path("locationId").asLong(),
                        "name",
                        "Roma")))
                .put("/api/v1/warehouses")
                .then()
                .statusCode(204);
        location("Roma", Map.of("name", "Roma Centro"));
        answer();
        assertThat(decided()).as("its own choice stays").contains("821 lists 12");
    }

    @Test
    void a_location_that_is_renamed_keeps_the_name_that_profiles_use() throws InterruptedException {
        location("Roma", Map.of("name", "Roma Centro"));
        answer();
        assertThat(warehouse("Roma").path("locationName").asText()).isEqualTo("Roma Centro");
        assertThat(decided()).contains("821 lists 12");
    }

    @Test
    void a_location_that_is_deleted_counts_no_more() throws InterruptedException {
        shop.control("DELETE", "/locations/" + locationId("Roma"), "");
        answer();
        assertThat(decided()).contains("821 lists 7");
    }

    @Test
    void a_new_location_is_a_warehouse() throws InterruptedException {
        location("Lyon", Map.of());
        answer();
        assertThat(warehouse("Lyon").path("active").asBoolean()).isTrue();
    }

    /// Shopify tells of a product with every order.
    @Test
    void what_is_told_again_and_says_nothing_new_is_not_asked_about() throws InterruptedException {
        change(SOAP, "{\"title\":\"Soap\"}");
        answer();
        change(SOAP, "{\"title\":\"Soap\"}");
        awaitWebhooks();
        assertThat(inDoubt()).isZero();
        change(SOAP, "{\"title\":\"Fine Soap\"}");
        awaitWebhooks();
        assertThat(inDoubt()).isEqualTo(1);
    }

    @Test
    void what_is_told_while_shopify_answers_stays_in_doubt() throws InterruptedException {
        change(SOAP, "{\"title\":\"Fine Soap\"}");
        awaitDoubt();
        shop.wire().meanwhile = () -> told("products/delete", "{\"id\":%d}".formatted(SOAP));
        turn.run(claim(), stopsAfter(1));
        assertThat(inDoubt()).isEqualTo(1);
        assertThat(fact("select title from variant where shop_id = %d and variant_id = 821"))
                .isEqualTo("Soap - SOAP");
        turn.run(claim(), () -> false);
        assertThat(fact("select title from variant where shop_id = %d and variant_id = 821"))
                .isEqualTo("Fine Soap - SOAP");
    }

    /// The page of the reading is older than the answer about the product.
    @Test
    void a_reading_of_the_shop_does_not_undo_what_was_told_and_answered_meanwhile() throws InterruptedException {
        whileAnswering(4, () -> change(SOAP, "{\"vendor\":\"Casa\"}"));
        imports.read(shop);
        assertThat(fact("select vendor from variant where shop_id = %d and variant_id = 821"))
                .isEqualTo("Casa");
    }

    @Test
    void a_reading_of_the_shop_does_not_open_a_location_that_was_closed_meanwhile() throws InterruptedException {
        whileAnswering(3, () -> location("Roma", Map.of("active", false)));
        imports.read(shop);
        Fanning.finish();
        decide();
        assertThat(decided()).contains("821 lists 7");
    }

    /// A location that the merchant made known before is followed from the first reading on.
    @Test
    void a_reading_just_after_something_was_told_of_the_locations_has_them_asked_about_once_more()
            throws InterruptedException {
        location("Roma", Map.of("active", false));
        answer();
        imports.read(shop);
        assertThat(inDoubt()).isPositive();
    }

    /// A reading asks for the grant, the count, the locations, and then for variants.
    ///
    /// @param question while Shopify's answer to which something changes, is told, and answered
    private void whileAnswering(int question, Runnable change) {
        shop.wire().meanwhile = question > 1
                ? () -> whileAnswering(question - 1, change)
                : () -> {
                    change.run();
                    awaitDoubt();
                    awaitWebhooks();
                    try {
                        turn.run(claim(), () -> false);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
    }

    @Test
    void events_have_headers_of_their_own_and_the_same_signature() {
        var body = "{\"id\":%d}".formatted(SOAP);
        var headers = Map.of(
                "Shopify-Topic",
                "products/delete",
                "Shopify-Shop-Domain",
                shop.shop().domain(),
                "Shopify-Webhook-Id",
                "1",
                "Shopify-Hmac-Sha256",
                TestShop.sign(TestShop.SECRET, body));
        given().contentType("application/json")
                .headers(headers)
                .body(body)
                .post(shop.shop().webhookPath())
                .then()
                .statusCode(204);
        assertThat(inDoubt()).isEqualTo(1);
    }

    @Test
    void a_failure_leaves_all_in_doubt_and_is_told() throws InterruptedException {
        change(SOAP, "{\"title\":\"Fine Soap\"}");
        awaitDoubt();
        shop.wire().next.add(new FakeShopify.Answer(500, "{}"));
        turn.run(claim(), () -> false);
        assertThat(progress().path("problem").asText()).contains("500");
        assertThat(progress().path("inDoubt").asInt()).isEqualTo(1);
        assertThat(isClaimable()).as("not at once again").isFalse();
        waitNoLonger();
        answer();
        assertThat(progress().has("problem")).isFalse();
        assertThat(progress().path("inDoubt").asInt()).isZero();
    }

    @Test
    void a_shop_that_shopify_refuses_is_suspended_and_nothing_is_stopped() throws InterruptedException {
        shop.control("DELETE", "/products/" + SOAP, "");
        awaitDoubt();
        shop.wire().next.add(new FakeShopify.Answer(402, "{}"));
        turn.run(claim(), () -> false);
        decide();
        assertThat(decided()).doesNotContain("821 stops 0");
        assertThat(isClaimable()).isFalse();
        assertThat(progress().path("problem").asText()).contains("402");
    }

    @Test
    void whoever_was_overtaken_brings_nothing_in() throws InterruptedException {
        shop.control("DELETE", "/products/" + SOAP, "");
        awaitDoubt();
        var slow = claim();
        waitNoLonger();
        claim();
        turn.run(slow, () -> false);
        assertThat(inDoubt()).isEqualTo(1);
        assertThat(fact("select (gone_at is null)::text from variant where shop_id = %d and variant_id = 821"))
                .isEqualTo("true");
    }

    @Test
    void how_much_is_in_doubt_is_a_metric() {
        told("products/delete", "{\"id\":%d}".formatted(SOAP));
        await().until(() -> TestMerchant.asOperator()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("stockrule_products_doubtful_waiting"))
                .anyMatch(line -> !line.endsWith(" 0.0")));
    }

    @Test
    void others_see_nothing_of_it() {
        var other = SimulatedShop.create(shopify);
        other.shop()
                .calls()
                .get("/api/v1/shops/%d/catalogue".formatted(seller.shop()))
                .then()
                .statusCode(404);
        other.shop()
                .calls()
                .get("/api/v1/shops/%d/catalogue".formatted(other.shop().id()))
                .then()
                .statusCode(200)
                .body("inDoubt", equalTo(0))
                .body("$", not(hasKey("oldestSince")));
    }
}
