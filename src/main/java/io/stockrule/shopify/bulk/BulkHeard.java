package io.stockrule.shopify.bulk;

import io.stockrule.shopify.ShopKey;
import java.util.Set;

/// Shopify has told something of bulk operations of these shops.
public record BulkHeard(Set<ShopKey> shops) {
    public BulkHeard {
        shops = Set.copyOf(shops);
    }
}
