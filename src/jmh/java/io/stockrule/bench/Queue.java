package io.stockrule.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How long a stock-out takes to Amazon's acceptance behind a full queue: all first numbers of a shop wait, as many a
/// second leave as Amazon allows, and every other second something is sold out.
final class Queue implements Section {
    private static final int LISTINGS = 2_100;
    /// More than the few that are sent before others.
    private static final int NOT_URGENT = 10;

    private static final int AMAZON_ALLOWS = 5;
    private static final int STOCK_OUTS = 20;
    private static final int BETWEEN_MILLIS = 2_000;

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        try (var service = new LiveService(place, LISTINGS, Map.of())) {
            var skus = Latency.skusInBerlin(service, NOT_URGENT);
            Latency.sell(service, skus, AMAZON_ALLOWS);
            Latency.hearOfChanges(service);
            Thread.sleep(10 * BETWEEN_MILLIS); // the service has come up to its speed
            int waiting = skus.size() - Latency.patches(service).size();
            var soldOut = skus.reversed().subList(0, STOCK_OUTS);
            for (var sku : soldOut) {
                Latency.change(service, sku, 0);
                Thread.sleep(BETWEEN_MILLIS);
            }
            double[] millis = waits(service, soldOut);
            return List.of(
                    Row.info("numbers that wait when the first is sold out", waiting, ""),
                    Row.info("sold out to Amazon's acceptance, p50", millis[millis.length / 2], "ms"),
                    Row.below(2_000, "sold out to Amazon's acceptance, longest", millis[millis.length - 1], "ms"));
        }
    }

    private static double[] waits(LiveService service, List<String> soldOut) {
        var changed = Latency.changes(service, available -> available == 0);
        var arrived = new HashMap<String, Instant>();
        Latency.patches(service).stream()
                .filter(patch -> patch.path("quantity").asInt(-1) == 0)
                .forEach(patch -> arrived.putIfAbsent(
                        sku(patch), Instant.parse(patch.path("at").asText())));
        return soldOut.stream()
                .mapToDouble(sku -> Duration.between(
                                Objects.requireNonNull(changed.get(sku), sku),
                                Objects.requireNonNull(arrived.get(sku), sku))
                        .toMillis())
                .sorted()
                .toArray();
    }

    private static String sku(JsonNode patch) {
        return patch.path("sku").asText();
    }
}
