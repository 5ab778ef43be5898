package io.stockrule.bench;

import io.stockrule.demo.AmazonConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How long a merchant's change waits to be decided while a million listings of another one are decided again.
final class Fairness implements Section {
    private static final int LISTINGS = 1_000_000;
    private static final int CHANGES = 200;
    private static final String LARGE = "large.myshopify.com";
    private static final String SMALL = "small.myshopify.com";
    private static final String SELLER = "SELLER-SMALL";

    @Override
    public String name() {
        return "fairness";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        try (var service = new LiveService(place, 100, Map.of("STOCKRULE_DELIVERY_ENABLED", "false"))) {
            var small = service.connect(SMALL, 100);
            var sku = sell(service, small);
            var large = LargeMerchant.of(service, service.connect(LARGE, 100), LISTINGS);
            try (var database = service.database()) {
                large.saveProfile();
                long start = System.nanoTime();
                double[] waits = new double[CHANGES];
                int during = 0;
                for (int i = 0; i < CHANGES; i++) {
                    waits[i] = change(service, database, small, sku, 1_000 + i);
                    during += large.isBusy(database) ? 1 : 0;
                    if (during <= i) {
                        large.saveProfile();
                    }
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                Arrays.sort(waits);
                return List.of(
                        Row.info("a change while 1,000,000 of another merchant wait, p50", waits[CHANGES / 2], "ms"),
                        Row.below(
                                1_000,
                                "a change while 1,000,000 of another merchant wait, p99",
                                waits[(int) (CHANGES * 0.99)],
                                "ms"),
                        Row.info("changes that it was measured on", CHANGES, ""),
                        Row.info("of these, while they still waited", during, ""),
                        Row.info("in all", seconds, "s"));
            }
        }
    }

    /// @return the SKU of a listing that shows its stock in Berlin
    private static String sell(LiveService service, LiveService.Connected shop) {
        var sku = service.stocked(shop.domain()).stream()
                .filter(item -> item.path("variant").path("tracked").asBoolean())
                .filter(item -> LiveService.list(item.path("levels")).stream()
                        .allMatch(level -> level.path("active").asBoolean()))
                .map(item -> item.path("variant").path("sku").asText())
                .findFirst()
                .orElseThrow();
        service.simulators.put(
                "/control/shopify/shops/" + shop.domain(),
                Map.of("webhookAddress", "http://127.0.0.1:" + service.port + shop.webhookPath()));
        var simulated = service.simulators.put("/control/amazon/accounts/" + SELLER, Map.of("region", "EU"));
        long account = new AmazonConnection("Small", "EU", SELLER).make(shop.merchant(), simulated);
        shop.merchant().patch("/api/v1/amazon-accounts/" + account, Map.of("updateQuantity", false));
        shop.merchant().putText("/api/v1/profiles/Small", "profile \"Small\"\nuse warehouse \"Berlin\"\n");
        long list = shop.merchant()
                .post(
                        "/api/v1/selling-lists",
                        Map.of("name", "Small", "amazonAccountId", account, "marketplace", "DE", "profile", "Small"))
                .path("id")
                .asLong();
        shop.merchant()
                .post(
                        "/api/v1/selling-lists/" + list + "/items",
                        Map.of("items", List.of(Map.of("shop", shop.id(), "sku", sku, "sellerSku", sku))));
        return sku;
    }

    /// @return milliseconds from the change in Shopify until it is decided
    private static double change(
            LiveService service, Connection database, LiveService.Connected shop, String sku, int available)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        service.simulators.post(
                "/control/shopify/shops/" + shop.domain() + "/levels",
                List.of(Map.of("sku", sku, "warehouse", "Berlin", "available", available)));
        while (decided(database, shop.merchantId()) != available) {
            Thread.sleep(2);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static int decided(Connection database, long merchant) throws SQLException {
        try (var query =
                database.prepareStatement("select coalesce(max(quantity), -1) from decision where merchant_id = ?")) {
            query.setLong(1, merchant);
            try (var answer = query.executeQuery()) {
                answer.next();
                return answer.getInt(1);
            }
        }
    }
}
