package io.stockrule.shopify.webhook;

import static io.restassured.RestAssured.given;
import static io.stockrule.shopify.TestShop.BERLIN;
import static io.stockrule.shopify.TestShop.level;
import static io.stockrule.shopify.TestShop.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.SharedData;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhookTest {
    private static final long ITEM = 271878346596884015L;
    private static final int LIMIT = 1024 * 1024;
    private static final String TIME = "2021-12-31T19:00:00-05:00";

    @Inject
    Jdbi database;

    TestShop shop;

    @BeforeEach
    void create() {
        shop = TestShop.create();
    }

    @Test
    void a_signed_level_is_in_the_ledger_when_it_is_answered() {
        shop.send("inventory_levels/update", level(ITEM, BERLIN, 10, TIME)).statusCode(204);
        assertThat(levels()).containsExactly(ITEM + " at 24826418: 10 on 2022-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "connect"})
    void the_official_samples_of_levels_are_taken_to_the_last_digit(String topic) {
        var sample = SharedData.text("shopify/webhooks/payloads-exact-ids/inventory_levels__%s.json".formatted(topic));
        shop.send("inventory_levels/" + topic, sample).statusCode(204);
        assertThat(levels()).containsExactly(ITEM + " at 24826418: 10 on 2022-01-01T00:00:00Z");
    }

    @Test
    void the_official_sample_of_a_disconnect_is_taken() {
        shop.send(
                        "inventory_levels/disconnect",
                        SharedData.text("shopify/webhooks/payloads/inventory_levels__disconnect.json"))
                .statusCode(204);
        assertThat(levels()).containsExactly("271878346596884000 at 24826418: null on null");
    }

    @Test
    void official_samples_of_every_other_topic_are_taken_or_kept() throws IOException {
        var topics = new ObjectMapper()
                .readTree(SharedData.text("shopify/webhooks/topics.json"))
                .get("topics");
        int others = 0;
        for (var topic : topics) {
            var name = topic.get("topic").asText();
            if (!name.startsWith("inventory_levels/")) {
                others++;
                var payload = SharedData.text(
                        "shopify/webhooks/" + topic.get("payload").asText());
                shop.send(name, payload).statusCode(204);
            }
        }
        assertThat(others).isEqualTo(20);
        assertThat(doubts()).containsExactly("LOCATIONS 6", "PRODUCT 2");
        assertThat(itemsAskedFor()).isPositive();
        assertThat(reasons()).hasSize(5).containsOnly("topic not used", "shop_domain is that of another shop");
    }

    @Test
    void the_signatures_of_the_vectors_are_accepted() throws IOException {
        var cases = new ObjectMapper()
                .readTree(SharedData.text("shopify/hmac-vectors.json"))
                .at("/webhook/cases");
        for (var vector : cases) {
            var delivery = given().header("X-Shopify-Topic", "inventory_levels/update")
                    .header("X-Shopify-Shop-Domain", shop.domain())
                    .header("X-Shopify-Hmac-Sha256", vector.get("hmac").asText())
                    .body(vector.get("body").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            shop.post(delivery).then().statusCode(204);
        }
        assertThat(cases).hasSize(4);
        assertThat(levels())
                .containsExactly(
                        ITEM + " at 24826418: 10 on 2022-01-01T00:00:00Z",
                        ITEM + " at 53716844710: null on 2020-09-03T12:44:10Z");
        assertThat(reasons()).containsExactlyInAnyOrder("not valid JSON", "inventory_item_id is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            REASON                                        | BODY
            available is not a whole number               | {'inventory_item_id':1,'location_id':2,'available':'7','updated_at':'2026-01-01T00:00:00Z'}
            available is not a whole number               | {'inventory_item_id':1,'location_id':2,'available':7.5,'updated_at':'2026-01-01T00:00:00Z'}
            available is not a whole number               | {'inventory_item_id':1,'location_id':2,'available':7.0,'updated_at':'2026-01-01T00:00:00Z'}
            available is not a whole number               | {'inventory_item_id':1,'location_id':2,'available':true,'updated_at':'2026-01-01T00:00:00Z'}
            available is outside 64 bits                  | {'inventory_item_id':1,'location_id':2,'available':9223372036854775808,'updated_at':'2026-01-01T00:00:00Z'}
            available is missing                          | {'inventory_item_id':1,'location_id':2,'updated_at':'2026-01-01T00:00:00Z'}
            inventory_item_id is not a whole number       | {'inventory_item_id':'1','location_id':2,'available':7,'updated_at':'2026-01-01T00:00:00Z'}
            inventory_item_id is not a whole number       | {'inventory_item_id':null,'location_id':2,'available':7,'updated_at':'2026-01-01T00:00:00Z'}
            inventory_item_id is outside 64 bits          | {'inventory_item_id':-9223372036854775809,'location_id':2,'available':7,'updated_at':'2026-01-01T00:00:00Z'}
            location_id is not an id                      | {'inventory_item_id':1,'location_id':-2,'available':7,'updated_at':'2026-01-01T00:00:00Z'}
            location_id is missing                        | {'inventory_item_id':1,'available':7,'updated_at':'2026-01-01T00:00:00Z'}
            updated_at is missing                         | {'inventory_item_id':1,'location_id':2,'available':7}
            updated_at is not a time                      | {'inventory_item_id':1,'location_id':2,'available':7,'updated_at':1767225600}
            updated_at is not a time                      | {'inventory_item_id':1,'location_id':2,'available':7,'updated_at':'2026-02-30T00:00:00Z'}
            updated_at is out of range                    | {'inventory_item_id':1,'location_id':2,'available':7,'updated_at':'+999999-01-01T00:00:00Z'}
            not valid JSON                                | {'inventory_item_id':1,'location_id':2,'available':7,
            not valid JSON                                | {'inventory_item_id':1,'inventory_item_id':2,'location_id':2,'available':7,'updated_at':'2026-01-01T00:00:00Z'}
            not valid JSON                                | {'inventory_item_id':1,'location_id':2,'available':7,'updated_at':'2026-01-01T00:00:00Z'} more
            not a JSON object                             | [1]
            not a JSON object                             | ''
            """)
    void a_signed_body_that_cannot_be_read_is_kept_with_the_reason(String reason, String body) {
        shop.send("inventory_levels/update", body.replace('\'', '"')).statusCode(204);
        assertThat(reasons()).containsExactly(reason);
        assertThat(levels()).isEmpty();
    }

    @Test
    void an_empty_body_is_kept_too() {
        shop.send("inventory_levels/update", "").statusCode(204);
        assertThat(reasons()).containsExactly("not a JSON object");
    }

    @Test
    void a_level_under_the_topic_of_a_disconnect_is_parked() {
        shop.send("inventory_levels/disconnect", level(ITEM, BERLIN, 10, TIME)).statusCode(204);
        assertThat(reasons()).containsExactly("a level with a number does not fit the topic");
        assertThat(levels()).isEmpty();
    }

    @Test
    void a_parked_body_can_be_read_again_to_the_byte() {
        shop.send("inventory_levels/update", "{\"title\":\"Café ☕\"}").statusCode(204);
        var list = shop.calls().get("/api/v1/shops/%d/parked-webhooks".formatted(shop.id()));
        list.then()
                .body("items", hasSize(1))
                .body("items[0].topic", equalTo("inventory_levels/update"))
                .body("items[0].reason", equalTo("inventory_item_id is missing"));
        var body = shop.calls()
                .get("/api/v1/shops/%d/parked-webhooks/%d/body"
                        .formatted(shop.id(), list.jsonPath().getLong("items[0].id")));
        assertThat(new String(body.asByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"title\":\"Café ☕\"}");
    }

    @Test
    void one_body_under_many_delivery_ids_is_kept_once_and_counted() {
        for (int i = 0; i < 3; i++) {
            shop.post(withId("delivery-" + i, "inventory_levels/update", "{}"))
                    .then()
                    .statusCode(204);
        }
        shop.calls()
                .get("/api/v1/shops/%d/parked-webhooks".formatted(shop.id()))
                .then()
                .body("items", hasSize(1))
                .body("items[0].deliveryId", equalTo("delivery-0"))
                .body("items[0].times", equalTo(3))
                .body("items[0].bytes", equalTo(2));
    }

    @Test
    void a_topic_that_is_not_used_keeps_one_row_and_no_body() {
        shop.send("orders/create", "{\"title\":\"Candle\"}").statusCode(204);
        shop.send("orders/create", "{\"title\":\"Lamp\"}").statusCode(204);
        var list = shop.calls().get("/api/v1/shops/%d/parked-webhooks".formatted(shop.id()));
        list.then().body("items", hasSize(1)).body("items[0].times", equalTo(2)).body("items[0].bytes", equalTo(0));
        shop.calls()
                .get("/api/v1/shops/%d/parked-webhooks/%d/body"
                        .formatted(shop.id(), list.jsonPath().getLong("items[0].id")))
                .then()
                .statusCode(404);
    }

    @Test
    void parked_webhooks_of_another_merchant_are_not_found() {
        shop.send("products/update", "{}").statusCode(204);
        var stranger = TestShop.create();
        stranger.calls()
                .get("/api/v1/shops/%d/parked-webhooks".formatted(shop.id()))
                .then()
                .statusCode(404);
    }

    @Test
    void a_forged_body_is_refused() {
        var body = level(ITEM, BERLIN, 10, TIME);
        var delivery = shop.delivery("inventory_levels/update", body).body(body.replace("10", "99"));
        shop.post(delivery).then().statusCode(401);
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA", "6ufKn53YDwFjg+2HbePaB4Yy4MIOwKA30/gtUW5JHTE="})
    void a_wrong_signature_is_refused(String signature) {
        var body = level(ITEM, BERLIN, 10, TIME);
        shop.post(given().header("X-Shopify-Topic", "inventory_levels/update")
                        .header("X-Shopify-Shop-Domain", shop.domain())
                        .header("X-Shopify-Hmac-Sha256", signature)
                        .body(body))
                .then()
                .statusCode(401);
        assertNothingStored();
    }

    @Test
    void an_unsigned_body_is_refused() {
        shop.post(given().header("X-Shopify-Topic", "inventory_levels/update")
                        .header("X-Shopify-Shop-Domain", shop.domain())
                        .body(level(ITEM, BERLIN, 10, TIME)))
                .then()
                .statusCode(401);
        assertNothingStored();
    }

    @Test
    void an_unknown_address_is_not_found() {
        shop.delivery("inventory_levels/update", level(ITEM, BERLIN, 10, TIME))
                .post(Shop.WEBHOOKS + "unknown")
                .then()
                .statusCode(404);
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 1_900_000, 3_000_000})
    void a_body_over_the_limit_is_refused(int size) {
        shop.send("inventory_levels/update", " ".repeat(size)).statusCode(413);
        assertNothingStored();
    }

    @Test
    void a_body_at_the_limit_is_kept() {
        shop.send("orders/create", " ".repeat(LIMIT)).statusCode(204);
        assertThat(reasons()).containsExactly("topic not used");
    }

    private io.restassured.specification.RequestSpecification levelNaming(String domain) {
        var body = level(ITEM, BERLIN, 10, TIME);
        return given().header("X-Shopify-Topic", "inventory_levels/update")
                .header("X-Shopify-Shop-Domain", domain)
                .header("X-Shopify-Hmac-Sha256", sign(TestShop.SECRET, body))
                .body(body);
    }

    @Test
    void what_comes_under_another_name_is_taken_and_the_name_is_shown() {
        shop.shown().body("$", not(hasKey("toldDomain")));
        shop.post(levelNaming("New-Candles.myshopify.com")).then().statusCode(204);
        assertThat(levels()).containsExactly(ITEM + " at 24826418: 10 on 2022-01-01T00:00:00Z");
        shop.shown().body("domain", equalTo(shop.domain())).body("toldDomain", equalTo("new-candles.myshopify.com"));
        shop.post(levelNaming(shop.domain())).then().statusCode(204);
        shop.shown().body("toldDomain", equalTo("new-candles.myshopify.com"));
        shop.change(Map.of("domain", "new-candles.myshopify.com")).statusCode(200);
        shop.shown().body("domain", equalTo("new-candles.myshopify.com")).body("$", not(hasKey("toldDomain")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new-candles.example.com", "new-candles.myshopify.com.evil.com", "x y.myshopify.com"})
    void what_names_no_shop_is_refused(String domain) {
        shop.post(levelNaming(domain)).then().statusCode(401);
        assertNothingStored();
        shop.shown().body("$", not(hasKey("toldDomain")));
    }

    @Test
    void what_is_another_shops_of_the_merchant_is_refused() {
        TestShop.of(shop.merchant(), "yoga.myshopify.com");
        shop.post(levelNaming("yoga.myshopify.com")).then().statusCode(401);
        assertNothingStored();
        shop.shown().body("$", not(hasKey("toldDomain")));
    }

    @Test
    void an_unsigned_name_is_not_shown() {
        shop.post(levelNaming("new-candles.myshopify.com").header("X-Shopify-Hmac-Sha256", "forged"))
                .then()
                .statusCode(401);
        shop.shown().body("$", not(hasKey("toldDomain")));
    }

    @Test
    void a_repeated_delivery_is_taken_once() {
        var id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            shop.post(withId(id, "products/update", "{}")).then().statusCode(204);
        }
        assertThat(reasons()).hasSize(1);
    }

    @Test
    void a_made_up_delivery_id_keeps_no_other_body_out() {
        shop.post(withId("one", "inventory_levels/update", "{}")).then().statusCode(204);
        shop.post(withId("one", "inventory_levels/update", "{ }")).then().statusCode(204);
        assertThat(reasons()).hasSize(2);
    }

    private io.restassured.specification.RequestSpecification withId(String id, String topic, String body) {
        return given().header("X-Shopify-Topic", topic)
                .header("X-Shopify-Shop-Domain", shop.domain())
                .header("X-Shopify-Webhook-Id", id)
                .header("X-Shopify-Hmac-Sha256", sign(TestShop.SECRET, body))
                .body(body);
    }

    @Test
    void after_a_rotation_both_secrets_sign() {
        shop.calls()
                .body(Map.of("clientSecret", "hush2"))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200);
        var renewed = new TestShop(shop.merchant(), shop.id(), shop.domain(), shop.webhookPath(), "hush2");
        shop.send("products/update", "{}").statusCode(204);
        renewed.send("products/update", "{}").statusCode(204);
        renewed.calls()
                .body(Map.of("clientSecret", "hush3"))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200);
        new TestShop(shop.merchant(), shop.id(), shop.domain(), shop.webhookPath(), "hush3")
                .send("products/update", "{}")
                .statusCode(204);
    }

    private void changeSecret(String secret) {
        shop.calls()
                .body(Map.of("clientSecret", secret))
                .patch("/api/v1/shops/" + shop.id())
                .then()
                .statusCode(200);
    }

    private TestShop signingWith(String secret) {
        return new TestShop(shop.merchant(), shop.id(), shop.domain(), shop.webhookPath(), secret);
    }

    @Test
    void the_secret_in_force_given_again_leaves_the_old_one_its_time() {
        changeSecret("hush2");
        changeSecret("hush2");
        shop.send("products/update", "{}").statusCode(204);
        signingWith("hush2").send("products/update", "{}").statusCode(204);
    }

    @Test
    void a_mistyped_secret_does_not_shorten_the_time_of_the_old_one() {
        changeSecret("hsuh2");
        changeSecret("hush2");
        shop.send("products/update", "{}").statusCode(204);
        signingWith("hush2").send("products/update", "{}").statusCode(204);
    }

    @ParameterizedTest
    @CsvSource({"previous_secret, 2999-01-01", "previous_secret, 2020-01-01", "older_secret, 2999-01-01"})
    void an_old_secret_that_cannot_be_read_troubles_no_webhook(String column, String until) {
        changeSecret("hush2");
        spoil(column + " = 'spoilt', %s_until = '%s'".formatted(column, until));
        signingWith("hush2").send("products/update", "{}").statusCode(204);
    }

    @Test
    void a_shop_whose_secret_cannot_be_read_says_so_and_takes_webhooks_again_when_it_is_entered_anew() {
        spoil("client_secret = 'spoilt'");
        shop.send("inventory_levels/update", level(ITEM, BERLIN, 10, TIME))
                .statusCode(503)
                .body("type", endsWith(":secrets-unreadable"));
        shop.calls().get("/api/v1/shops/" + shop.id()).then().body("enterSecretsAnew", equalTo(true));
        var other = TestShop.create();
        other.send("products/update", "{}").statusCode(204);
        other.calls().get("/api/v1/shops").then().body("items[0].enterSecretsAnew", equalTo(false));
        changeSecret("hush3");
        signingWith("hush3")
                .send("inventory_levels/update", level(ITEM, BERLIN, 10, TIME))
                .statusCode(204);
        shop.calls().get("/api/v1/shops/" + shop.id()).then().body("enterSecretsAnew", equalTo(false));
    }

    @Test
    void while_its_secret_cannot_be_read_a_shop_takes_what_the_old_one_signed() {
        changeSecret("hush2");
        spoil("client_secret = 'spoilt'");
        shop.send("products/update", "{}").statusCode(204);
        signingWith("hush2").send("products/update", "{}").statusCode(503);
    }

    private void spoil(String change) {
        database.useHandle(
                handle -> handle.execute("update shop set %s where shop_id = ?".formatted(change), shop.id()));
    }

    private void assertNothingStored() {
        assertThat(levels()).isEmpty();
        assertThat(reasons()).isEmpty();
        assertThat(database.<Integer, RuntimeException>withHandle(handle -> handle.select(
                                "select count(*) from webhook_receipt where merchant_id = ?",
                                shop.merchant().id())
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
    }

    private List<String> levels() {
        return database.withHandle(handle -> handle.select("""
                        select * from stock_level where merchant_id = ? order by inventory_item_id, location_id
                        """, shop.merchant().id())
                .map((row, _) -> {
                    var time = row.getTimestamp("updated_at");
                    return "%d at %d: %s on %s"
                            .formatted(
                                    row.getLong("inventory_item_id"),
                                    row.getLong("location_id"),
                                    row.getObject("available"),
                                    time == null ? null : time.toInstant());
                })
                .list());
    }

    /// Kind and how often it was told of.
    private List<String> doubts() {
        return database.withHandle(
                handle -> handle.select("""
                        select kind || ' ' || revision from catalogue_doubt where shop_id = ? order by kind, revision
                        """, shop.id()).mapTo(String.class).list());
    }

    private long itemsAskedFor() {
        return database.withHandle(
                handle -> handle.select("select count(*) from inventory_item where shop_id = ?", shop.id())
                        .mapTo(Long.class)
                        .one());
    }

    private List<String> reasons() {
        return database.withHandle(handle -> handle.select(
                        "select reason from parked_webhook where merchant_id = ?",
                        shop.merchant().id())
                .mapTo(String.class)
                .list());
    }
}
