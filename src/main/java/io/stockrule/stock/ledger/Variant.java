package io.stockrule.stock.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Shopify says of a variant, except its stock. Texts are never absent, only empty.
///
/// @param variantId Shopify's own
/// @param inventoryItemId Shopify's own
/// @param collections titles
/// @param keepsSelling true when Shopify goes on selling below zero
/// @param productId Shopify's own; null if only the variant is known
/// @param productStatus `ACTIVE`, `DRAFT`, `ARCHIVED` or `UNLISTED`; empty if only the variant is known
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
        boolean keepsSelling,
        @Nullable Long productId,
        String productStatus) {
    public Variant {
        tags = List.copyOf(tags);
        collections = List.copyOf(collections);
    }

    /// The same, its product being in these collections.
    public Variant in(List<String> titles) {
        return new Variant(
                variantId,
                inventoryItemId,
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                titles,
                keepsSelling,
                productId,
                productStatus);
    }

    /// One of whose product nothing more is known than this.
    public Variant(
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
        this(
                variantId,
                inventoryItemId,
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                collections,
                keepsSelling,
                null,
                "");
    }
}
