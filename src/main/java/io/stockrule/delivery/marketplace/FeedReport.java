package io.stockrule.delivery.marketplace;

import java.util.Map;
import java.util.Optional;

/// Amazon's report on a feed that is done.
///
/// @param refused what became of each message that was not accepted
/// @param unread why the report tells nothing; else all other messages were accepted
public record FeedReport(Map<Integer, SendResult> refused, Optional<String> unread) {
    public FeedReport {
        refused = Map.copyOf(refused);
    }
}
