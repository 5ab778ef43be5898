package io.stockrule.delivery.marketplace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of asking for a page of [Orders].
public sealed interface OrdersAnswer {
    /// @param lines of orders that the seller fulfils; of those that Amazon fulfils, none
    /// @param next the page after it, good for 24 hours at Amazon; empty for the last
    /// @param changedBefore what was changed later may be missing; empty if Amazon does not say
    /// @param odd what is wrong with the first line that could not be read, and where; the others are there
    record Page(List<OrderedLine> lines, Optional<String> next, Optional<Instant> changedBefore, Optional<String> odd)
            implements OrdersAnswer {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /// Amazon's rate limit was hit.
    record Throttled() implements OrdersAnswer {}

    /// No answer this time (network, timeout, server error): try again later.
    record Failed(String reason) implements OrdersAnswer {}

    /// The account may not read orders. That says nothing of what else it may do.
    ///
    /// @param reason what to do, for the merchant
    record Denied(String reason) implements OrdersAnswer {}

    /// The whole account is refused; see [SendResult.AccountRefused].
    record AccountRefused(String reason, Duration retryAfter) implements OrdersAnswer {}
}
