package io.stockrule.shopify;

import java.util.Collection;
import java.util.List;

/// What the app has to be allowed at Shopify.
public final class Scopes {
    /// In Shopify's own names (https://shopify.dev/docs/api/usage/access-scopes).
    public static final List<String> WANTED = List.of("read_products", "read_inventory", "read_locations");

    private Scopes() {}

    /// Those that are wanted and not granted. The right to write includes that to read.
    public static List<String> lacking(Collection<String> granted) {
        return WANTED.stream()
                .filter(scope -> !granted.contains(scope) && !granted.contains(scope.replace("read_", "write_")))
                .toList();
    }
}
