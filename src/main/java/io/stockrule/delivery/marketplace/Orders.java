package io.stockrule.delivery.marketplace;

import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What was ordered of a seller's own offers: the Orders API 2026-01-01, operation `searchOrders`
/// (https://developer-docs.amazon.com/sp-api/changelog/new-introducing-the-orders-api-v2026-01-01).
/// Implementations neither pace nor retry (besides refreshing a token once). Nothing about buyers is asked
/// for.
public interface Orders {
    /// The orders of one page at most.
    int PAGE = 100;

    /// One page of the orders that changed at this time or later and that the seller fulfils.
    ///
    /// @param updatedAfter the same for all pages of one reading
    /// @param page what the page before named as the next; empty for the first
    OrdersAnswer search(AmazonCredentials account, Instant updatedAfter, Optional<String> page, Duration timeout);
}
