package io.stockrule.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Fills a shop in bulk, without webhooks: described variant by variant, or made up.
final class Shelves {
    private final Store store;
    private final InstantSource clock;
    private final Stock stock;

    Shelves(Store store, InstantSource clock, Stock stock) {
        this.store = store;
        this.clock = clock;
        this.stock = stock;
    }

    /// @param location the warehouse's name; made if it is new
    record DescribedLevel(String location, OptionalInt available) {}

    /// A variant as control describes it; what is absent is made up.
    record Described(
            String sku,
            Optional<Long> item,
            Optional<Long> id,
            Optional<Long> product,
            Optional<String> productTitle,
            Optional<String> title,
            Optional<String> vendor,
            Optional<String> productType,
            Optional<List<String>> tags,
            Optional<String> status,
            Optional<String> inventoryPolicy,
            Optional<Boolean> tracked,
            List<DescribedLevel> levels) {}

    int put(Shop shop, byte[] given) {
        var all = Json.read(given, new TypeReference<List<Described>>() {});
        store.use(_ -> all.forEach(described -> put(shop.domain(), described)));
        return all.size();
    }

    private void put(String shop, Described given) {
        long number = store.number(1);
        var variant = new Variant(
                given.item().orElse(Ids.item(number)),
                given.id().orElse(Ids.variant(number)),
                given.product().orElse(Ids.product(number)),
                given.sku(),
                given.productTitle().orElse(given.sku()),
                given.title().orElse("Default Title"),
                given.vendor().orElse("Casa Verde"),
                given.productType().orElse(""),
                given.tags().orElse(List.of()),
                given.status().orElse("ACTIVE"),
                given.inventoryPolicy().orElse("DENY"),
                given.tracked().orElse(true),
                "");
        stock.put(shop, variant);
        given.levels().forEach(level -> {
            var location = stock.location(shop, level.location());
            stock.put(shop, variant.item(), location.id(), level.available(), true, now());
        });
    }

    /// How a catalogue is made up.
    record Wanted(int variants, List<String> warehouses, long seed) {
        static final Wanted DEFAULTS = new Wanted(1_000, List.of("Berlin", "Roma", "Lyon"), 1);
    }

    int makeUp(Shop shop, byte[] given) {
        var wanted = Json.over(Wanted.DEFAULTS, given, Wanted.class);
        var made = Catalogue.make(wanted.variants(), wanted.seed());
        var random = new SplittableRandom(wanted.seed());
        store.use(_ -> {
            var locations = new ArrayList<Location>();
            wanted.warehouses().forEach(name -> locations.add(stock.location(shop.domain(), name)));
            var products = new HashMap<Integer, Long>();
            made.forEach(variant -> put(shop.domain(), variant, products, locations, random));
        });
        return made.size();
    }

    private void put(
            String shop,
            Catalogue.Made made,
            Map<Integer, Long> products,
            List<Location> locations,
            SplittableRandom random) {
        long number = store.number(1);
        var product = products.computeIfAbsent(made.product(), _ -> Ids.product(number));
        var variant = new Variant(
                Ids.item(number),
                Ids.variant(number),
                product,
                made.sku(),
                made.productTitle(),
                made.title(),
                made.vendor(),
                made.productType(),
                List.of(made.productType().toLowerCase(Locale.ROOT)),
                "ACTIVE",
                "DENY",
                made.tracked(),
                made.barcode());
        stock.put(shop, variant);
        locations.stream()
                .filter(_ -> random.nextInt(10) > 0)
                .forEach(location ->
                        stock.put(shop, variant.item(), location.id(), units(made.tracked(), random), true, now()));
    }

    /// One level in eight has run out, a few of them one too far.
    private static OptionalInt units(boolean tracked, SplittableRandom random) {
        int drawn = random.nextInt(64);
        int units = drawn == 0 ? -1 : drawn < 8 ? 0 : drawn;
        return tracked ? OptionalInt.of(units) : OptionalInt.empty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
