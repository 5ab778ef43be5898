package io.stockrule.delivery.marketplace;

import java.time.Duration;

/// What became of one call about a feed.
public sealed interface FeedAnswer<T> {
    record Told<T>(T value) implements FeedAnswer<T> {}

    /// The call certainly changed nothing: try again later.
    record NotSent<T>(String reason) implements FeedAnswer<T> {}

    /// Nobody knows whether Amazon did it.
    record Unknown<T>(String reason) implements FeedAnswer<T> {}

    /// Amazon's rate limit was hit: certainly nothing was done.
    record Throttled<T>() implements FeedAnswer<T> {}

    /// Amazon does not do it; the same again is useless.
    record Refused<T>(String reason) implements FeedAnswer<T> {}

    /// The whole account is refused; see [SendResult.AccountRefused].
    record AccountRefused<T>(String reason, Duration retryAfter) implements FeedAnswer<T> {}
}
