package io.stockrule.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.Http;
import io.stockrule.demo.JavaProcess;
import io.stockrule.demo.DemoPrograms;
import io.stockrule.demo.ShopImport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The packaged service between the simulated Shopify and the simulated Amazon, each in a process of its own, and a
/// merchant with one shop whose catalogue has been imported.
final class LiveService implements AutoCloseable {
    static final String OPERATOR = "sr_operator-of-the-measurements";
    static final String SHOP = "bench.myshopify.com";

    private static final int AT_ONCE = 500;

    private final JavaProcess simulatorProcess;
    private final JavaProcess serviceProcess;
    final int port;
    final Http simulators;
    final Http merchant;
    final long shop;
    final String webhookPath;
    final String secret;
    final ShopImport imported;

    LiveService(Place place, int variants, Map<String, String> settings) throws IOException, InterruptedException {
        var programs = new DemoPrograms(place.home(), place.folder("service"), DemoPrograms.freePort());
        port = DemoPrograms.freePort();
        simulatorProcess = programs.startSimulators();
        serviceProcess = programs.startService(port, OPERATOR, settings);
        simulators = programs.simulators();
        var created = DemoPrograms.service(port)
                .withKey(OPERATOR)
                .post("/api/v1/merchants", Map.of("name", "Bench", "timeZone", "Europe/Berlin"));
        merchant = DemoPrograms.service(port)
                .withKey(created.path("apiKey").path("key").asText());
        var simulated = simulators.put(
                "/control/shopify/shops/" + SHOP,
                Map.of("plus", true, "pointsPerSecond", 10_000_000, "pointsAtMost", 10_000_000));
        secret = simulated.path("clientSecret").asText();
        simulators.post(
                "/control/shopify/shops/" + SHOP + "/catalogue",
                Map.of("variants", variants, "warehouses", List.of("Berlin", "Hamburg", "Wien")));
        var connected = merchant.post(
                "/api/v1/shops",
                Map.of("domain", SHOP, "clientId", simulated.path("clientId").asText(), "clientSecret", secret));
        shop = connected.path("id").asLong();
        webhookPath = connected.path("webhookPath").asText();
        imported = ShopImport.run(merchant, shop);
    }

    /// Variants with their levels, as they stand in the simulated Shopify.
    List<JsonNode> stocked() {
        var all = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            var page = items(simulators.get(
                    "/control/shopify/shops/%s/variants?limit=%d&after=%d".formatted(SHOP, AT_ONCE, after)));
            all.addAll(page);
            if (page.size() < AT_ONCE) {
                return all;
            }
            after = page.getLast().path("variant").path("id").asLong();
        }
    }

    static List<JsonNode> items(JsonNode answer) {
        return list(answer.path("items"));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public void close() {
        serviceProcess.close();
        simulatorProcess.close();
    }
}
