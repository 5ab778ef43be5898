package io.stockrule.stock;

/// One Shopify variant: the variant id is Shopify's own, unique within its shop.
public record VariantKey(long merchantId, long shopId, long variantId) {}
