package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One merchant of the packaged service, between a simulated Shopify and a simulated Amazon.
final class World implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger WORLDS = new AtomicInteger();

    private final Programs programs;
    private final boolean alone;
    final Http simulators;
    final Http service;
    final Http merchant;
    final String key;
    final long account;

    /// The simulators' addresses of the merchant's shop and of the seller's account.
    final String shopControl;

    final String sellerControl;

    private final String domain;
    private final String seller;
    private final long shop;
    private final Map<String, JsonNode> variants = new HashMap<>();

    /// Beside other merchants.
    World() throws IOException, InterruptedException {
        this(Programs.shared(), false);
    }

    /// With a service of its own.
    ///
    /// @param settings beside those that make it quick
    World(Map<String, String> settings) throws IOException, InterruptedException {
        this(Programs.start(settings), true);
    }

    private World(Programs programs, boolean alone) {
        this.programs = programs;
        this.alone = alone;
        simulators = programs.simulators();
        service = programs.service();
        int number = WORLDS.incrementAndGet();
        domain = "seed-%d.myshopify.com".formatted(number);
        seller = "SELLERSEED%d".formatted(number);
        shopControl = "/control/shopify/shops/" + domain;
        sellerControl = "/control/amazon/accounts/" + seller;
        var created = service.withKey(Programs.OPERATOR)
                .post("/api/v1/merchants", Map.of("name", "Seed", "timeZone", "Europe/Berlin"));
        key = created.path("apiKey").path("key").asText();
        merchant = service.withKey(key);
        shop = connectShop();
        account = connectAccount();
    }

    private long connectShop() {
        var simulated = simulators.put(shopControl, Map.of("pointsPerSecond", 5_000, "pointsAtMost", 50_000));
        var connected = merchant.post(
                "/api/v1/shops",
                Map.of(
                        "domain", domain,
                        "clientId", simulated.path("clientId").asText(),
                        "clientSecret", simulated.path("clientSecret").asText()));
        simulators.put(
                shopControl,
                Map.of(
                        "webhookAddress",
                        address() + connected.path("webhookPath").asText()));
        return connected.path("id").asLong();
    }

    private long connectAccount() {
        var simulated = simulators.put(sellerControl, Map.of("region", "EU", "requestsPerSecond", 50, "burst", 50));
        return new AmazonConnection("Amazon EU", "EU", seller).make(merchant, simulated);
    }

    /// @param marketplaceIds Amazon's; the seller sells in no other marketplace from now on
    void sellsIn(String... marketplaceIds) {
        simulators.put(sellerControl, Map.of("marketplaces", List.of(marketplaceIds)));
    }

    /// Where the service and its page are.
    String address() {
        return programs.address();
    }

    /// A profile with this text after its first line, and a Selling List under it.
    ///
    /// @return the list's id
    long listUnder(String profile, String statements) {
        profile(profile, statements);
        return merchant.post(
                        "/api/v1/selling-lists",
                        Map.of("name", profile, "amazonAccountId", account, "marketplace", "DE", "profile", profile))
                .path("id")
                .asLong();
    }

    void profile(String name, String statements) {
        merchant.putText("/api/v1/profiles/" + name, "profile \"%s\"%n%s".formatted(name, statements));
    }

    /// A variant with stock, listed on Amazon through this channel with quantity 9 shown, and linked.
    ///
    /// @param levels units per warehouse; null for a level without a number
    void sell(long list, String sku, Map<String, @Nullable Integer> levels, String channel) {
        have(sku, levels);
        offer(sku, channel, 9);
        var added = merchant.post(
                "/api/v1/selling-lists/" + list + "/items",
                Map.of("items", List.of(Map.of("shop", shop, "sku", sku, "sellerSku", sku))));
        assertThat(added.path("added").asInt()).as(added.toString()).isEqualTo(1);
    }

    /// A variant with stock, which is in no list.
    ///
    /// @param levels units per warehouse; null for a level without a number
    void have(String sku, Map<String, @Nullable Integer> levels) {
        var described = new ArrayList<Map<String, Object>>();
        levels.forEach((warehouse, units) -> {
            var level = new HashMap<String, Object>(Map.of("location", warehouse));
            if (units != null) {
                level.put("available", units);
            }
            described.add(level);
        });
        simulators.put(
                shopControl + "/variants",
                List.of(Map.of(
                        "sku",
                        sku,
                        "tracked",
                        levels.values().stream().noneMatch(Objects::isNull),
                        "levels",
                        described)));
        var found = Scenery.items(simulators.get(shopControl + "/variants?limit=1000"))
                .map(item -> item.path("variant"))
                .filter(variant -> variant.path("sku").asText().equals(sku))
                .findFirst()
                .orElseThrow();
        variants.put(sku, found);
        registerWarehouses();
        title(sku, sku);
    }

    /// By hand, in Seller Central.
    void edit(String sku, int quantity) {
        simulators.post(sellerControl + "/listings/" + sku + "/edit", Map.of("quantity", quantity));
    }

    void order(String sku, int units) {
        simulators.post(sellerControl + "/orders", Map.of("sku", sku, "units", units));
    }

    /// The seller's offer on Amazon, as it is from now on, whoever set it before.
    ///
    /// @param quantity shown; of no account if Amazon fulfils it
    void offer(String sku, String channel, int quantity) {
        var offer = new HashMap<String, Object>(Map.of("fulfillment_channel_code", channel));
        if (channel.equals("DEFAULT")) {
            offer.put("quantity", quantity);
            offer.put("lead_time_to_ship_max_days", 4);
        }
        simulators.put(sellerControl + "/listings", List.of(Map.of("sku", sku, "channels", List.of(offer))));
    }

    void sell(long list, String sku, Map<String, @Nullable Integer> levels) {
        sell(list, sku, levels, "DEFAULT");
    }

    /// Gives a variant another title.
    void title(String sku, String title) {
        var variant = variant(sku);
        merchant.put(
                "/api/v1/shops/" + shop + "/variants",
                List.of(Map.of(
                        "variantId",
                        variant.path("id").asLong(),
                        "inventoryItemId",
                        variant.path("item").asLong(),
                        "sku",
                        sku,
                        "title",
                        title)));
    }

    /// As Shopify has it, when it was made.
    JsonNode variant(String sku) {
        return Objects.requireNonNull(variants.get(sku), sku);
    }

    /// Has the service read the whole shop, and answer what was told of it meanwhile.
    void importShop() {
        try {
            ShopImport.run(merchant, shop);
            await().atMost(PATIENCE)
                    .until(() -> merchant.get("/api/v1/shops/%d/catalogue".formatted(shop))
                                    .path("inDoubt")
                                    .asInt()
                            == 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void registerWarehouses() {
        merchant.put(
                "/api/v1/warehouses",
                Scenery.items(simulators.get(shopControl + "/locations"))
                        .map(location -> Map.of(
                                "shop", shop,
                                "locationId", location.path("id").asLong(),
                                "name", location.path("name").asText()))
                        .toList());
    }

    /// Stock changes in Shopify, which tells it by webhook; returns when the service has decided on it.
    void stock(String sku, String warehouse, int units) {
        simulators.post(
                shopControl + "/levels", List.of(Map.of("sku", sku, "warehouse", warehouse, "available", units)));
        await().atMost(PATIENCE).until(() -> stockDecidedOn(sku, warehouse).equals(OptionalInt.of(units)));
    }

    /// A decision may have come meanwhile for another reason, such as an account that was switched.
    private OptionalInt stockDecidedOn(String sku, String warehouse) {
        var facts = merchant.get("/api/v1/listings/" + listing(sku).path("id").asLong() + "/explanation")
                .at("/decision/facts/variant/stock");
        for (var level : facts) {
            if (level.path("warehouse").asText().equals(warehouse)) {
                return OptionalInt.of(level.path("available").asInt(-1));
            }
        }
        return OptionalInt.empty();
    }

    private Instant decidedAt(String sku) {
        return Instant.parse(listing(sku).path("decidedAt").asText(Instant.EPOCH.toString()));
    }

    public JsonNode listing(String sku) {
        return merchant.get("/api/v1/listings?sku=" + sku).path("items").path(0);
    }

    void awaitDecision(String sku) {
        await().atMost(PATIENCE).until(() -> decidedAt(sku).isAfter(Instant.EPOCH));
    }

    void awaitShown(String sku, int units) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shown(sku)).as(sku).isEqualTo(units));
    }

    void awaitStatus(String sku, String status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(
                        () -> assertThat(listing(sku).path("status").asText()).isEqualTo(status));
    }

    /// The quantity that buyers on Amazon see.
    int shown(String sku) {
        return offer(sku).path("quantity").asInt(-1);
    }

    JsonNode offer(String sku) {
        return simulators.get(sellerControl + "/listings/" + sku).path("live").path(0);
    }

    /// Every quantity that reached Amazon for this SKU, in order.
    List<Integer> sent(String sku) {
        return Scenery.items(simulators.get(sellerControl + "/patches?sku=" + sku))
                .map(patch -> patch.path("quantity").asInt())
                .toList();
    }

    @Override
    public void close() {
        if (alone) {
            programs.close();
        }
    }
}
