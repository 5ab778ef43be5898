package io.stockrule.shopify;

/// A shop is gone; what is left of it is to be deleted.
public record ShopDeleted(ShopKey shop) {}
