package io.stockrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How many webhooks a second are taken for good, by a service whose shop has no listings yet, and how long one waits.
final class Webhooks implements Section {
    private static final int VARIANTS = 5_000;

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        try (var service = new LiveService(place, VARIANTS, Map.of())) {
            var answer = Child.run(
                    WebhookLoad.class,
                    List.of("-Xmx256m", "-XX:+UseSerialGC"),
                    List.of(
                            String.valueOf(service.port),
                            service.webhookPath,
                            LiveService.SHOP,
                            service.secret,
                            levels(place, service).toString()));
            return List.of(
                    Row.atLeast(
                            5_000,
                            "webhooks to durable 2xx, 20 s",
                            answer.path("most").path("perSecond").asDouble(),
                            "/s"),
                    Row.below(
                            1,
                            "webhooks that were not answered 2xx",
                            answer.path("most").path("failed").asDouble()
                                    + answer.path("steady").path("failed").asDouble(),
                            ""),
                    Row.info(
                            "webhook to durable 2xx at 1,000/s, p50",
                            answer.path("steady").path("p50").asDouble(),
                            "ms"),
                    Row.below(
                            20,
                            "webhook to durable 2xx at 1,000/s, p99",
                            answer.path("steady").path("p99").asDouble(),
                            "ms"));
        }
    }

    /// A line for each level: item and location.
    private static Path levels(Place place, LiveService service) throws IOException {
        return levels(place, service, LiveService.SHOP);
    }

    static Path levels(Place place, LiveService service, String domain) throws IOException {
        var lines = service.stocked(domain).stream()
                .filter(item -> item.path("variant").path("tracked").asBoolean())
                .flatMap(item -> LiveService.list(item.path("levels")).stream())
                .filter(level -> level.path("active").asBoolean())
                .map(level -> level.path("item").asText() + " "
                        + level.path("location").asText())
                .toList();
        return Files.write(place.folder("load").resolve("levels"), lines);
    }
}
