package io.stockrule.stock;

import java.util.List;

/// What Shopify says of one variant. Texts are never absent, only empty.
///
/// @param tracked false when Shopify does not count this item; its stock is then unknown
/// @param keepsSelling true when Shopify goes on selling below zero (`inventoryPolicy` CONTINUE)
/// @param productStatus `ACTIVE`, `DRAFT`, `ARCHIVED` or `UNLISTED`; empty if it is not known
public record VariantFacts(
        String sku,
        String title,
        String vendor,
        String productType,
        List<String> tags,
        String barcode,
        List<String> collections,
        boolean tracked,
        boolean keepsSelling,
        String productStatus,
        List<WarehouseStock> stock) {
    public VariantFacts {
        tags = List.copyOf(tags);
        collections = List.copyOf(collections);
        stock = List.copyOf(stock);
    }

    /// One of a product whose status is not known.
    public VariantFacts(
            String sku,
            String title,
            String vendor,
            String productType,
            List<String> tags,
            String barcode,
            List<String> collections,
            boolean tracked,
            boolean keepsSelling,
            List<WarehouseStock> stock) {
        this(sku, title, vendor, productType, tags, barcode, collections, tracked, keepsSelling, "", stock);
    }

    /// The same variant with other levels.
    public VariantFacts withStock(List<WarehouseStock> levels) {
        return new VariantFacts(
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                collections,
                tracked,
                keepsSelling,
                productStatus,
                levels);
    }
}
