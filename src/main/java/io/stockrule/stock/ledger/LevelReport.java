package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import java.time.Instant;
import java.util.OptionalLong;

/// What Shopify reported of one inventory item at one location.
public sealed interface LevelReport {
    ItemKey item();

    long locationId();

    /// The new absolute number, never a difference.
    ///
    /// @param available empty when Shopify said `null`: it does not count this item
    ///     (https://shopify.dev/docs/api/admin-rest/latest/resources/inventorylevel)
    /// @param updatedAt Shopify's time of the change, in whole seconds
    /// @param connects the report also says that the item is now stocked at the location
    record Available(ItemKey item, long locationId, OptionalLong available, Instant updatedAt, boolean connects)
            implements LevelReport {}

    /// The item is no longer stocked at the location. Shopify gives no time for it.
    record Disconnect(ItemKey item, long locationId) implements LevelReport {}

    /// What the level holds beside what is available. Shopify tells it only when it is asked.
    record Held(ItemKey item, long locationId, Holding holding) implements LevelReport {}
}
