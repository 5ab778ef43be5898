package io.stockrule.stock.ledger;

import java.util.List;

/// What Shopify says of a variant, except its stock. Texts are never absent, only empty.
///
/// @param variantId Shopify's own
/// @param inventoryItemId Shopify's own
/// @param collections titles
/// @param keepsSelling true when Shopify goes on selling below zero
public record Variant(
        long variantId,
        long inventoryItemId,
        String sku,
        String title,
        String vendor,
        String productType,
        List<String> tags,
        String barcode,
        List<String> collections,
        boolean keepsSelling) {
    public Variant {
        tags = List.copyOf(tags);
        collections = List.copyOf(collections);
    }
}
