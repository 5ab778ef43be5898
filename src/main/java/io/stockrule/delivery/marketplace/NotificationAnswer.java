package io.stockrule.delivery.marketplace;

import java.time.Duration;

/// What came of a call about notifications.
///
/// @param <T> what is told when it succeeds
public sealed interface NotificationAnswer<T> {
    /// It is so.
    record Told<T>(T answer) implements NotificationAnswer<T> {}

    /// What was to be created is there already; by whom, and how, is not told.
    record Exists<T>() implements NotificationAnswer<T> {}

    /// There is no such thing, or what it refers to is not there.
    ///
    /// @param reason in Amazon's words
    record Missing<T>(String reason) implements NotificationAnswer<T> {}

    /// Amazon's rate limit was hit.
    record Throttled<T>() implements NotificationAnswer<T> {}

    /// No answer this time (network, timeout, server error), or none that can be read: try again later.
    record Failed<T>(String reason) implements NotificationAnswer<T> {}

    /// The application may not do this, or not for this seller. That says nothing of what else it may do.
    ///
    /// @param reason what to do, for the merchant
    record Denied<T>(String reason) implements NotificationAnswer<T> {}

    /// The whole account is refused; see [SendResult.AccountRefused].
    record AccountRefused<T>(String reason, Duration retryAfter) implements NotificationAnswer<T> {}
}
