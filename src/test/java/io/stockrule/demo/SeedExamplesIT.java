package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What merchants know from their present tools, from a webhook of Shopify to the quantity that Amazon shows.
class SeedExamplesIT {
    private static World world;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void product_value_lists_what_is_available() {
        var list = world.listUnder("all-of-it", "quantity product value");
        world.sell(list, "MUG-1", Map.of("Berlin", 7, "Lyon", 5));
        world.awaitShown("MUG-1", 12);
        world.stock("MUG-1", "Berlin", 2);
        world.awaitShown("MUG-1", 7);
    }

    @Test
    void single_stock_stays_1_and_is_not_sent_again_when_stock_changes() {
        var list = world.listUnder("single", "quantity single stock");
        world.sell(list, "LAMP-1", Map.of("Berlin", 20));
        world.awaitShown("LAMP-1", 1);
        world.stock("LAMP-1", "Berlin", 5);
        world.stock("LAMP-1", "Berlin", 0);
        assertThat(world.sent("LAMP-1")).containsExactly(1);
    }

    @Test
    void custom_10_stays_10_and_is_not_sent_again_when_stock_changes() {
        var list = world.listUnder("custom", "quantity custom 10");
        world.sell(list, "TOWEL-1", Map.of("Berlin", 20));
        world.awaitShown("TOWEL-1", 10);
        world.stock("TOWEL-1", "Berlin", 3);
        world.stock("TOWEL-1", "Berlin", 0);
        assertThat(world.sent("TOWEL-1")).containsExactly(10);
    }

    @Test
    void not_more_than_10_follows_stock_below_10() {
        var list = world.listUnder("capped", "quantity not more than 10");
        world.sell(list, "SOCKS-1", Map.of("Berlin", 20));
        world.awaitShown("SOCKS-1", 10);
        world.stock("SOCKS-1", "Berlin", 5);
        world.awaitShown("SOCKS-1", 5);
        world.stock("SOCKS-1", "Berlin", 0);
        world.awaitShown("SOCKS-1", 0);
    }

    @Test
    void a_warehouse_selection_counts_only_its_own() {
        var list = world.listUnder("berlin-only", "use warehouse \"Berlin\"");
        world.sell(list, "BOARD-1", Map.of("Berlin", 4, "Lyon", 9));
        world.awaitShown("BOARD-1", 4);
        world.stock("BOARD-1", "Lyon", 30);
        assertThat(world.sent("BOARD-1")).containsExactly(4);
    }

    @Test
    void unknown_stock_holds() {
        var list = world.listUnder("holds", "quantity product value");
        world.sell(list, "UNCOUNTED-1", uncounted());
        world.awaitDecision("UNCOUNTED-1");
        world.awaitStatus("UNCOUNTED-1", "Linked");
        assertThat(world.listing("UNCOUNTED-1").path("reason").asText()).contains("stock is unknown");
        assertThat(world.sent("UNCOUNTED-1")).isEmpty();
        assertThat(world.shown("UNCOUNTED-1")).isEqualTo(9);
    }

    @Test
    void unknown_stock_lists_the_fixed_number_that_the_merchant_chose() {
        var list = world.listUnder("uncounted", "quantity product value\nwhen stock is unknown then list 5");
        world.sell(list, "UNCOUNTED-2", uncounted());
        world.awaitShown("UNCOUNTED-2", 5);
    }

    @Test
    void two_selling_lists_follow_two_profiles_side_by_side() {
        var yoga = world.listUnder("yoga-pants", "quantity custom 10");
        var candles = world.listUnder("candles", "quantity not more than 3");
        world.sell(yoga, "YOGA-1", Map.of("Berlin", 2));
        world.sell(candles, "CANDLE-1", Map.of("Berlin", 20));
        world.awaitShown("YOGA-1", 10);
        world.awaitShown("CANDLE-1", 3);
    }

    @Test
    void the_account_switch_stops_sending() {
        var list = world.listUnder("switched", "quantity product value");
        world.sell(list, "BOTTLE-1", Map.of("Berlin", 6));
        world.awaitShown("BOTTLE-1", 6);
        try {
            world.merchant.patch("/api/v1/amazon-accounts/" + world.account, Map.of("updateQuantity", false));
            world.stock("BOTTLE-1", "Berlin", 2);
            assertThat(world.listing("BOTTLE-1").path("decided").asInt()).isEqualTo(2);
            assertThat(world.sent("BOTTLE-1")).containsExactly(6);
        } finally {
            world.merchant.patch("/api/v1/amazon-accounts/" + world.account, Map.of("updateQuantity", true));
        }
        world.awaitShown("BOTTLE-1", 2);
    }

    @Test
    void another_profile_followed_by_update_quantity_shows_pending_and_then_linked() {
        var list = world.listUnder("first-profile", "quantity product value");
        world.profile("second-profile", "quantity not more than 4");
        world.sell(list, "SHIRT-1", Map.of("Berlin", 8));
        world.awaitShown("SHIRT-1", 8);
        world.awaitStatus("SHIRT-1", "Linked");
        world.merchant.patch("/api/v1/selling-lists/" + list, Map.of("profile", "second-profile"));
        world.merchant.post("/api/v1/listings/actions/update-quantity", Map.of("sellingList", list));
        world.awaitStatus("SHIRT-1", "Pending Quantity Update");
        world.awaitStatus("SHIRT-1", "Linked");
        assertThat(world.shown("SHIRT-1")).isEqualTo(4);
    }

    @Test
    void an_offer_that_amazon_fulfils_is_refused_with_the_reason() {
        var list = world.listUnder("fba", "quantity product value");
        world.sell(list, "FBA-1", Map.of("Berlin", 8), "AMAZON_EU");
        world.awaitStatus("FBA-1", "Linking Error");
        assertThat(world.listing("FBA-1").path("reason").asText()).contains("FBA");
        assertThat(world.sent("FBA-1")).isEmpty();
    }

    @Test
    void a_push_leaves_the_handling_time_alone() {
        var list = world.listUnder("handling", "quantity product value");
        world.sell(list, "SLOW-1", Map.of("Berlin", 3));
        world.awaitShown("SLOW-1", 3);
        assertThat(world.offer("SLOW-1").path("lead_time_to_ship_max_days").asInt())
                .isEqualTo(4);
    }

    @Test
    void two_lists_that_disagree_about_one_amazon_sku_stop_it_and_both_show_it() {
        var one = world.listUnder("says-5", "quantity custom 5");
        var other = world.listUnder("says-7", "quantity custom 7");
        world.sell(one, "TWICE-1", Map.of("Berlin", 3));
        world.awaitShown("TWICE-1", 5);
        var shop = world.listing("TWICE-1").path("shop").asLong();
        world.merchant.post(
                "/api/v1/selling-lists/" + other + "/items",
                Map.of("items", List.of(Map.of("shop", shop, "sku", "TWICE-1", "sellerSku", "TWICE-1"))));
        await().atMost(World.PATIENCE)
                .untilAsserted(() -> assertThat(Scenery.items(world.merchant.get("/api/v1/listings?sku=TWICE-1"))
                                .map(listing -> listing.path("status").asText()))
                        .containsExactly("Update Error", "Update Error"));
        assertThat(world.sent("TWICE-1")).containsExactly(5);
    }

    @Test
    void every_number_sent_can_be_explained() {
        var list = world.listUnder("explained", "keep 2 in reserve");
        world.sell(list, "WHY-1", Map.of("Berlin", 12, "Lyon", 3));
        world.awaitShown("WHY-1", 13);
        world.awaitStatus("WHY-1", "Linked");
        var explanation = world.merchant.get(
                "/api/v1/listings/" + world.listing("WHY-1").path("id").asLong() + "/explanation");
        var sent = explanation.path("sent").path(0);
        assertThat(sent.path("quantity").asInt()).isEqualTo(13);
        assertThat(sent.path("state").asText()).isEqualTo("effective");
        assertThat(List.of("decidedAt", "sentAt", "acceptedAt", "effectiveAt"))
                .allSatisfy(
                        time -> assertThat(sent.path(time).asText()).as(time).isNotEmpty());
        assertThat(sent.path("because").path("profileVersion").asInt()).isEqualTo(1);
        assertThat(sent.path("because").path("trace").toString())
                .contains("Berlin 12 + Lyon 3 = 15 available")
                .contains("2 kept in reserve: 13");
    }

    @Test
    void each_step_names_the_statement_of_the_version_that_it_came_from() {
        var list = world.listUnder("named", "keep 2 in reserve");
        world.sell(list, "NAMED-1", Map.of("Berlin", 12));
        world.awaitShown("NAMED-1", 10);
        world.profile("named", "# One more, since May.\nkeep 3 in reserve");
        world.awaitShown("NAMED-1", 9);
        var explanation = world.merchant.get(
                "/api/v1/listings/" + world.listing("NAMED-1").path("id").asLong() + "/explanation");
        var sent = explanation.path("sent");
        assertThat(statements(explanation.path("decision"))).containsExactly("3: keep 3 in reserve");
        assertThat(statements(sent.path(0).path("because"))).containsExactly("3: keep 3 in reserve");
        assertThat(statements(sent.path(1).path("because"))).containsExactly("2: keep 2 in reserve");
    }

    private static List<String> statements(JsonNode decided) {
        return decided.path("trace").findParents("statement").stream()
                .map(step -> step.path("line").asInt() + ": "
                        + step.path("statement").asText())
                .toList();
    }

    @Test
    void a_dead_amazon_is_said_in_health_and_caught_up_with() {
        var list = world.listUnder("outage", "quantity product value");
        world.sell(list, "OUTAGE-1", Map.of("Berlin", 6));
        world.awaitShown("OUTAGE-1", 6);
        for (var operation : List.of("patchListingsItem", "searchListingsItems", "getListingsItem")) {
            world.simulators.post("/control/faults", Map.of("operation", operation, "kind", "CLOSE"));
        }
        try {
            world.stock("OUTAGE-1", "Berlin", 4);
            await().atMost(World.PATIENCE).until(() -> !world.service.answers("/q/health/well"));
            assertThat(world.service.answers("/q/health/ready")).isTrue();
        } finally {
            world.simulators.delete("/control/faults");
        }
        world.awaitShown("OUTAGE-1", 4);
        await().atMost(World.PATIENCE).until(() -> world.service.answers("/q/health/well"));
    }

    private static Map<String, Integer> uncounted() {
        var levels = new HashMap<String, Integer>();
        levels.put("Berlin", null);
        return levels;
    }
}
