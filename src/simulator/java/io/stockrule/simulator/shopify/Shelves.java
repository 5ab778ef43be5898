package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
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
    private static final int AT_ONCE = 1_000;

    private final Store store;
    private final InstantSource clock;
    private final Stock stock;

    Shelves(Store store, InstantSource clock, Stock stock) {
        this.store = store;
        this.clock = clock;
        this.stock = stock;
    }

    /// @param location the warehouse's name; made if it is new
    /// @param locationId instead, a location that there is
    /// @param updatedAt when it last changed; empty for the time it is
    record DescribedLevel(
            Optional<String> location, Optional<Long> locationId, OptionalInt available, Optional<Instant> updatedAt) {}

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
            Optional<String> barcode,
            Optional<List<String>> collections,
            Optional<List<ShopVariant.Part>> parts,
            Optional<Boolean> giftCard,
            Optional<Map<String, String>> metafields,
            Optional<Map<String, String>> productMetafields,
            List<DescribedLevel> levels) {}

    List<ShopVariant> put(ShopAccount shop, byte[] given) {
        var all = SimulatorJson.read(given, new TypeReference<List<Described>>() {});
        return store.with(_ ->
                all.stream().map(described -> put(shop.domain(), described)).toList());
    }

    private ShopVariant put(String shop, Described given) {
        long number = store.number(1);
        var variant = new ShopVariant(
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
                given.barcode().orElse(""),
                given.collections().orElse(List.of()),
                given.parts().orElse(List.of()),
                given.giftCard().orElse(false),
                given.metafields().orElse(Map.of()),
                given.productMetafields().orElse(Map.of()));
        stock.put(shop, variant);
        given.levels()
                .forEach(level -> stock.put(
                        shop,
                        variant.item(),
                        location(shop, level),
                        level.available(),
                        true,
                        level.updatedAt().orElseGet(this::now)));
        return variant;
    }

    private long location(String shop, DescribedLevel level) {
        return level.locationId()
                .orElseGet(() ->
                        stock.location(shop, level.location().orElseThrow()).id());
    }

    /// How a catalogue is made up.
    record Wanted(int variants, List<String> warehouses, long seed) {
        static final Wanted DEFAULTS = new Wanted(1_000, List.of("Berlin", "Roma", "Lyon"), 1);
    }

    int makeUp(ShopAccount shop, byte[] given) {
        var wanted = SimulatorJson.over(Wanted.DEFAULTS, given, Wanted.class);
        var made = Catalogue.make(wanted.variants(), wanted.seed());
        var random = new SplittableRandom(wanted.seed());
        store.use(_ -> {
            var locations = wanted.warehouses().stream()
                    .map(name -> stock.location(shop.domain(), name).id())
                    .toList();
            var products = new HashMap<Integer, Long>();
            for (int i = 0; i < made.size(); i += AT_ONCE) {
                var part = made.subList(i, Math.min(i + AT_ONCE, made.size()));
                long number = store.number(part.size());
                var stocked = new ArrayList<Stocked>();
                for (var variant : part) {
                    stocked.add(stocked(variant, number++, products, locations, random));
                }
                stock.add(shop.domain(), stocked);
            }
        });
        return made.size();
    }

    private Stocked stocked(
            Catalogue.Made made,
            long number,
            Map<Integer, Long> products,
            List<Long> locations,
            SplittableRandom random) {
        var variant = new ShopVariant(
                Ids.item(number),
                Ids.variant(number),
                products.computeIfAbsent(made.product(), _ -> Ids.product(number)),
                made.sku(),
                made.productTitle(),
                made.title(),
                made.vendor(),
                made.productType(),
                List.of(made.productType().toLowerCase(Locale.ROOT)),
                "ACTIVE",
                "DENY",
                made.tracked(),
                made.barcode(),
                collections(made),
                List.of(),
                false,
                Map.of(),
                Map.of());
        var levels = locations.stream()
                .filter(_ -> random.nextInt(10) > 0)
                .map(location ->
                        new ShopLevel(variant.item(), location, 0, units(made.tracked(), random), 0, 0, true, now()))
                .toList();
        return new Stocked(variant, levels);
    }

    /// One by the sort of product; every fifth product is on sale, too.
    private static List<String> collections(Catalogue.Made made) {
        return made.product() % 5 == 0 ? List.of(made.productType(), "Sale") : List.of(made.productType());
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
