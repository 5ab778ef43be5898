package io.stockrule.listing;

import io.stockrule.stock.VariantKey;
import org.jspecify.annotations.Nullable;

/// A variant as it goes into a Selling List.
///
/// @param sellerSku null: not linked
/// @param packSize units in one pack that it sells; null: 1, or what the listing that is linked has
public record Member(
        VariantKey variant,
        @Nullable String sellerSku,
        @Nullable Integer packSize) {
    /// What there is once in a list, whatever the pack: a list has a variant several times, each time with
    /// another Amazon SKU.
    ///
    /// @param sellerSku null: not linked
    public record Offer(VariantKey variant, @Nullable String sellerSku) {}

    Offer offer() {
        return new Offer(variant, sellerSku);
    }
}
