package io.stockrule.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.ShopImport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// How long a merchant's webhooks wait while another one saves a profile of 200,000 listings again and again; and, when
/// all of these are decided, while it imports its shop.
final class Neighbours implements Section {
    private static final int LISTINGS = 200_000;
    private static final int CATALOGUE = 20_000;
    private static final int PER_SECOND = 100;
    private static final int MANY_PER_SECOND = 1_000;
    private static final int BETWEEN_SAVES_MILLIS = 2_000;
    private static final String SMALL = "small.myshopify.com";
    private static final String LARGE = "large.myshopify.com";

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        try (var service = new LiveService(place, 100, Map.of("STOCKRULE_DELIVERY_ENABLED", "false"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var shop = service.connect(LARGE, CATALOGUE);
            var small = service.connect(SMALL, 1_000);
            var levels = Webhooks.levels(place, service, SMALL);
            var large = LargeMerchant.of(service, shop, LISTINGS);
            var arguments = List.of(
                    String.valueOf(service.port),
                    small.webhookPath(),
                    small.domain(),
                    small.secret(),
                    levels.toString());
            load(arguments); // flat out: the service has come up to its speed
            Callable<JsonNode> load = () -> load(append(arguments, String.valueOf(PER_SECOND)));
            Callable<JsonNode> heavy = () -> load(append(arguments, String.valueOf(MANY_PER_SECOND)));
            var quiet = load.call();
            var saving = threads.submit(load);
            saveUntilDone(saving, large);
            var savingMore = threads.submit(heavy);
            saveUntilDone(savingMore, large);
            try (var database = service.database()) {
                large.awaitDecided(database);
            }
            var importing = threads.submit(load);
            importUntilDone(importing, shop);
            var importingMore = threads.submit(heavy);
            importUntilDone(importingMore, shop);
            return List.of(
                    Row.info("a merchant's webhooks while nothing else happens, p99", p99(quiet), "ms"),
                    Row.below(50, "while another saves a profile of 200,000 listings, p99", p99(saving), "ms"),
                    Row.below(20, "1,000/s of them, while another saves such a profile, p99", p99(savingMore), "ms"),
                    Row.below(50, "while another imports its shop, p99", p99(importing), "ms"),
                    Row.below(20, "1,000/s of them, while another imports its shop, p99", p99(importingMore), "ms"),
                    Row.below(
                            1, "of these not answered 2xx", failed(saving, savingMore, importing, importingMore), ""));
        }
    }

    private static void saveUntilDone(Future<?> load, LargeMerchant large) throws InterruptedException {
        while (!load.isDone()) {
            large.saveProfile();
            Thread.sleep(BETWEEN_SAVES_MILLIS);
        }
    }

    private static void importUntilDone(Future<?> load, LiveService.Connected shop) throws InterruptedException {
        while (!load.isDone()) {
            ShopImport.run(shop.merchant(), shop.id());
        }
    }

    private static JsonNode load(List<String> arguments) throws Exception {
        return Child.run(WebhookLoad.class, List.of("-Xmx128m", "-XX:+UseSerialGC"), arguments)
                .path("steady");
    }

    private static List<String> append(List<String> arguments, String last) {
        return Stream.concat(arguments.stream(), Stream.of(last)).toList();
    }

    private static double p99(Future<JsonNode> load) throws Exception {
        return p99(load.get());
    }

    private static double p99(JsonNode load) {
        return load.path("p99").asDouble();
    }

    @SafeVarargs
    private static double failed(Future<JsonNode>... loads) throws Exception {
        double failed = 0;
        for (var load : loads) {
            failed += load.get().path("failed").asDouble();
        }
        return failed;
    }
}
