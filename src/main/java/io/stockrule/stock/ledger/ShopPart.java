package io.stockrule.stock.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Some variants of a shop with all stock of their items, as Shopify told them in one go.
///
/// @param items by inventory item id; several variants may share one
/// @param askedAt our time just before Shopify was asked: what is reported later is newer
public record ShopPart(
        long merchantId, long shopId, List<Variant> variants, Map<Long, ItemRead> items, Instant askedAt) {
    public ShopPart {
        variants = List.copyOf(variants);
        items = Map.copyOf(items);
    }

    public int levels() {
        return items.values().stream().mapToInt(item -> item.levels().size()).sum();
    }
}
