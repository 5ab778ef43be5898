package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.access.TestMerchant;
import io.stockrule.listing.TestSeller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OrderScene.Profile.class)
class SubtractedOrdersTest extends OrderScene {
    @Test
    void nothing_is_read_or_subtracted_until_an_account_wants_it() {
        offer(1, "MUG");
        assertThat(wanted("MUG")).isEqualTo(10);
        order("MUG", 3);
        readings.plan();
        assertThat(readings.ready()).doesNotContain(seller.key());
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(account().path("subtractOrders").asBoolean()).isFalse();
    }

    @Test
    void units_that_are_ordered_are_subtracted_sent_and_explained_until_shopify_shows_them() {
        long listing = offer(1, "MUG");
        switchOn();
        deliver();
        assertThat(shown("MUG")).isEqualTo(10);
        var order = order("MUG", 3);
        assertThat(shown("MUG")).as("as Amazon does by itself").isEqualTo(7);
        read();
        deliver();

        assertThat(shown("MUG")).isEqualTo(7);
        var last = explanation(listing).at("/sent/0");
        assertThat(last.path("quantity").asInt()).isEqualTo(7);
        var step = last.at("/because/trace");
        assertThat(step.get(step.size() - 1).path("sentence").asText())
                .isEqualTo("− 3 units ordered on Amazon that Shopify does not know yet (order %s)".formatted(order));
        assertThat(step.get(step.size() - 1).path("before").asInt()).isEqualTo(10);

        shopifyHas(1, 7);
        assertThat(wanted("MUG")).isEqualTo(7);
        assertThat(ends(order)).containsExactly("REFLECTED");
        shopifyHas(1, 12);
        deliver();
        assertThat(shown("MUG")).isEqualTo(12);
    }

    @Test
    void an_order_that_is_cancelled_counts_no_more() {
        offer(1, "MUG");
        switchOn();
        var order = order("MUG", 3);
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
        change(order, Map.of("status", "CANCELLED"));
        read();
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(ends(order)).containsExactly("CANCELLED");
    }

    @Test
    void an_order_that_shopify_never_shows_counts_for_a_day() {
        offer(1, "MUG");
        switchOn();
        var order = order("MUG", 3);
        read();
        time.advance(Duration.ofHours(23));
        readings.tidy();
        assertThat(wanted("MUG")).isEqualTo(7);
        time.advance(Duration.ofHours(1));
        readings.tidy();
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(ends(order)).containsExactly("EXPIRED");
    }

    /// Amazon tells of the order minutes after Shopify has fallen for it.
    @Test
    void an_order_that_shopify_knew_first_is_not_subtracted_twice() {
        offer(1, "MUG");
        switchOn();
        var order = order("MUG", 3);
        shopifyHas(1, 7);
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
        assertThat(ends(order)).containsExactly("REFLECTED");
    }

    @Test
    void a_fall_before_the_order_says_nothing_of_it() {
        offer(1, "MUG");
        switchOn();
        shopifyHas(1, 7);
        time.advance(Duration.ofSeconds(2));
        var order = order("MUG", 3);
        read();
        assertThat(wanted("MUG")).isEqualTo(4);
        assertThat(ends(order)).containsExactly("open");
    }

    @Test
    void a_few_units_sold_in_the_shop_do_not_end_an_order_of_many() {
        offer(1, "MUG");
        switchOn();
        var many = order("MUG", 3);
        var one = order("MUG", 1);
        read();
        shopifyHas(1, 9);
        assertThat(ends(many)).containsExactly("open");
        assertThat(ends(one)).containsExactly("REFLECTED");
        assertThat(wanted("MUG")).isEqualTo(6);
        shopifyHas(1, 6);
        assertThat(wanted("MUG")).isEqualTo(6);
        assertThat(ends(many)).containsExactly("REFLECTED");
    }

    @Test
    void the_number_is_never_below_zero() {
        offer(1, "MUG");
        switchOn();
        order("MUG", 8);
        shopifyHas(1, 5);
        read();
        assertThat(wanted("MUG")).isZero();
    }

    @Test
    void a_pack_takes_its_units_of_all_listings_of_the_variant() {
        offer(1, "SINGLE");
        offer(1, "PAIR", 2);
        offer(1, "SIX", 6);
        switchOn();
        assertThat(wanted("PAIR")).isEqualTo(5);
        var order = order("PAIR", 2);
        read();
        assertThat(wanted("SINGLE")).isEqualTo(6);
        assertThat(wanted("PAIR")).isEqualTo(3);
        assertThat(wanted("SIX")).isZero();
        shopifyHas(1, 6);
        assertThat(ends(order)).containsExactly("REFLECTED");
        assertThat(wanted("PAIR")).isEqualTo(3);
    }

    @Test
    void a_bundle_takes_of_its_parts_and_parts_of_their_bundles() {
        database.useHandle(handle -> {
            handle.execute(
                    "update variant set bundle = true where merchant_id = ? and variant_id = 3",
                    seller.merchant().id());
            handle.execute(
                    "insert into bundle_part (merchant_id, shop_id, bundle_id, part_id, quantity) values (?, ?, 3, 1, 2), (?, ?, 3, 2, 1)",
                    seller.merchant().id(),
                    seller.shop(),
                    seller.merchant().id(),
                    seller.shop());
        });
        offer(1, "PART");
        offer(3, "SET");
        switchOn();
        assertThat(wanted("SET")).isEqualTo(5);
        var order = order("SET", 2);
        read();
        assertThat(wanted("SET")).isEqualTo(3);
        assertThat(wanted("PART")).isEqualTo(6);
        shopifyHas(1, 6);
        shopifyHas(2, 8);
        assertThat(ends(order)).containsExactly("REFLECTED", "REFLECTED");
        assertThat(wanted("SET")).isEqualTo(3);
        assertThat(wanted("PART")).isEqualTo(6);
    }

    @Test
    void an_order_of_a_sku_that_is_linked_to_nothing_counts_from_when_it_is_linked() {
        amazon.ask(
                "PUT",
                "/listings",
                List.of(Map.of(
                        "sku",
                        "NEW",
                        "channels",
                        List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 5)))));
        offer(1, "MUG");
        switchOn();
        order("NEW", 2);
        read();
        assertThat(wanted("MUG")).isEqualTo(10);
        seller.link(seller.list("Default"), 1, "NEW");
        read();
        assertThat(wanted("MUG")).isEqualTo(8);
        assertThat(wanted("NEW")).isEqualTo(8);
    }

    @Test
    void what_amazon_fulfils_does_not_count() {
        offer(1, "MUG");
        amazon.ask(
                "PUT",
                "/listings",
                List.of(Map.of("sku", "FBA", "channels", List.of(Map.of("fulfillment_channel_code", "AMAZON_EU")))));
        seller.link(seller.list("Default"), 1, "FBA");
        switchOn();
        amazon.ask("POST", "/orders", Map.of("sku", "FBA", "units", 2, "fulfilledBy", "AMAZON"));
        read();
        assertThat(wanted("MUG")).isEqualTo(10);
    }

    @Test
    void a_part_of_a_line_that_is_cancelled_counts_no_more() {
        offer(1, "MUG");
        switchOn();
        var order = order("MUG", 3);
        read();
        change(order, Map.of("cancel", Map.of("sku", "MUG", "units", 1)));
        read();
        assertThat(wanted("MUG")).isEqualTo(8);
    }

    @Test
    void what_is_cancelled_can_count_until_shopify_has_risen() {
        offer(1, "MUG");
        switchOn(seller.account(), Map.of("subtractOrders", true, "restockCancelled", "WHEN_SHOPIFY_RISES"));
        read();
        var order = order("MUG", 3);
        read();
        change(order, Map.of("status", "CANCELLED"));
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
        shopifyHas(1, 11);
        assertThat(wanted("MUG")).as("a rise by less").isEqualTo(8);
        shopifyHas(1, 14);
        assertThat(wanted("MUG")).isEqualTo(14);
        assertThat(ends(order)).containsExactly("RISEN");
    }

    @Test
    void what_is_cancelled_and_never_comes_back_counts_for_a_day() {
        offer(1, "MUG");
        switchOn(seller.account(), Map.of("subtractOrders", true, "restockCancelled", "WHEN_SHOPIFY_RISES"));
        read();
        var order = order("MUG", 3);
        change(order, Map.of("status", "UNSHIPPED"));
        read();
        time.advance(Duration.ofHours(20));
        read();
        change(order, Map.of("status", "CANCELLED"));
        read();
        time.advance(Duration.ofHours(23));
        readings.tidy();
        assertThat(wanted("MUG")).isEqualTo(7);
        time.advance(Duration.ofHours(2));
        readings.tidy();
        assertThat(wanted("MUG")).isEqualTo(10);
    }

    @Test
    void the_orders_of_one_account_count_for_another_that_sells_the_same() {
        offer(1, "MUG");
        switchOn();
        var american = TestSeller.newAccount();
        american.put("region", "NA");
        long other = seller.calls()
                .body(american)
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
        long otherList = seller.calls()
                .body(Map.of("name", "US", "amazonAccountId", other, "marketplace", "US", "profile", "Default"))
                .post("/api/v1/selling-lists")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
        seller.link(otherList, 1, "US-MUG");
        order("MUG", 3);
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
        assertThat(wanted(other, "US-MUG")).isEqualTo(7);
    }

    @Test
    void an_account_that_is_switched_off_has_nothing_subtracted_any_more() {
        offer(1, "MUG");
        switchOn();
        order("MUG", 3);
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
        switchOn(seller.account(), Map.of("subtractOrders", false));
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(rows("order_line") + rows("order_part") + rows("order_reading"))
                .isZero();
    }

    @Test
    void what_counts_and_how_far_orders_are_read_can_be_seen_and_by_nobody_else() {
        offer(1, "PAIR", 2);
        switchOn();
        var order = order("PAIR", 3);
        read();
        var path = "/api/v1/amazon-accounts/%d/orders".formatted(seller.account());
        var view = seller.calls().get(path).then().statusCode(200).extract().as(JsonNode.class);
        assertThat(view.path("subtractOrders").asBoolean()).isTrue();
        assertThat(view.path("readAt").asText()).isEqualTo(time.instant().toString());
        assertThat(view.at("/counting/0/orderId").asText()).isEqualTo(order);
        assertThat(view.at("/counting/0/units").asInt()).isEqualTo(6);
        assertThat(view.path("counting")).hasSize(1);
        TestMerchant.create("Thief").calls().get(path).then().statusCode(404);
    }
}
