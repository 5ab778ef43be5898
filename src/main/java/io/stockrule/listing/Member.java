package io.stockrule.listing;

import io.stockrule.stock.VariantKey;
import org.jspecify.annotations.Nullable;

/// A variant as it goes into a Selling List.
///
/// @param sellerSku null: not linked
public record Member(VariantKey variant, @Nullable String sellerSku, int packSize) {}
