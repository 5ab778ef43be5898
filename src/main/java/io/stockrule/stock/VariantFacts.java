package io.stockrule.stock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What Shopify says of one variant. Texts are never absent, only empty.
///
/// @param tracked false when Shopify does not count this item; its stock is then unknown
/// @param keepsSelling true when Shopify goes on selling below zero (`inventoryPolicy` CONTINUE)
/// @param stock of a bundle: how many can be made at each warehouse
/// @param parts of a bundle; none of anything else
/// @param productStatus `ACTIVE`, `DRAFT`, `ARCHIVED` or `UNLISTED`; empty if it is not known
/// @param metafields by `namespace.key`, the variant's own before its product's; only those that profiles look at and
/// that have a text, so what is not among them is empty
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PartStock> parts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metafields) {
    public VariantFacts {
        parts = List.copyOf(parts);
        metafields = metafields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metafields));
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
        this(
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                collections,
                tracked,
                keepsSelling,
                "",
                stock,
                List.of(),
                Map.of());
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
                parts,
                metafields);
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
        boolean any = stock.stream().anyMatch(WarehouseStock::knowsHolding)
                || parts.stream().anyMatch(part -> part.stock().stream().anyMatch(WarehouseStock::knowsHolding));
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
                its,
                metafields);
    }

    /// The same variant, with what its shop says of it beyond Shopify's own fields.
    public VariantFacts with(String status, Map<String, String> texts) {
        return status.equals(productStatus) && texts.equals(metafields) ? this : told(status, texts);
    }

    private VariantFacts told(String status, Map<String, String> texts) {
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
                status,
                stock,
                parts,
                texts);
    }
}
