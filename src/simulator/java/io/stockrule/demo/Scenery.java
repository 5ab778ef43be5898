package io.stockrule.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Sets the demonstration's stage: a shop and its catalogue, two Amazon accounts, and a merchant who connects them with
/// two Selling Lists under two profiles. Everything goes through the same doors that real users take.
public final class Scenery {
    /// The demonstration's shop.
    public static final String SHOP = "aroma-and-asana.myshopify.com";

    private static final List<String> WAREHOUSES = List.of("Berlin", "Lyon", "Roma");
    private static final String DE = "A1PA6795UKMFR9";
    private static final String US = "ATVPDKIKX0DER";
    private static final int AT_ONCE = 500;
    /// Each so-manieth listing is fulfilled by Amazon: it must be left alone.
    private static final int FBA_EVERY = 60;

    private final Http simulators;
    private final Http service;
    private final int variants;
    private final int sold;
    private final Consumer<String> tell;

    /// @param service with the operator's key
    /// @param variants how many to make up, 1,000 or more for the full show
    /// @param tell takes a line about what was done
    public Scenery(Http simulators, Http service, int variants, Consumer<String> tell) {
        this(simulators, service, variants, variants, tell);
    }

    /// @param sold how many of them, the first ones, are sold on Amazon
    Scenery(Http simulators, Http service, int variants, int sold, Consumer<String> tell) {
        this.simulators = simulators;
        this.service = service;
        this.variants = variants;
        this.sold = sold;
        this.tell = tell;
    }

    /// A place where listings are sold, and the profile's meaning in plain Java, to hold the outcome against.
    ///
    /// @param profile its name
    /// @param text its text
    /// @param expected what it says of the known levels per warehouse; empty when it holds
    record Place(
            String list,
            String seller,
            String region,
            String marketplace,
            String marketplaceId,
            String profile,
            String text,
            Function<Map<String, Integer>, OptionalInt> expected) {}

    static final List<Place> PLACES = List.of(
            new Place("Home and candles", "SELLER-DE", "EU", "DE", DE, "Careful", """
                    # Two warehouses ship to Amazon customers; the last units are kept for the shop.
                    profile "Careful"
                    use warehouses "Berlin", "Lyon"
                    keep 2 in reserve
                    quantity not more than 10
                    when stock is unknown then list 3

                    expect "Berlin" 7, "Lyon" 1 lists 6
                    expect "Berlin" 40, "Roma" 5 lists 10
                    expect stock unknown lists 3
                    """, Scenery::careful),
            new Place("Everything else", "SELLER-US", "NA", "US", US, "Plain", """
                    # All there is, but nothing when it could be a counting error.
                    profile "Plain"
                    quantity product value
                    when available is below 3 then list 0

                    expect available 20 lists 20
                    expect available 2 lists 0
                    expect stock unknown holds
                    """, Scenery::plain));

    private static OptionalInt careful(Map<String, Integer> levels) {
        var chosen = levels.entrySet().stream()
                .filter(level -> !level.getKey().equals("Roma"))
                .map(Map.Entry::getValue)
                .toList();
        if (chosen.isEmpty()) {
            return OptionalInt.of(3);
        }
        int available = chosen.stream().mapToInt(Integer::intValue).sum();
        return OptionalInt.of(Math.clamp(available - 2L, 0, 10));
    }

    private static OptionalInt plain(Map<String, Integer> levels) {
        if (levels.isEmpty()) {
            return OptionalInt.empty();
        }
        int available = levels.values().stream().mapToInt(Integer::intValue).sum();
        return OptionalInt.of(available < 3 ? 0 : available);
    }

    /// Sets everything up.
    ///
    /// @param serviceAddress where the simulated Shopify reaches the service
    /// @param perSecond updates that each simulated Amazon account allows
    /// @return the merchant's API key
    public String setUp(String serviceAddress, int perSecond) throws InterruptedException {
        simulators.put(
                "/control/shopify/shops/" + SHOP,
                Map.of("plus", true, "pointsPerSecond", 2_000, "pointsAtMost", 40_000));
        simulators.post(
                "/control/shopify/shops/" + SHOP + "/catalogue",
                Map.of("variants", variants, "warehouses", WAREHOUSES));
        var created = service.post("/api/v1/merchants", Map.of("name", "Aroma & Asana", "timeZone", "Europe/Berlin"));
        var key = created.path("apiKey").path("key").asText();
        var merchant = service.withKey(key);
        long shop = connectShop(merchant, serviceAddress);
        tell.accept("  " + ShopImport.run(merchant, shop));
        var catalogue = variants();
        for (int i = 0; i < PLACES.size(); i++) {
            int number = i;
            var mine = new ArrayList<JsonNode>();
            for (int j = 0; j < Math.min(sold, catalogue.size()); j++) {
                if (j % PLACES.size() == number) {
                    mine.add(catalogue.get(j));
                }
            }
            sell(merchant, PLACES.get(i), mine, perSecond);
        }
        return key;
    }

    private long connectShop(Http merchant, String serviceAddress) {
        var simulated = simulators.get("/control/shopify/shops/" + SHOP);
        var shop = merchant.post(
                "/api/v1/shops",
                Map.of(
                        "domain", SHOP,
                        "clientId", simulated.path("clientId").asText(),
                        "clientSecret", simulated.path("clientSecret").asText()));
        simulators.put(
                "/control/shopify/shops/" + SHOP,
                Map.of(
                        "webhookAddress",
                        serviceAddress + shop.path("webhookPath").asText()));
        return shop.path("id").asLong();
    }

    private void sell(Http merchant, Place place, List<JsonNode> catalogue, int perSecond) {
        var account = "/control/amazon/accounts/" + place.seller();
        var simulated = simulators.put(
                account,
                Map.of(
                        "region",
                        place.region(),
                        "marketplaces",
                        List.of(place.marketplaceId()),
                        "requestsPerSecond",
                        perSecond,
                        "burst",
                        perSecond));
        var listings = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < catalogue.size(); i++) {
            var code = i % FBA_EVERY == FBA_EVERY - 1 ? "AMAZON_" + place.region() : "DEFAULT";
            var channel = new HashMap<String, Object>(Map.of("fulfillment_channel_code", code));
            if (code.equals("DEFAULT")) {
                channel.put("quantity", 0);
            }
            listings.add(Map.of("sku", catalogue.get(i).path("sku").asText(), "channels", List.of(channel)));
        }
        simulators.put(account + "/listings", listings);
        long accountId = new AmazonConnection("Amazon " + place.marketplace(), place.region(), place.seller())
                .make(merchant, simulated);
        merchant.putText("/api/v1/profiles/" + place.profile(), place.text());
        long list = merchant.post(
                        "/api/v1/selling-lists",
                        Map.of(
                                "name", place.list(),
                                "amazonAccountId", accountId,
                                "marketplace", place.marketplace(),
                                "profile", place.profile()))
                .path("id")
                .asLong();
        tell.accept("  " + link(merchant, list, catalogue) + " by a table of SKUs to " + place.list());
    }

    private static String link(Http merchant, long list, List<JsonNode> catalogue) {
        var table = new StringBuilder("store SKU,Amazon SKU\n");
        for (var variant : catalogue) {
            var sku = variant.path("sku").asText();
            table.append(sku).append(',').append(sku).append('\n');
        }
        var answer = merchant.postCsv("/api/v1/selling-lists/%d/links/map".formatted(list), table.toString());
        return "linked %,d variants".formatted(answer.path("added").asInt());
    }

    private List<JsonNode> variants() {
        return stocked(simulators).stream().map(item -> item.path("variant")).toList();
    }

    /// The catalogue with its levels, as it stands in the simulated Shopify.
    static List<JsonNode> stocked(Http simulators) {
        var all = new ArrayList<JsonNode>();
        Optional<Long> after = Optional.of(0L);
        while (after.isPresent()) {
            var page = items(simulators.get("/control/shopify/shops/%s/variants?limit=%d&after=%d"
                            .formatted(SHOP, AT_ONCE, after.get())))
                    .toList();
            all.addAll(page);
            after = page.size() < AT_ONCE
                    ? Optional.empty()
                    : Optional.of(page.getLast().path("variant").path("id").asLong());
        }
        return all;
    }

    static Stream<JsonNode> items(JsonNode answer) {
        return StreamSupport.stream(answer.path("items").spliterator(), false);
    }
}
