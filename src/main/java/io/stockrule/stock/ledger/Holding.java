package io.stockrule.stock.ledger;

import java.time.Instant;

/// What a level holds beside what is available, in units as Shopify counts them
/// (https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps). Webhooks do not tell it,
/// so it is that of the last time Shopify was asked. A number that is published comes from it only by a profile that
/// says so, and only while it is as new as what is available ([Level#holdingNow]).
///
/// @param onHand what lies there, sold or not
/// @param committed sold and not fulfilled
/// @param incoming on its way there, and no part of `onHand`
/// @param at Shopify's time of the newest of these
public record Holding(int onHand, int committed, int incoming, Instant at) {
    boolean holdsLike(Holding other) {
        return onHand == other.onHand && committed == other.committed && incoming == other.incoming;
    }

    /// The one that is not older; of two of the same second, this one.
    Holding orNewer(Holding other) {
        return other.at.isAfter(at) ? other : this;
    }
}
