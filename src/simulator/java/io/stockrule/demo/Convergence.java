package io.stockrule.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds what the simulated Amazon shows against what the profiles say of the simulated Shopify's stock, worked
/// out here once more and independently of the service.
public final class Convergence {
    private final Http simulators;
    private final int cap;

    public Convergence(Http simulators) {
        this(simulators, Integer.MAX_VALUE);
    }

    /// @param cap what the operator's rules list at most
    public Convergence(Http simulators, int cap) {
        this.simulators = simulators;
        this.cap = cap;
    }

    /// How far things are.
    ///
    /// @param targets those that may be sent a number
    /// @param converged those that show what they should
    /// @param different a sentence for each that does not
    /// @param fbaPatches quantities sent for offers that Amazon fulfils; there must be none
    public record Result(int targets, int converged, List<String> different, int fbaPatches) {
        public boolean isComplete() {
            return converged == targets;
        }
    }

    public Result check() {
        var shown = new HashMap<String, JsonNode>();
        int fbaPatches = 0;
        for (var place : Scenery.PLACES) {
            shown.putAll(shown(place.seller()));
            var account = "/control/amazon/accounts/" + place.seller();
            fbaPatches +=
                    simulators.get(account + "/patches?fba=true").path("items").size();
        }
        var names = warehouses();
        int targets = 0;
        var different = new ArrayList<String>();
        var stocked = Scenery.stocked(simulators);
        for (int i = 0; i < stocked.size(); i++) {
            var place = Scenery.PLACES.get(i % Scenery.PLACES.size());
            var sku = stocked.get(i).path("variant").path("sku").asText();
            var channel = sellersChannel(shown.getOrDefault(sku, MissingNode.getInstance()));
            if (channel.isMissingNode()) {
                continue;
            }
            targets++;
            var expected = place.expected().apply(known(stocked.get(i), names));
            int actual = channel.path("quantity").asInt(-1);
            // A profile that holds leaves what Amazon shows, which nobody can tell from the stock alone.
            if (expected.isPresent() && Math.min(expected.getAsInt(), cap) != actual) {
                different.add("%s in %s shows %d, should show %d"
                        .formatted(sku, place.marketplace(), actual, Math.min(expected.getAsInt(), cap)));
            }
        }
        return new Result(targets, targets - different.size(), different, fbaPatches);
    }

    private Map<Long, String> warehouses() {
        var names = new HashMap<Long, String>();
        Scenery.items(simulators.get("/control/shopify/shops/" + Scenery.SHOP + "/locations"))
                .forEach(location -> names.put(
                        location.path("id").asLong(), location.path("name").asText()));
        return names;
    }

    private Map<String, JsonNode> shown(String seller) {
        var listings = new HashMap<String, JsonNode>();
        var after = "";
        while (true) {
            var page = Scenery.items(simulators.get(
                            "/control/amazon/accounts/%s/listings?limit=1000&after=%s".formatted(seller, after)))
                    .toList();
            page.forEach(listing -> listings.put(listing.path("sku").asText(), listing));
            if (page.size() < 1000) {
                return listings;
            }
            after = page.getLast().path("sku").asText();
        }
    }

    private static JsonNode sellersChannel(JsonNode listing) {
        for (var channel : listing.path("live")) {
            if (channel.path("fulfillment_channel_code").asText().equals("DEFAULT")) {
                return channel;
            }
        }
        return MissingNode.getInstance();
    }

    private static Map<String, Integer> known(JsonNode stocked, Map<Long, String> names) {
        var levels = new HashMap<String, Integer>();
        if (stocked.path("variant").path("tracked").asBoolean()) {
            for (var level : stocked.path("levels")) {
                if (level.path("active").asBoolean() && level.path("available").isInt()) {
                    levels.put(
                            names.getOrDefault(level.path("location").asLong(), ""),
                            level.path("available").asInt());
                }
            }
        }
        return levels;
    }
}
