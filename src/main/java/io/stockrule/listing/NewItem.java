package io.stockrule.listing;

import io.stockrule.access.PlainText;
import io.stockrule.stock.VariantKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A variant to be put into a Selling List.
///
/// @param shop id of the shop
/// @param variantId Shopify's own; or else the SKU
/// @param sku the variant's SKU in the shop, exactly
/// @param sellerSku its SKU on Amazon, exactly; not given: not linked, and only what the list does not have
///     yet. With another SKU than the list has it by, the variant comes into the list once more
/// @param packSize units in one pack that it sells under this SKU; when not given 1, or what a listing that
///     waited to be linked has
record NewItem(
        @Nullable Long shop,
        @Nullable Long variantId,
        @Nullable String sku,
        @Nullable String sellerSku,
        @Nullable Integer packSize) {
    /// What is wrong with it before anybody looks for the variant.
    Optional<ItemResult> mistake() {
        if (shop == null) {
            return Optional.of(ItemResult.refused("shop-missing", "give the id of the shop"));
        }
        if ((variantId == null) == (sku == null || sku.isEmpty())) {
            return Optional.of(ItemResult.refused("variant-unclear", "give either variantId or sku"));
        }
        if (sku != null && !PlainText.is(sku)) {
            return Optional.of(ItemResult.refused("unknown-variant", "no SKU has control characters"));
        }
        return SellerSku.mistake(sellerSku)
                .or(() -> PackSize.mistake(packSize))
                .map(mistake -> ItemResult.refused("invalid-input", mistake));
    }

    /// @param found the variant that it means
    Member member(long merchantId, long found) {
        var variant = new VariantKey(merchantId, Objects.requireNonNull(shop), found);
        return new Member(variant, sellerSku, packSize);
    }
}
