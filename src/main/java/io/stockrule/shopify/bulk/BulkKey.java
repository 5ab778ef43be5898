package io.stockrule.shopify.bulk;

import io.stockrule.shopify.ShopKey;

/// The import that bulk operations are for.
public record BulkKey(ShopKey shop, long importId) {}
