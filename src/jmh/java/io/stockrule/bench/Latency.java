package io.stockrule.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.AmazonConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/// How long a stock change takes from Shopify's webhook to Amazon's acceptance, while Amazon's limit is not reached.
final class Latency implements Section {
    private static final int LISTINGS = 300;
    private static final int CHANGES_PER_SECOND = 10;
    private static final int ALLOWED_PER_SECOND = 40;
    private static final int AT_ONCE = 500;
    private static final String SELLER = "SELLER-BENCH";
    private static final String ACCOUNT = "/control/amazon/accounts/" + SELLER;
    /// Numbers that no listing has before.
    private static final int SHOWN_BEFORE = 77_777;

    private static final int FIRST = 1_000;
    private static final String PROFILE =
            "profile \"Latency\"\nuse warehouse \"Berlin\"\nwhen listed is 3 then list 2\n";

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        var settings = Map.of(
                "STOCKRULE_DELIVERY_SENDS_PER_SECOND", String.valueOf(ALLOWED_PER_SECOND),
                "STOCKRULE_DELIVERY_READS_PER_SECOND", "10",
                "STOCKRULE_DELIVERY_BURST", "10",
                "STOCKRULE_WAVES_ZEROED_PERCENT", "0", // the first numbers would be a wave: Amazon shows more
                "STOCKRULE_WAVES_LOWERED_PERCENT", "0");
        try (var service = new LiveService(place, LISTINGS, settings)) {
            var skus = skusInBerlin(service, Integer.MIN_VALUE);
            sell(service, skus, 2 * ALLOWED_PER_SECOND);
            awaitPatches(service, skus.size(), Duration.ofMinutes(2));
            change(service, skus);
            awaitPatches(service, 2 * skus.size(), Duration.ofSeconds(30));
            double[] millis = waits(service, skus);
            return List.of(
                    Row.below(500, "webhook to Amazon's acceptance, 10/s, p50", millis[millis.length / 2], "ms"),
                    Row.below(
                            2_000,
                            "webhook to Amazon's acceptance, 10/s, p99",
                            millis[(int) (millis.length * 0.99)],
                            "ms"),
                    Row.info("changes that it was measured on", millis.length, ""));
        }
    }

    /// @param least that is available there
    static List<String> skusInBerlin(LiveService service, int least) {
        long berlin =
                LiveService.items(service.simulators.get("/control/shopify/shops/" + LiveService.SHOP + "/locations"))
                        .stream()
                        .filter(location -> location.path("name").asText().equals("Berlin"))
                        .mapToLong(location -> location.path("id").asLong())
                        .findFirst()
                        .orElseThrow();
        return service.stocked().stream()
                .filter(item -> item.path("variant").path("tracked").asBoolean())
                .filter(item -> LiveService.list(item.path("levels")).stream()
                        .anyMatch(level -> level.path("location").asLong() == berlin
                                && level.path("active").asBoolean()
                                && level.path("available").asInt() >= least))
                .map(item -> item.path("variant").path("sku").asText())
                .toList();
    }

    /// @param perSecond requests that the simulated Amazon takes
    static void sell(LiveService service, List<String> skus, int perSecond) {
        var simulated = service.simulators.put(
                ACCOUNT, Map.of("region", "EU", "requestsPerSecond", perSecond, "burst", perSecond));
        var offer = Map.of("fulfillment_channel_code", "DEFAULT", "quantity", SHOWN_BEFORE);
        service.simulators.put(
                ACCOUNT + "/listings",
                skus.stream()
                        .map(sku -> Map.of("sku", sku, "channels", List.of(offer)))
                        .toList());
        service.merchant.putText("/api/v1/profiles/Latency", PROFILE);
        long account = new AmazonConnection("Amazon", "EU", SELLER).make(service.merchant, simulated);
        long list = service.merchant
                .post(
                        "/api/v1/selling-lists",
                        Map.of("name", "All", "amazonAccountId", account, "marketplace", "DE", "profile", "Latency"))
                .path("id")
                .asLong();
        for (int i = 0; i < skus.size(); i += AT_ONCE) {
            var some = skus.subList(i, Math.min(skus.size(), i + AT_ONCE));
            service.merchant.post(
                    "/api/v1/selling-lists/" + list + "/items",
                    Map.of(
                            "items",
                            some.stream()
                                    .map(sku -> Map.of("shop", service.shop, "sku", sku, "sellerSku", sku))
                                    .toList()));
        }
    }

    private static void awaitPatches(LiveService service, int count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        int arrived = 0;
        while (arrived < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("of %d numbers %d arrived".formatted(count, arrived));
            }
            Thread.sleep(200);
            arrived = patches(service).size();
        }
    }

    static List<JsonNode> patches(LiveService service) {
        return LiveService.list(
                service.simulators.get(ACCOUNT + "/patches?limit=1000").path("items"));
    }

    static void hearOfChanges(LiveService service) {
        service.simulators.put(
                "/control/shopify/shops/" + LiveService.SHOP,
                Map.of("webhookAddress", "http://127.0.0.1:" + service.port + service.webhookPath));
    }

    static void change(LiveService service, String sku, int available) {
        service.simulators.post(
                "/control/shopify/shops/" + LiveService.SHOP + "/levels",
                List.of(Map.of("sku", sku, "warehouse", "Berlin", "available", available)));
    }

    private static void change(LiveService service, List<String> skus) throws InterruptedException {
        hearOfChanges(service);
        long start = System.nanoTime();
        for (int i = 0; i < skus.size(); i++) {
            long due = start + i * 1_000_000_000L / CHANGES_PER_SECOND;
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            change(service, skus.get(i), FIRST + i);
        }
    }

    /// In milliseconds, sorted. Both times are the simulators': of the change, which sends the webhook, and of Amazon's
    /// taking the number that follows from it.
    private static double[] waits(LiveService service, List<String> skus) {
        var changed = changes(service, available -> available >= FIRST);
        var waits = patches(service).stream()
                .filter(patch -> patch.path("quantity").asInt() >= FIRST
                        && patch.path("quantity").asInt() < FIRST + skus.size()
                        && patch.path("status").asText().equals("ACCEPTED"))
                .mapToDouble(patch -> Duration.between(
                                Objects.requireNonNull(
                                        changed.get(patch.path("sku").asText())),
                                Instant.parse(patch.path("at").asText()))
                        .toMillis())
                .sorted()
                .toArray();
        if (waits.length < skus.size()) {
            throw new IllegalStateException("of %d changes %d arrived".formatted(skus.size(), waits.length));
        }
        return waits;
    }

    /// When the stock of each SKU changed to such a number.
    static Map<String, Instant> changes(LiveService service, IntPredicate to) {
        var changed = new HashMap<String, Instant>();
        long after = 0;
        while (true) {
            var answer = service.simulators.get("/control/events?limit=500&waitMillis=0&after=" + after);
            for (var event : LiveService.items(answer)) {
                var data = event.path("data");
                if (event.path("kind").asText().equals("STOCK_CHANGED")
                        && to.test(data.path("to").asInt())) {
                    changed.put(
                            data.path("sku").asText(),
                            Instant.parse(event.path("at").asText()));
                }
            }
            if (answer.path("items").isEmpty()) {
                return changed;
            }
            after = answer.path("next").asLong();
        }
    }
}
