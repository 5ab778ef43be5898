package io.stockrule.stock;

/// One Shopify inventory item, the thing that is counted. Several variants may share one.
public record ItemKey(long merchantId, long shopId, long inventoryItemId) {}
