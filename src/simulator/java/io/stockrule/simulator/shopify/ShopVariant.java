package io.stockrule.simulator.shopify;

import java.util.List;
import java.util.Objects;

/// A product variant and its inventory item.
///
/// @param item the inventory item's id
/// @param inventoryPolicy `DENY` or `CONTINUE`
/// @param tracked false: the item has no meaningful quantity, and webhooks say `null`
/// @param collections titles of those that its product is in; none in memories of older simulators
record ShopVariant(
        long item,
        long id,
        long product,
        String sku,
        String productTitle,
        String title,
        String vendor,
        String productType,
        List<String> tags,
        String status,
        String inventoryPolicy,
        boolean tracked,
        String barcode,
        List<String> collections) {
    ShopVariant {
        collections = Objects.requireNonNullElse(collections, List.of());
    }

    String fullTitle() {
        return productTitle + " - " + title;
    }
}
