package io.stockrule.delivery.marketplace;

import io.stockrule.delivery.marketplace.SendResult.Issue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Amazon's report on a feed that is done.
///
/// @param refused each message that was refused, with what Amazon says of it
/// @param whole what Amazon says of the feed as a whole; it has read none of it when that holds an error
/// @param unread why the report tells nothing; else all messages not in `refused` were accepted
public record FeedReport(Map<Integer, List<Issue>> refused, List<Issue> whole, Optional<String> unread) {
    public FeedReport {
        refused = Map.copyOf(refused);
        whole = List.copyOf(whole);
    }
}
