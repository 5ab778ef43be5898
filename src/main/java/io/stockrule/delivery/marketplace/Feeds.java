package io.stockrule.delivery.marketplace;

import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where thousands of quantities are handed over at once, in a file that Amazon works off in its own time: the Feeds
/// API 2021-06-30, feed type `JSON_LISTINGS_FEED`
/// (https://developer-docs.amazon.com/sp-api/docs/feeds-api-best-practices). Implementations neither pace nor retry
/// (besides refreshing a token once).
///
/// First [#upload], which changes nothing at Amazon, then [#create], then [#look] until it has ended, then [#report].
public interface Feeds {
    /// The most messages of one feed, each of one SKU (the documentation's changelog of 2025-05-06, "feed size and rate
    /// limit changes for the JSON_LISTINGS_FEED").
    int MOST_MESSAGES = 25_000;

    /// One number in a feed.
    ///
    /// @param id 1 or more, of this message alone within the feed; its outcome is told by it
    record Message(int id, QuantityUpdate update) {}

    /// What Amazon says of a feed.
    ///
    /// @param id Amazon's
    /// @param resultDocument tells its outcome, message by message; only of one that is done, if at all
    record Feed(String id, Status status, Instant createdAt, Optional<String> resultDocument) {}

    enum Status {
        IN_QUEUE,
        IN_PROGRESS,
        /// Worked off; each message has been accepted or refused. None is effective for that.
        DONE,
        /// Nothing of it was done.
        CANCELLED,
        /// Amazon gave up: some, none or all of it may have been done.
        FATAL
    }

    /// Lays the messages down at Amazon.
    ///
    /// @param messages 1 to [#MOST_MESSAGES] of them, of SKUs of one marketplace
    /// @return the id of the document
    FeedAnswer<String> upload(AmazonCredentials account, List<Message> messages, Duration timeout);

    /// Has Amazon work off a document.
    ///
    /// @param marketplace country code
    /// @return the feed's id
    FeedAnswer<String> create(AmazonCredentials account, String marketplace, String document, Duration timeout);

    /// The account's feeds of this type since then, whoever has created them; of very many some.
    FeedAnswer<List<Feed>> since(AmazonCredentials account, Instant since, Duration timeout);

    FeedAnswer<Feed> look(AmazonCredentials account, String feed, Duration timeout);

    /// Calls a feed off that Amazon has not begun with.
    FeedAnswer<Boolean> cancel(AmazonCredentials account, String feed, Duration timeout);

    FeedAnswer<FeedReport> report(AmazonCredentials account, String resultDocument, Duration timeout);
}
