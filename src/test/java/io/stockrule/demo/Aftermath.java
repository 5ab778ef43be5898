package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What must be true once the faults are over and everything has had its time.
///
/// @param cap what the operator's rules list at most
record Aftermath(Http simulators, int variants, int cap) {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    void awaitCalm() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> simulators
                                .get("/control/shopify/webhooks/waiting")
                                .path("waiting")
                                .asInt()
                        == 0);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(
                                new Convergence(simulators, cap).check().different())
                        .isEmpty());
    }

    /// Nothing is left to be done, and what a merchant sees is what Amazon shows.
    private void awaitSettled(Http merchant) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(listings(merchant)).allSatisfy(listing -> {
                    assertThat(listing.path("status").asText())
                            .as(listing.toString())
                            .isIn("Linked", "Linking Error"); // an error where Amazon ships
                    if (listing.path("status").asText().equals("Linked")
                            && listing.path("decided").isInt()) {
                        assertThat(listing.path("shown")).as(listing.toString()).isEqualTo(listing.path("decided"));
                    }
                }));
    }

    /// @param mayBeReordered how many numbers at most may have come after a newer one
    /// @return how many did
    int assertNothingWasLost(Http merchant, int mayBeReordered) {
        awaitSettled(merchant);
        assertThat(new Convergence(simulators, cap).check().fbaPatches()).isZero();
        var levels = levels();
        var arrived = new Arrivals(simulators).bySku();
        var listings = listings(merchant);
        var reordered = new ArrayList<String>();
        assertThat(listings).hasSize(variants);
        for (var listing : listings) {
            var sku = listing.path("sku").asText();
            var explanation =
                    merchant.get("/api/v1/listings/" + listing.path("id").asLong() + "/explanation");
            assertThat(known(explanation.path("decision").path("facts")))
                    .as("levels of " + sku)
                    .isEqualTo(levels.get(sku));
            disorder(sku, explanation.path("sent"), arrived.getOrDefault(sku, List.of()))
                    .ifPresent(reordered::add);
        }
        assertThat(reordered).hasSizeLessThanOrEqualTo(mayBeReordered);
        return reordered.size();
    }

    /// Each arrival must be a number of the history, and the numbers must never go back.
    private static Optional<String> disorder(String sku, JsonNode history, List<Integer> arrived) {
        var numbers = new ArrayList<JsonNode>();
        history.forEach(numbers::addFirst);
        int at = 0;
        for (int quantity : arrived) {
            while (at < numbers.size() && numbers.get(at).path("quantity").asInt() != quantity) {
                at++;
            }
        }
        return at < numbers.size() || arrived.isEmpty()
                ? Optional.empty()
                : Optional.of("%s got %s, its numbers in order of decision: %s".formatted(sku, arrived, numbers));
    }

    private static Map<String, Integer> known(JsonNode facts) {
        var levels = new TreeMap<String, Integer>();
        for (var level : facts.path("variant").path("stock")) {
            if (level.path("active").asBoolean() && level.path("available").isNumber()) {
                levels.put(
                        level.path("warehouse").asText(),
                        level.path("available").asInt());
            }
        }
        return levels;
    }

    private Map<String, Map<String, Integer>> levels() {
        var names = new HashMap<Long, String>();
        Scenery.items(simulators.get("/control/shopify/shops/" + Scenery.SHOP + "/locations"))
                .forEach(location -> names.put(
                        location.path("id").asLong(), location.path("name").asText()));
        var levels = new HashMap<String, Map<String, Integer>>();
        for (var item : Scenery.stocked(simulators)) {
            var mine = new TreeMap<String, Integer>();
            for (var level : item.path("levels")) {
                if (level.path("active").asBoolean() && level.path("available").isInt()) {
                    mine.put(
                            names.getOrDefault(level.path("location").asLong(), ""),
                            level.path("available").asInt());
                }
            }
            levels.put(item.path("variant").path("sku").asText(), mine);
        }
        return levels;
    }

    static List<JsonNode> listings(Http merchant) {
        var all = new ArrayList<JsonNode>();
        var after = "0";
        while (!after.isEmpty()) {
            var page = merchant.get("/api/v1/listings?limit=500&after=" + after);
            page.path("items").forEach(all::add);
            after = page.path("next").asText("");
        }
        return all;
    }
}
