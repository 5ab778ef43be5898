package io.stockrule.simulator.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Makes up believable variants, the same for the same seed. All words are our own.
final class Catalogue {
    private static final List<String> LINES = List.of(
            "Aurora",
            "Birkenhain",
            "Calma",
            "Dune",
            "Estate",
            "Fjord",
            "Granit",
            "Harbour",
            "Isar",
            "Juniper",
            "Kiesel",
            "Lumen",
            "Meadow",
            "Nordwind",
            "Oliveto",
            "Pebble",
            "Quarry",
            "Riva",
            "Solstice",
            "Tundra");

    private static final List<String> VENDORS =
            List.of("Casa Verde", "Nordlicht", "Fjell & Fjord", "Werkhof Elf", "Piccola Bottega", "Tidewater Goods");

    private static final List<Kind> KINDS = List.of(
            new Kind("Yoga Pants", "Activewear", colours(), sizes()),
            new Kind("Scented Candle", "Candles", List.of("Cedar", "Fig", "Lavender", "Orange", "Vanilla"), jars()),
            new Kind("Linen Shirt", "Shirts", colours(), sizes()),
            new Kind("Ceramic Mug", "Kitchen", colours(), List.of("250 ml", "400 ml")),
            new Kind("Wool Blanket", "Home Textiles", colours(), List.of("130 x 180 cm", "150 x 200 cm")),
            new Kind("Canvas Tote", "Bags", colours(), List.of("Small", "Large")),
            new Kind("Running Socks", "Activewear", colours(), List.of("35-38", "39-42", "43-46")),
            new Kind("Rain Jacket", "Outerwear", colours(), sizes()),
            new Kind("Cutting Board", "Kitchen", List.of("Ash", "Beech", "Oak", "Walnut"), List.of("Small", "Large")),
            new Kind("Bath Towel", "Home Textiles", colours(), List.of("50 x 100 cm", "70 x 140 cm")),
            new Kind("Desk Lamp", "Lighting", List.of("Brass", "Black", "White"), List.of("Short", "Tall")),
            new Kind("Water Bottle", "Outdoor", colours(), List.of("500 ml", "750 ml", "1 l")));

    private Catalogue() {}

    /// A sort of product and the two options it comes in.
    private record Kind(String name, String type, List<String> first, List<String> second) {}

    /// A variant without ids.
    record Made(
            int product,
            String sku,
            String productTitle,
            String title,
            String vendor,
            String productType,
            boolean tracked,
            String barcode) {}

    static List<Made> make(int variants, long seed) {
        var random = new SplittableRandom(seed);
        var made = new ArrayList<Made>();
        for (int product = 0; made.size() < variants; product++) {
            addProduct(made, product, random);
        }
        return made.subList(0, variants);
    }

    private static void addProduct(List<Made> made, int product, SplittableRandom random) {
        var kind = KINDS.get(product % KINDS.size());
        int round = product / KINDS.size();
        var line = LINES.get(round % LINES.size());
        var edition = round < LINES.size() ? "" : " No. " + (round / LINES.size() + 1);
        var vendor = VENDORS.get(random.nextInt(VENDORS.size()));
        for (var first : kind.first()) {
            for (var second : kind.second()) {
                made.add(new Made(
                        product,
                        sku(kind, line, first, second, product),
                        line + " " + kind.name() + edition,
                        first + " / " + second,
                        vendor,
                        kind.type(),
                        random.nextInt(50) > 0,
                        "40%011d".formatted(random.nextLong(100_000_000_000L))));
            }
        }
    }

    private static String sku(Kind kind, String line, String first, String second, int product) {
        return "%s-%s-%s-%s-%03d"
                .formatted(
                        short3(kind.name()),
                        short3(line),
                        short3(first),
                        second.replaceAll("[^0-9A-Za-z]", ""),
                        product)
                .toUpperCase(Locale.ROOT);
    }

    private static String short3(String word) {
        return word.substring(0, 3);
    }

    private static List<String> colours() {
        return List.of("Sage", "Midnight", "Sand", "Terracotta", "Charcoal");
    }

    private static List<String> sizes() {
        return List.of("XS", "S", "M", "L", "XL");
    }

    private static List<String> jars() {
        return List.of("120 g", "220 g", "400 g");
    }
}
