package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What looked like a sale, once the orders of its time have been read.
@QuarkusTest
@TestProfile(OrderScene.Profile.class)
class SoldOrLoweredTest extends OrderScene {
    @Test
    void what_no_order_explains_was_lowered_by_hand_and_is_set_right() {
        sells("MUG");
        lower("MUG", 4);
        assertThat(changes()).containsExactly("10 to 4 SALE perhaps");
        deliver();
        assertThat(shown("MUG")).as("it may have been sold").isEqualTo(4);
        read();
        assertThat(changes()).containsExactly("10 to 4 SELLER_CENTRAL");
        deliver();
        assertThat(shown("MUG")).isEqualTo(10);
    }

    @Test
    void what_was_ordered_was_a_sale_and_stays() {
        sells("MUG");
        order("MUG", 3);
        look();
        read();
        assertThat(changes()).containsExactly("10 to 7 SALE");
        deliver();
        assertThat(shown("MUG")).isEqualTo(7);
    }

    @Test
    void what_orders_explain_in_part_is_set_right_in_part() {
        sells("MUG");
        order("MUG", 2);
        lower("MUG", 5);
        read();
        assertThat(changes()).containsExactly("8 to 5 SELLER_CENTRAL", "10 to 8 SALE");
        deliver();
        assertThat(shown("MUG")).isEqualTo(8);
    }

    @Test
    void an_account_that_keeps_what_others_write_keeps_it() {
        sells("MUG");
        seller.calls()
                .body(Map.of("foreignChanges", "KEEP"))
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200);
        lower("MUG", 4);
        read();
        assertThat(changes()).containsExactly("10 to 4 SELLER_CENTRAL");
        deliver();
        assertThat(shown("MUG")).isEqualTo(4);
    }

    /// What came first is nobody's business after another number was sent.
    @Test
    void a_number_that_was_sent_since_is_left_alone() {
        sells("MUG");
        lower("MUG", 4);
        shopifyHas(1, 6);
        deliver();
        assertThat(shown("MUG")).isEqualTo(6);
        read();
        assertThat(changes()).containsExactly("10 to 4 SELLER_CENTRAL");
        assertThat(account().path("foreignChanges").asText()).isEqualTo("CORRECT");
        soonLookedAt();
        order("MUG", 1);
        look();
        assertThat(shown("MUG")).as("what was sold stays sold").isEqualTo(5);
    }

    /// Orders of the time before are not read.
    @Test
    void what_fell_before_orders_were_read_stays_a_guess() {
        offer(1, "MUG");
        shopifyHas(1, 10);
        deliver();
        soonLookedAt();
        lower("MUG", 4);
        switchOn();
        read();
        assertThat(changes()).containsExactly("10 to 4 SALE perhaps");
        deliver();
        assertThat(shown("MUG")).isEqualTo(4);
    }

    private void sells(String sku) {
        offer(1, sku);
        switchOn();
        shopifyHas(1, 10);
        deliver();
        assertThat(shown(sku)).isEqualTo(10);
        soonLookedAt();
        look();
        assertThat(changes()).isEmpty();
        soonLookedAt();
    }

    /// In Seller Central, and it is noticed.
    private void lower(String sku, int quantity) {
        amazon.ask("POST", "/listings/" + sku + "/edit", Map.of("quantity", quantity));
        assertThat(shown(sku)).isEqualTo(quantity);
        look();
    }

    /// What was looked at just now is looked at again in an hour.
    private void soonLookedAt() {
        time.advance(delivery.lookEvery().minusHours(1));
    }

    /// The regular look.
    private void look() {
        time.advance(Duration.ofHours(1));
        deliver();
    }

    /// The newest first.
    private List<String> changes() {
        var items = seller.calls()
                .get("/api/v1/amazon-accounts/%d/changes".formatted(seller.account()))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class)
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(it -> "%d to %d %s%s"
                        .formatted(
                                it.path("before").asInt(),
                                it.path("after").asInt(),
                                it.path("writer").asText(),
                                it.path("certain").asBoolean() ? "" : " perhaps"))
                .toList();
    }
}
