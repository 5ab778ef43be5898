package io.stockrule.simulator.shopify;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A product variant and its inventory item.
///
/// @param item the inventory item's id
/// @param inventoryPolicy `DENY` or `CONTINUE`
/// @param tracked false: the item has no meaningful quantity, and webhooks say `null`
/// @param collections titles of those that its product is in; none in memories of older simulators
/// @param metafields its own, by `namespace.key`; none in memories of older simulators, as of its product
/// @param parts of a bundle; none of anything else
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
        List<String> collections,
        List<Part> parts,
        boolean giftCard,
        Map<String, String> metafields,
        Map<String, String> productMetafields) {
    /// What a bundle is made of.
    ///
    /// @param variant id of the part
    record Part(long variant, int quantity) {}

    ShopVariant {
        metafields = Objects.requireNonNullElse(metafields, Map.of());
        productMetafields = Objects.requireNonNullElse(productMetafields, Map.of());
        parts = Objects.requireNonNullElse(parts, List.of());
        collections = Objects.requireNonNullElse(collections, List.of());
    }

    String fullTitle() {
        return productTitle + " - " + title;
    }
}
