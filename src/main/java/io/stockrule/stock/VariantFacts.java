package io.stockrule.stock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/// What Shopify says of one variant. Texts are never absent, only empty.
///
/// @param tracked false when Shopify does not count this item; its stock is then unknown
/// @param keepsSelling true when Shopify goes on selling below zero (`inventoryPolicy` CONTINUE)
/// @param stock of a bundle: how many can be made at each warehouse
/// @param parts of a bundle; none of anything else
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
        List<WarehouseStock> stock,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PartStock> parts) {
    public VariantFacts {
        parts = List.copyOf(parts);
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
        this(sku, title, vendor, productType, tags, barcode, collections, tracked, keepsSelling, "", stock, List.of());
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
                levels,
                parts);
    }

    /// The same variant with other numbers at its warehouses; those of a bundle follow from its parts.
    public VariantFacts withLevels(UnaryOperator<WarehouseStock> change) {
        if (parts.isEmpty()) {
            return withStock(stock.stream().map(change).toList());
        }
        var changed = parts.stream()
                .map(part -> part.withStock(part.stock().stream().map(change).toList()))
                .toList();
        return bundle(tracked, Bundles.levels(changed), changed);
    }

    /// The same without what is held beside what is available.
    public VariantFacts withoutHoldings() {
        boolean any = stock.stream().anyMatch(WarehouseStock::isHoldingKnown)
                || parts.stream().anyMatch(part -> part.stock().stream().anyMatch(WarehouseStock::isHoldingKnown));
        return any ? withLevels(WarehouseStock::withoutHolding) : this;
    }

    /// The same variant as a bundle.
    ///
    /// @param levels how many can be made at each warehouse
    public VariantFacts bundle(boolean isCounted, List<WarehouseStock> levels, List<PartStock> its) {
        return new VariantFacts(
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                collections,
                isCounted,
                keepsSelling,
                productStatus,
                levels,
                its);
    }
}
