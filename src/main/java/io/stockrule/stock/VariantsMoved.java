package io.stockrule.stock;

/// Some variants of a shop are in other collections than before, or such as are in any have other SKUs. Told in the
/// transaction that says so.
public record VariantsMoved(long merchantId, long shopId) {}
