package io.stockrule.shopify.webhook;

import io.stockrule.shopify.leaving.PrivacyTopic;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.LevelReport;
import java.util.List;
import java.util.Optional;

/// What a correctly signed webhook turned out to be.
sealed interface Webhook {
    /// A stock level.
    record Level(LevelReport report) implements Webhook {}

    /// Something of the catalogue: a product, an item, the locations; or an Event that names such. Shopify is asked
    /// what
    /// is so now.
    ///
    /// @param told of products, collections or the locations
    /// @param items that may be counted otherwise now
    record Catalogue(List<Told> told, List<ItemKey> items) implements Webhook {}

    /// A bulk operation has ended; how, Shopify is asked.
    record BulkFinished() implements Webhook {}

    /// Something of the shop itself, or of the app in it.
    sealed interface OfShop extends Webhook {}

    /// The app was uninstalled: whether it is still, and what its locations are, Shopify is asked when it may be again.
    record Uninstalled(Told places) implements OfShop {}

    /// The app was granted other rights.
    record OtherScopes() implements OfShop {}

    /// The shop itself was changed.
    ///
    /// @param timeZone empty if it tells none
    record ShopChanged(Optional<String> timeZone) implements OfShop {}

    /// Something is asked in the name of Shopify's privacy rules. Of the body, which names a customer, nothing is kept.
    record Privacy(PrivacyTopic topic) implements Webhook {}

    /// Of a topic that is used, but not as documented. Kept for a person.
    ///
    /// @param reason for a person
    /// @param item whose stock it might have told
    /// @param body empty if it must not be kept
    @SuppressWarnings("ArrayRecordComponent") // webhooks are never compared
    record Unreadable(String reason, Optional<ItemKey> item, Optional<byte[]> body) implements Webhook {}

    /// Of a topic that is not used. That it comes is noted, what it says is not.
    record Unused() implements Webhook {
        static final String REASON = "topic not used";
    }
}
