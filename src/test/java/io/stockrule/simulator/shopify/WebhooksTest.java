package io.stockrule.simulator.shopify;

import static io.stockrule.simulator.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.SharedData;
import io.stockrule.simulator.Receiver;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
    private static final String SHELF = "/shopify/shops/" + SHOP;

    @TempDir
    Path data;

    private final Receiver receiver = new Receiver();
    private World world;

    @BeforeEach
    void start() {
        world = World.on(data);
        shop("{\"webhookAddress\":\"" + receiver.address()
                + "\",\"webhookSecret\":\"hush\",\"timezone\":\"America/New_York\"}");
        world.control("PUT", SHELF + "/variants", """
                [{"sku":"CANDLE","item":271878346596884015,
                  "levels":[{"location":"Berlin","available":5},{"location":"Roma","available":2}]},
                 {"sku":"GIFT","tracked":false,"levels":[{"location":"Berlin"}]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
        receiver.close();
    }

    private void shop(String settings) {
        assertThat(world.control("PUT", SHELF, settings).status()).isEqualTo(200);
    }

    private void sell(String change) {
        assertThat(world.control("POST", SHELF + "/levels", "[" + change + "]").status())
                .isEqualTo(200);
    }

    private void becomes(int available) {
        sell("{\"sku\":\"CANDLE\",\"warehouse\":\"Berlin\",\"available\":%d}".formatted(available));
    }

    private Receiver.Delivery delivered() {
        arrived(1);
        return receiver.deliveries().getFirst();
    }

    private void arrived(int howMany) {
        await().until(() -> receiver.deliveries().size() >= howMany);
    }

    private void passUntil(BooleanSupplier reached) {
        await().until(() -> {
            world.clock.pass(Duration.ofSeconds(1));
            return reached.getAsBoolean();
        });
    }

    private static List<JsonNode> vectors() {
        var cases = SimulatorJson.read(SharedData.text("shopify/hmac-vectors.json"), JsonNode.class)
                .path("webhook")
                .path("cases");
        return StreamSupport.stream(cases.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_signature_agrees_with_the_vectors(JsonNode vector) {
        var body = vector.path("body").asText().getBytes(StandardCharsets.UTF_8);

        assertThat(ShopifySignature.ofWebhook(body, "hush"))
                .isEqualTo(vector.path("hmac").asText());
    }

    @Test
    void a_change_is_told_with_exact_ids_and_the_shops_offset() {
        becomes(10);

        var level = world.control(SHELF + "/variants").at("/items/0/levels/0");
        assertThat(delivered().text()).isEqualTo("""
                {"inventory_item_id":271878346596884015,"location_id":%d,"available":10,\
                "updated_at":"2026-03-01T05:00:00-05:00",\
                "admin_graphql_api_id":"gid://shopify/InventoryLevel/%d?inventory_item_id=271878346596884015"}""".formatted(
                        level.path("location").asLong(), level.path("id").asLong()));
        assertThat(level.path("id").asLong())
                .isNotEqualTo(level.path("location").asLong());
    }

    @Test
    void the_members_of_a_body_are_those_of_shopifys_sample() {
        becomes(10);

        var sample = SimulatorJson.read(
                SharedData.text("shopify/webhooks/payloads/inventory_levels__update.json"), JsonNode.class);
        assertThat(SimulatorJson.tree(delivered().body()).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> sample.fieldNames());
    }

    @Test
    void a_delivery_is_signed_over_its_raw_body_and_carries_all_headers() {
        becomes(10);

        var delivery = delivered();
        assertThat(delivery.header("X-Shopify-Hmac-Sha256"))
                .isEqualTo(ShopifySignature.ofWebhook(delivery.body(), "hush"));
        assertThat(delivery.header("X-Shopify-Topic")).isEqualTo("inventory_levels/update");
        assertThat(delivery.header("X-Shopify-Shop-Domain")).isEqualTo(SHOP);
        assertThat(delivery.header("X-Shopify-API-Version")).isEqualTo("2026-10");
        assertThat(delivery.header("X-Shopify-Webhook-Id")).isNotEmpty();
        assertThat(delivery.header("X-Shopify-Event-Id")).isNotEmpty();
        assertThat(delivery.header("X-Shopify-Triggered-At")).isEqualTo("2026-03-01T10:00:00.123456789Z");
        assertThat(delivery.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void without_a_secret_of_its_own_a_webhook_is_signed_with_the_client_secret() {
        shop("{\"webhookSecret\":\"\"}");
        becomes(10);

        var expected = ShopifySignature.ofWebhook(delivered().body(), "secret-" + SHOP);
        assertThat(delivered().header("X-Shopify-Hmac-Sha256")).isEqualTo(expected);
    }

    @Test
    void an_untracked_item_has_null_available() {
        sell("{\"sku\":\"GIFT\",\"warehouse\":\"Berlin\"}");

        assertThat(delivered().text()).contains("\"available\":null");
    }

    @Test
    void two_changes_may_carry_the_same_second() {
        sell("{\"sku\":\"CANDLE\",\"warehouse\":\"Berlin\",\"available\":7,\"updatedAt\":\"2026-03-01T09:00:00Z\"}");
        sell("{\"sku\":\"CANDLE\",\"warehouse\":\"Berlin\",\"adjust\":-3,\"updatedAt\":\"2026-03-01T09:00:00Z\"}");
        arrived(2);

        assertThat(receiver.deliveries())
                .extracting(Receiver.Delivery::text)
                .allMatch(body -> body.contains("2026-03-01T04:00:00-05:00"))
                .anyMatch(body -> body.contains("\"available\":7"))
                .anyMatch(body -> body.contains("\"available\":4"));
    }

    @Test
    void a_disconnected_level_is_told_by_its_ids_and_a_connected_one_in_full() {
        world.control("POST", SHELF + "/disconnect", "{\"sku\":\"CANDLE\",\"warehouse\":\"Roma\"}");
        assertThat(delivered().header("X-Shopify-Topic")).isEqualTo("inventory_levels/disconnect");
        assertThat(SimulatorJson.tree(delivered().body()).fieldNames())
                .toIterable()
                .containsExactly("inventory_item_id", "location_id");

        world.control("POST", SHELF + "/connect", "{\"sku\":\"CANDLE\",\"warehouse\":\"Roma\",\"available\":0}");
        arrived(2);
        assertThat(receiver.deliveries().getLast().header("X-Shopify-Topic")).isEqualTo("inventory_levels/connect");
        assertThat(receiver.deliveries().getLast().text()).contains("\"available\":0");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void anything_but_2xx_is_tried_again_with_the_same_delivery_id(int status) {
        receiver.answer(status);
        becomes(10);
        passUntil(() -> receiver.deliveries().size() >= 3);
        receiver.answer(204);
        passUntil(() -> waiting() == 0);

        assertThat(receiver.headers("X-Shopify-Webhook-Id"))
                .containsOnly(receiver.headers("X-Shopify-Webhook-Id").getFirst());
        assertThat(receiver.headers("X-Shopify-Triggered-At")).containsOnly("2026-03-01T10:00:00.123456789Z");
        assertThat(world.control("/events?after=0").path("items").findValuesAsText("kind"))
                .containsExactly("STOCK_CHANGED", "WEBHOOK_ACKNOWLEDGED");
    }

    private int waiting() {
        return world.control("/shopify/webhooks/waiting").path("waiting").asInt();
    }

    @Test
    void retries_wait_twice_as_long_each_time_and_end_where_told() {
        shop("{\"retryFirstMillis\":1000,\"retryLongestMillis\":100000,\"retries\":2}");
        receiver.answer(500);
        becomes(10);
        arrived(1);
        attempts(1);
        world.clock.pass(Duration.ofSeconds(1));
        attempts(2);
        world.clock.pass(Duration.ofSeconds(2));
        await().until(() -> states().contains("GIVEN_UP"));

        assertThat(receiver.deliveries()).hasSize(3);
        assertThat(waiting()).isZero();
    }

    private void attempts(int howMany) {
        await().until(() ->
                world.control(SHELF + "/webhooks").at("/items/0/attempts").asInt() == howMany);
    }

    private List<String> states() {
        return world.control(SHELF + "/webhooks").path("items").findValuesAsText("state");
    }

    @Test
    void nobody_listening_is_a_failure_to_be_tried_again() {
        shop("{\"webhookAddress\":\"http://127.0.0.1:9/hook\"}");
        becomes(10);
        await().until(() ->
                world.control(SHELF + "/webhooks").at("/items/0/attempts").asInt() > 0);

        assertThat(states()).containsExactly("WAITING");
    }

    @Test
    void a_duplicate_arrives_under_the_same_delivery_id() {
        world.control("POST", "/faults", "{\"operation\":\"webhook\",\"kind\":\"DUPLICATE\",\"times\":1}");
        becomes(10);
        arrived(2);

        assertThat(receiver.headers("X-Shopify-Webhook-Id").stream().distinct()).hasSize(1);
    }

    @Test
    void a_held_back_webhook_is_overtaken() {
        world.control("POST", "/faults", "{\"operation\":\"webhook\",\"kind\":\"REORDER\",\"times\":1}");
        becomes(10);
        becomes(11);
        arrived(1);
        assertThat(receiver.deliveries().getFirst().text()).contains("\"available\":11");

        passUntil(() -> receiver.deliveries().size() == 2);
        assertThat(receiver.deliveries().getLast().text()).contains("\"available\":10");
    }

    @Test
    void a_dropped_webhook_never_arrives() {
        world.control("POST", "/faults", "{\"operation\":\"webhook\",\"kind\":\"DROP\",\"times\":1}");
        becomes(10);
        becomes(11);

        assertThat(delivered().text()).contains("\"available\":11");
        assertThat(states()).hasSize(1);
    }

    @Test
    void the_random_walk_changes_stock_at_its_rate_until_it_is_stopped() {
        shop("{\"changesPerSecond\":2,\"walkSeed\":7}");
        passUntil(() -> receiver.deliveries().size() >= 20);
        shop("{\"changesPerSecond\":0}");

        assertThat(receiver.headers("X-Shopify-Topic")).containsOnly("inventory_levels/update");
        assertThat(world.control("/events?after=0").path("items").findValuesAsText("kind"))
                .contains("STOCK_CHANGED");
    }
}
