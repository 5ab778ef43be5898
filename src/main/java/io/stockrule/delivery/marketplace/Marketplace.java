package io.stockrule.delivery.marketplace;

import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.util.List;

/// Where quantities are sent to. Implementations neither pace nor retry (besides refreshing a token once): the delivery
/// feature does both, for all replicas together.
public interface Marketplace {
    /// The most seller SKUs that one read may name (searchListingsItems of the Listings Items API 2021-08-01).
    int READ_AT_ONCE = 20;

    /// Sends one absolute quantity and waits for the answer.
    ///
    /// @param leaveWithin after it, the request does not leave any more; not positive when that is so already
    /// @param timeout the whole call, token included, ends before it has passed
    SendResult send(AmazonCredentials account, QuantityUpdate update, Duration leaveWithin, Duration timeout);

    /// Takes the seller's offer away from a SKU that Amazon fulfils too; Amazon's own stays.
    ///
    /// @param marketplace country code
    SendResult takeBack(AmazonCredentials account, String sellerSku, String marketplace, Duration timeout);

    /// Reads channels and live quantities.
    ///
    /// @param marketplace country code
    /// @param sellerSkus 1 to [#READ_AT_ONCE] of them
    ReadResult read(AmazonCredentials account, String marketplace, List<String> sellerSkus, Duration timeout);
}
