package io.stockrule.stock.ledger;

import java.time.Instant;
import java.util.Map;

/// What Shopify answered when asked for all stock of one inventory item.
///
/// @param tracked whether Shopify counts this item
/// @param levels by location id; only active ones: the item is not stocked elsewhere
public record ItemRead(boolean tracked, Map<Long, ReadLevel> levels) {
    /// Shopify knows no such item any more.
    public static final ItemRead GONE = new ItemRead(true, Map.of());

    public ItemRead {
        levels = Map.copyOf(levels);
    }

    /// @param updatedAt Shopify's time of the level's newest change
    public record ReadLevel(long available, Instant updatedAt, Holding holding) {}
}
