package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A shop of many variants in three warehouses is imported by the packaged service in its heap of 512 MB.
class ImportIT {
    private static final int VARIANTS = Integer.getInteger("stockrule.variants", 100_000);
    private static final String SHOP = "large.myshopify.com";
    private static final String OPERATOR = "sr_operator-of-the-import-test";

    @Test
    void a_large_shop_is_imported() throws IOException, InterruptedException {
        var data = Files.createTempDirectory("stockrule-import");
        var programs = new Programs(Path.of(""), data, Programs.freePort());
        int port = Programs.freePort();
        try (var _ = programs.startSimulators();
                var _ = programs.startService(port, OPERATOR, Map.of())) {
            var simulators = programs.simulators();
            var shelf = "/control/shopify/shops/" + SHOP;
            var simulated = simulators.put(shelf, Map.of("pointsPerSecond", 10_000_000, "pointsAtMost", 10_000_000));
            simulators.post(
                    shelf + "/catalogue",
                    Map.of("variants", VARIANTS, "warehouses", List.of("Berlin", "Lyon", "Roma")));
            var service = Programs.service(port);
            var merchant = service.withKey(service.withKey(OPERATOR)
                    .post("/api/v1/merchants", Map.of("name", "Large"))
                    .at("/apiKey/key")
                    .asText());
            long shop = merchant.post(
                            "/api/v1/shops",
                            Map.of(
                                    "domain", SHOP,
                                    "clientId", simulated.path("clientId").asText(),
                                    "clientSecret",
                                            simulated.path("clientSecret").asText()))
                    .path("id")
                    .asLong();

            var first = ShopImport.run(merchant, shop);
            tell("first import", first);
            var second = ShopImport.run(merchant, shop);
            tell("again, nothing changed", second);

            assertThat(first.variants()).isEqualTo(VARIANTS);
            assertThat(first.levels()).isGreaterThan(2L * VARIANTS);
            assertThat(second.levels()).isEqualTo(first.levels());
        }
    }

    private static void tell(String which, ShopImport done) {
        System.out.printf(
                "%s: %s, that is %,d variants/s and %,d levels/s%n",
                which, done, 1_000 * done.variants() / done.millis(), 1_000 * done.levels() / done.millis());
    }
}
