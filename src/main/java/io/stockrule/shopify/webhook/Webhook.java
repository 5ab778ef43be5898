package io.stockrule.shopify.webhook;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.LevelReport;
import java.util.List;
import java.util.Optional;

/// What a correctly signed webhook turned out to be.
sealed interface Webhook {
    /// A stock level.
    record Level(LevelReport report) implements Webhook {}

    /// Something of the catalogue: a product, an item, the locations. Shopify is asked what is so now.
    ///
    /// @param told of a product or of the locations
    /// @param item that may be counted otherwise now
    record Catalogue(List<Told> told, Optional<ItemKey> item) implements Webhook {}

    /// A bulk operation has ended; how, Shopify is asked.
    record BulkFinished() implements Webhook {}

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
