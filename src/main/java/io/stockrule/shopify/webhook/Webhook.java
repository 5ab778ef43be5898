package io.stockrule.shopify.webhook;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.LevelReport;
import java.util.Optional;

/// What a correctly signed webhook turned out to be.
sealed interface Webhook {
    /// A stock level.
    record Level(LevelReport report) implements Webhook {}

    /// Kept, but not used.
    ///
    /// @param reason for a person
    /// @param item whose stock it might have told
    record Parked(String reason, Optional<ItemKey> item) implements Webhook {}
}
