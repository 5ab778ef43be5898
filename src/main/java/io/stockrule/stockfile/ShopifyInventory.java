package io.stockrule.stockfile;

import io.stockrule.stockfile.Meaning.Level;
import io.stockrule.table.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Shopify's export of inventory in the form that has a column per location, with the available units below its name
/// (https://help.shopify.com/en/manual/products/inventory/getting-started-with-inventory/inventory-csv). Its other
/// form, a row per location, names all of its columns.
final class ShopifyInventory {
    /// The last column before the locations.
    private static final String COUNTRY_OF_ORIGIN = "coo";

    private static final Set<String> ALWAYS_THERE = Set.of("handle", "sku", "hs code", COUNTRY_OF_ORIGIN);
    private static final Set<String> NO_LOCATION = Set.of("bin name", "barcode");

    private ShopifyInventory() {}

    /// The columns that are named after locations, by their places; none in another file.
    static Map<Integer, Level> locations(List<Cell> header) {
        var names = header.stream()
                .map(cell -> cell.text().strip().toLowerCase(Locale.ROOT))
                .toList();
        var locations = new TreeMap<Integer, Level>();
        if (names.containsAll(ALWAYS_THERE) && hasNoOtherStock(header)) {
            for (int i = names.indexOf(COUNTRY_OF_ORIGIN) + 1; i < header.size(); i++) {
                if (!NO_LOCATION.contains(names.get(i))) {
                    locations.put(i, new Level(Meaning.normal(header.get(i).text())));
                }
            }
        }
        return locations;
    }

    private static boolean hasNoOtherStock(List<Cell> header) {
        return header.stream()
                .flatMap(cell -> Meaning.of(cell.text()).stream())
                .noneMatch(meaning -> meaning instanceof Level
                        || meaning == Meaning.Word.AVAILABLE
                        || meaning == Meaning.Word.LOCATION);
    }
}
