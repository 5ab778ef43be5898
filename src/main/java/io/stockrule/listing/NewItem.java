package io.stockrule.listing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A variant to be put into a Selling List.
///
/// @param shop id of the shop
/// @param variantId Shopify's own; or else the SKU
/// @param sku the variant's SKU in the shop, exactly
/// @param sellerSku its SKU on Amazon, exactly; not given: not linked
/// @param packSize units in one pack that it sells; 1 when not given
record NewItem(
        @Nullable Long shop,
        @Nullable Long variantId,
        @Nullable String sku,
        @Nullable String sellerSku,
        @Nullable Integer packSize) {
    int pack() {
        return packSize == null ? 1 : packSize;
    }

    /// What is wrong with it before anybody looks for the variant.
    Optional<ItemResult> mistake() {
        if (shop == null) {
            return ItemResult.refused("shop-missing", "shop is needed");
        }
        if ((variantId == null) == (sku == null || sku.isEmpty())) {
            return ItemResult.refused("variant-unclear", "give either variantId or sku");
        }
        if (sku != null && !SellerSku.isStorable(sku)) {
            return ItemResult.refused("unknown-variant", "the shop has no variant of this SKU");
        }
        return SellerSku.mistake(sellerSku)
                .or(() -> PackSize.mistake(packSize))
                .flatMap(mistake -> ItemResult.refused("invalid-input", mistake));
    }
}
