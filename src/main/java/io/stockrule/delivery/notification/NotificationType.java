package io.stockrule.delivery.notification;

import java.util.Optional;
import java.util.stream.Stream;

/// What sellers are subscribed to, in Amazon's own names. Which way each may go says
/// https://developer-docs.amazon.com/sp-api/docs/notification-type-values.
enum NotificationType {
    LISTINGS_ITEM_MFN_QUANTITY_CHANGE("1.0", Transport.EVENT_BRIDGE),
    LISTINGS_ITEM_STATUS_CHANGE("1.0", Transport.EVENT_BRIDGE),
    LISTINGS_ITEM_ISSUES_CHANGE("2023-12-13", Transport.EVENT_BRIDGE),
    ACCOUNT_STATUS_CHANGED("2021-01-01", Transport.QUEUE),
    FEED_PROCESSING_FINISHED("2020-09-04", Transport.QUEUE);

    /// How Amazon hands it over.
    enum Transport {
        /// Straight into the queue.
        QUEUE,
        /// To EventBridge, in an envelope of it; a rule there takes it to the queue.
        EVENT_BRIDGE
    }

    private final String payloadVersion;
    private final Transport transport;

    NotificationType(String payloadVersion, Transport transport) {
        this.payloadVersion = payloadVersion;
        this.transport = transport;
    }

    String payloadVersion() {
        return payloadVersion;
    }

    Transport transport() {
        return transport;
    }

    /// @param name compared exactly
    static Optional<NotificationType> named(String name) {
        return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
