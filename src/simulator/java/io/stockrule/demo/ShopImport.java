package io.stockrule.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/// Has the service import a shop and waits until it has.
///
/// @param millis from start to end, as the service tells
/// @param shopifysMillis of these, until Shopify had written its files
public record ShopImport(long variants, long levels, int warehouses, long millis, long shopifysMillis) {
    private static final Duration LOOK = Duration.ofMillis(100);

    /// @param merchant with its key
    /// @throws IllegalStateException if it fails
    public static ShopImport run(Http merchant, long shop) throws InterruptedException {
        var imports = "/api/v1/shops/%d/imports".formatted(shop);
        merchant.post(imports, "");
        while (true) {
            var progress = merchant.get(imports + "/latest");
            switch (progress.path("state").asText()) {
                case "DONE" -> {
                    return of(progress);
                }
                case "FAILED" ->
                    throw new IllegalStateException(
                            "the import failed: " + progress.path("problem").asText());
                default -> Thread.sleep(LOOK);
            }
        }
    }

    private static ShopImport of(JsonNode progress) {
        var start = instant(progress, "startedAt");
        var prepared = progress.has("preparedAt") ? instant(progress, "preparedAt") : start;
        return new ShopImport(
                progress.path("variants").asLong(),
                progress.path("levels").asLong(),
                progress.path("warehouses").asInt(),
                Duration.between(start, instant(progress, "endedAt")).toMillis(),
                Duration.between(start, prepared).toMillis());
    }

    private static Instant instant(JsonNode progress, String name) {
        return Instant.parse(progress.path(name).asText());
    }

    @Override
    public String toString() {
        return "imported %,d variants, %,d levels, %d warehouses in %.1f s"
                .formatted(variants, levels, warehouses, millis / 1_000.0);
    }
}
