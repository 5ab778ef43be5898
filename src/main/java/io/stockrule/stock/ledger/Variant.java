package io.stockrule.stock.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.stock.MetafieldTexts;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Shopify says of a variant, except its stock. Texts are never absent, only empty.
///
/// @param variantId Shopify's own
/// @param inventoryItemId Shopify's own
/// @param collections titles
/// @param collectionIds Shopify's own, in the order of the titles; none if only the variant is known
/// @param keepsSelling true when Shopify goes on selling below zero
/// @param productId Shopify's own; null if only the variant is known
/// @param bundle its stock is that of its parts
/// @param giftCard there is nothing of it to be stocked or sent
/// @param parts none if it is no bundle, or if they are not known
/// @param metafields that Shopify was asked for; null if it was asked for none
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
        List<Long> collectionIds,
        boolean keepsSelling,
        @Nullable Long productId,
        String productStatus,
        boolean bundle,
        boolean giftCard,
        List<BundlePart> parts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MetafieldTexts metafields) {
    public Variant {
        parts = List.copyOf(parts);
        tags = List.copyOf(tags);
        collections = List.copyOf(collections);
        collectionIds = List.copyOf(collectionIds);
    }

    /// The same, its product being in these collections.
    public Variant in(Collection<ShopCollection> found) {
        var sorted = found.stream().sorted().toList();
        return new Variant(
                variantId,
                inventoryItemId,
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                sorted.stream().map(ShopCollection::title).toList(),
                sorted.stream().map(ShopCollection::collectionId).toList(),
                keepsSelling,
                productId,
                productStatus,
                bundle,
                giftCard,
                parts,
                metafields);
    }

    /// The same as a bundle of these parts.
    public Variant bundleOf(Collection<BundlePart> its) {
        return new Variant(
                variantId,
                inventoryItemId,
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                collections,
                collectionIds,
                keepsSelling,
                productId,
                productStatus,
                true,
                giftCard,
                List.copyOf(its),
                metafields);
    }

    /// The same, with what Shopify says in metafields.
    ///
    /// @param texts null if it was asked for none
    public Variant with(@Nullable MetafieldTexts texts) {
        return new Variant(
                variantId,
                inventoryItemId,
                sku,
                title,
                vendor,
                productType,
                tags,
                barcode,
                collections,
                collectionIds,
                keepsSelling,
                productId,
                productStatus,
                bundle,
                giftCard,
                parts,
                texts);
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
                List.of(),
                keepsSelling,
                null,
                "",
                false,
                false,
                List.of(),
                null);
    }
}
