package io.stockrule.delivery.marketplace;

import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where Amazon sends its notifications: the Notifications API v1
/// (https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-reference). Each operation is allowed once a
/// second and five times in a row. Implementations neither pace nor retry (besides refreshing a token once).
///
/// Destinations belong to the application in one region, whichever of its accounts asks; a subscription to the seller.
public interface Notifications {
    /// A subscription, as far as it matters.
    ///
    /// @param destination the id of where it sends
    record Subscribed(String id, String destination) {}

    /// All destinations of the account's application in the account's region; what is behind them and not known here
    /// is left out.
    NotificationAnswer<List<NotificationDestination>> destinations(AmazonCredentials account, Duration timeout);

    /// A destination of the account's application.
    ///
    /// @param name for whoever lists them
    NotificationAnswer<NotificationDestination> createDestination(
            AmazonCredentials account, String name, Resource resource, Duration timeout);

    /// The seller's subscription to one type.
    ///
    /// @param type Amazon's name
    /// @param payloadVersion Amazon's name
    /// @return told empty if there is none
    NotificationAnswer<Optional<Subscribed>> subscription(
            AmazonCredentials account, String type, String payloadVersion, Duration timeout);

    /// Subscribes to one type.
    ///
    /// @return [NotificationAnswer.Missing] also when there is no such destination any more
    NotificationAnswer<Subscribed> subscribe(
            AmazonCredentials account, String type, String payloadVersion, String destination, Duration timeout);

    /// Ends a subscription; one that is not there is as good as ended.
    ///
    /// @return told whether it was there
    NotificationAnswer<Boolean> unsubscribe(
            AmazonCredentials account, String type, String subscription, Duration timeout);
}
