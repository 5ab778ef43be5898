package io.stockrule.delivery.marketplace;

import java.time.Duration;
import java.util.Map;

/// What became of one read of up to [Marketplace#READ_AT_ONCE] seller SKUs.
public sealed interface ReadResult {
    /// One reading per SKU asked for.
    record Read(Map<String, Reading> readings) implements ReadResult {
        public Read {
            readings = Map.copyOf(readings);
        }
    }

    /// Amazon's rate limit was hit.
    record Throttled() implements ReadResult {}

    /// No answer this time (network, timeout, server error): try again later.
    record Failed(String reason) implements ReadResult {}

    /// The whole account is refused; see [SendResult.AccountRefused].
    record AccountRefused(String reason, Duration retryAfter) implements ReadResult {}
}
