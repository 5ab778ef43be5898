package io.stockrule.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.DemoPrograms;
import io.stockrule.demo.Http;
import io.stockrule.demo.JavaProcess;
import io.stockrule.demo.ShopImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The packaged service between the simulated Shopify and the simulated Amazon, which get what others leave of the
/// processors, and a merchant with one shop whose catalogue has been imported.
final class LiveService implements AutoCloseable {
    static final String OPERATOR = "sr_operator-of-the-measurements";
    static final String SHOP = "bench.myshopify.com";

    private static final int AT_ONCE = 500;

    private final JavaProcess simulatorProcess;
    private final JavaProcess serviceProcess;
    private final Path data;
    final int port;
    final Http simulators;
    final Http merchant;
    final long shop;
    final String webhookPath;
    final String secret;
    final ShopImport imported;

    LiveService(Place place, int variants, Map<String, String> settings) throws IOException, InterruptedException {
        var folder = place.folder("service");
        var programs = new DemoPrograms(place.home(), folder, DemoPrograms.freePort());
        port = DemoPrograms.freePort();
        simulatorProcess = programs.startSimulatorsAside();
        serviceProcess = programs.startService(port, OPERATOR, settings);
        simulators = programs.simulators();
        data = folder.resolve("service/postgresql");
        var first = connect(SHOP, variants);
        merchant = first.merchant();
        shop = first.id();
        secret = first.secret();
        webhookPath = first.webhookPath();
        imported = first.imported();
    }

    /// A merchant's shop whose catalogue has been imported.
    ///
    /// @param merchant the service, with the merchant's key
    record Connected(
            Http merchant,
            long merchantId,
            long id,
            String domain,
            String webhookPath,
            String secret,
            ShopImport imported) {}

    /// One more merchant, with a shop.
    Connected connect(String domain, int variants) throws InterruptedException {
        var created = DemoPrograms.service(port)
                .withKey(OPERATOR)
                .post("/api/v1/merchants", Map.of("name", domain, "timeZone", "Europe/Berlin"));
        var its = DemoPrograms.service(port)
                .withKey(created.path("apiKey").path("key").asText());
        var simulated = simulators.put(
                "/control/shopify/shops/" + domain,
                Map.of("plus", true, "pointsPerSecond", 10_000_000, "pointsAtMost", 10_000_000));
        simulators.post(
                "/control/shopify/shops/" + domain + "/catalogue",
                Map.of("variants", variants, "warehouses", List.of("Berlin", "Hamburg", "Wien")));
        var clientSecret = simulated.path("clientSecret").asText();
        var answer = its.post(
                "/api/v1/shops",
                Map.of(
                        "domain",
                        domain,
                        "clientId",
                        simulated.path("clientId").asText(),
                        "clientSecret",
                        clientSecret));
        long id = answer.path("id").asLong();
        return new Connected(
                its,
                created.path("merchant").path("id").asLong(),
                id,
                domain,
                answer.path("webhookPath").asText(),
                clientSecret,
                ShopImport.run(its, id));
    }

    /// The service's own database, for what would take too long through the door.
    Connection database() throws IOException, SQLException {
        var port = Files.readString(data.resolve("port")).strip();
        var password = Files.readString(data.resolve("password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/stockrule".formatted(port), "stockrule", password);
    }

    /// Variants with their levels, as they stand in the simulated Shopify.
    List<JsonNode> stocked() {
        return stocked(SHOP);
    }

    List<JsonNode> stocked(String domain) {
        var all = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            var page = items(simulators.get(
                    "/control/shopify/shops/%s/variants?limit=%d&after=%d".formatted(domain, AT_ONCE, after)));
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
