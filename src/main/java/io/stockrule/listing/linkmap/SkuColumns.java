package io.stockrule.listing.linkmap;

import io.stockrule.listing.catalogue.ReportColumns;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the columns of a table of SKUs mean, by their names: a merchant's own, or those of Amazon's listings reports
/// ([ReportColumns]).
enum SkuColumns {
    STORE("storesku", "shopsku", "shopifysku", "variantsku", "sku"),
    AMAZON("amazonsku", "merchantsku"),
    PACK("packsize"),
    CHANNEL;

    private final Set<String> names;

    SkuColumns(String... names) {
        this.names = Set.of(names);
    }

    /// Places from 0, or why the header does not do.
    sealed interface Header {
        record Places(Map<SkuColumns, Integer> of) implements Header {}

        record Unusable(String reason) implements Header {}
    }

    static Header read(List<Cell> header, SkuFile.Columns wanted) {
        var places = new EnumMap<SkuColumns, Integer>(SkuColumns.class);
        for (int i = 0; i < header.size(); i++) {
            var meaning = of(header.get(i).text());
            var first = meaning.map(it -> places.get(it));
            if (first.isPresent()) {
                return new Header.Unusable("the columns %s and %s mean the same: delete one of them"
                        .formatted(quoted(header.get(first.get())), quoted(header.get(i))));
            }
            int place = i;
            meaning.ifPresent(it -> places.put(it, place));
        }
        if (wanted == SkuFile.Columns.AMAZON_ONLY && places.containsKey(STORE) && !places.containsKey(AMAZON)) {
            places.put(AMAZON, places.remove(STORE)); // the open listings report calls it "sku"
        }
        if (wanted == SkuFile.Columns.AMAZON_ONLY) {
            places.remove(PACK); // nothing is linked by it
        }
        return hasAll(places, wanted) ? new Header.Places(places) : new Header.Unusable(missing(header, wanted));
    }

    private static Optional<SkuColumns> of(String name) {
        var letters = ReportColumns.letters(name);
        for (var each : values()) {
            if (each.names.contains(letters)) {
                return Optional.of(each);
            }
        }
        return ReportColumns.of(name).flatMap(SkuColumns::of);
    }

    private static Optional<SkuColumns> of(ReportColumns column) {
        return switch (column) {
            case SELLER_SKU -> Optional.of(AMAZON);
            case CHANNEL -> Optional.of(CHANNEL);
            case QUANTITY, STATUS, TITLE, ASIN -> Optional.empty();
        };
    }

    private static boolean hasAll(Map<SkuColumns, Integer> places, SkuFile.Columns wanted) {
        return switch (wanted) {
            case BOTH -> places.containsKey(AMAZON) && places.containsKey(STORE);
            case AMAZON_ONLY -> places.containsKey(AMAZON);
        };
    }

    private static String missing(List<Cell> header, SkuFile.Columns wanted) {
        var there = header.stream().map(SkuColumns::quoted).collect(Collectors.joining(", "));
        return switch (wanted) {
            case BOTH -> "the first line must name the columns \"store SKU\" and \"Amazon SKU\"; there are: " + there;
            case AMAZON_ONLY ->
                "the first line must name a column \"Amazon SKU\" or \"seller-sku\"; there are: " + there;
        };
    }

    private static String quoted(Cell name) {
        return Mistake.quoted(name.text());
    }
}
