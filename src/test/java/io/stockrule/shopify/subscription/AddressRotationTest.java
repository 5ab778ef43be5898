package io.stockrule.shopify.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Webhook addresses of a simulated shop, changed over HTTP. The worker is off: each test takes the turns
/// itself.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class AddressRotationTest {
    private static final String HOST = "http://127.0.0.1:1";

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    ShopTurns turns;

    @Inject
    SubscriptionTurn turn;

    @Inject
    Jdbi database;

    SimulatedShop store;
    TestShop shop;

    @BeforeEach
    void connect() {
        store = SimulatedShop.create(shopify);
        shop = store.shop();
    }

    private JsonNode rotate() {
        return shop.calls()
                .post("/api/v1/shops/%d/actions/rotate-webhook-address".formatted(shop.id()))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private int send(String path) {
        return shop.delivery("inventory_levels/update", TestShop.level(1, 2, 3, "2026-01-01T00:00:00Z"))
                .post(path)
                .statusCode();
    }

    @Test
    void both_addresses_are_good_until_the_former_is_over() {
        var path = rotate().path("webhookPath").asText();
        assertThat(path).isNotEqualTo(shop.webhookPath());
        assertThat(send(path)).isEqualTo(204);
        assertThat(send(shop.webhookPath())).isEqualTo(204);
        shop.shown().body("$", hasKey("formerAddressUntil"));
        var again = rotate().path("webhookPath").asText();
        over();
        var third = rotate().path("webhookPath").asText();
        assertThat(send(third)).isEqualTo(204);
        assertThat(send(again)).as("changed a moment ago").isEqualTo(204);
    }

    @Test
    void a_former_address_that_is_over_takes_nothing() {
        rotate();
        over();
        assertThat(send(shop.webhookPath())).isEqualTo(404);
        shop.shown().body("$", not(hasKey("formerAddressUntil")));
    }

    private void over() {
        database.useHandle(handle -> handle.execute(
                "update former_webhook_address set good_until = '2000-01-01' where shop_id = ?", shop.id()));
    }

    @Test
    void the_first_webhook_at_the_present_address_is_seen() {
        shop.shown().body("$", not(hasKey("webhookAt")));
        send(shop.webhookPath());
        shop.shown().body("$", hasKey("webhookAt"));
        var path = rotate().path("webhookPath").asText();
        send(shop.webhookPath());
        shop.shown().body("$", not(hasKey("webhookAt")));
        send(path);
        shop.shown().body("$", hasKey("webhookAt"));
    }

    @Test
    void what_we_have_subscribed_ourselves_moves_with_it() throws InterruptedException {
        look();
        var before = addresses();
        rotate();
        look();
        assertThat(addresses()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(send(addresses().iterator().next().substring(HOST.length()))).isEqualTo(204);
        assertThat(send(before.iterator().next().substring(HOST.length()))).isEqualTo(204);
    }

    private void look() throws InterruptedException {
        turn.run(claim());
    }

    /// Due at once: the first turn, and one after a change.
    private ShopTurn claim() {
        while (true) {
            var claim = turns.claim(Work.SUBSCRIPTIONS, Duration.ofMinutes(1)).orElseThrow();
            if (claim.shop().equals(shop.key())) {
                return claim;
            }
        }
    }

    private Set<String> addresses() {
        var items = store.control("GET", "/subscriptions", "").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(node -> node.path("uri").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void it_is_told_in_the_activity_and_the_address_is_nowhere_in_the_database() {
        var token = rotate().path("webhookPath").asText().replaceFirst(".*/", "");
        shop.calls().get("/api/v1/activity").then().body("items.kind", hasItem("WEBHOOK_ADDRESS_CHANGED"));
        var row = database.withHandle(handle -> handle.select("select s::text from shop s where shop_id = ?", shop.id())
                .mapTo(String.class)
                .one());
        assertThat(row).doesNotContain(token);
    }

    @Test
    void it_is_not_changed_without_end() {
        for (int i = 0; i < 20; i++) {
            rotate();
        }
        shop.calls()
                .post("/api/v1/shops/%d/actions/rotate-webhook-address".formatted(shop.id()))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:stockrule:problem:rotated-too-often"));
    }

    @Test
    void another_merchants_address_is_not_changed() {
        TestMerchant.create("Yoga Shop")
                .calls()
                .post("/api/v1/shops/%d/actions/rotate-webhook-address".formatted(shop.id()))
                .then()
                .statusCode(404);
        assertThat(send(shop.webhookPath())).isEqualTo(204);
        shop.shown().body("$", not(hasKey("formerAddressUntil")));
    }
}
