package io.stockrule.shopify.webhook;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.LevelReport;
import java.util.Optional;

/// What a correctly signed webhook turned out to be.
sealed interface Webhook {
    /// A stock level.
    record Level(LevelReport report) implements Webhook {}

    /// Of a topic that is used, but not as documented. Kept for a person.
    ///
    /// @param reason for a person
    /// @param item whose stock it might have told
    @SuppressWarnings("ArrayRecordComponent") // webhooks are never compared
    record Unreadable(String reason, Optional<ItemKey> item, byte[] body) implements Webhook {}

    /// Of a topic that is not used. That it comes is noted, what it says is not.
    record Unused() implements Webhook {
        static final String REASON = "topic not used";
    }
}
