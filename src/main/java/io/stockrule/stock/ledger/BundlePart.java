package io.stockrule.stock.ledger;

/// What a bundle is made of.
///
/// @param variantId the part, Shopify's own id
/// @param quantity how many of it make one bundle, at least 1
public record BundlePart(long variantId, long quantity) {}
