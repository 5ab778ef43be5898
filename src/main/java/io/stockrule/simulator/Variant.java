package io.stockrule.simulator;

import java.util.List;

/// A product variant and its inventory item.
///
/// @param item the inventory item's id
/// @param inventoryPolicy `DENY` or `CONTINUE`
/// @param tracked false: the item has no meaningful quantity, and webhooks say `null`
record Variant(
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
        String barcode) {
    String fullTitle() {
        return productTitle + " - " + title;
    }
}
