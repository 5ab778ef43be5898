package io.stockrule.delivery.notification;

import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// A queue's name in all of AWS
/// (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html).
/// Everything else about the queue follows from it.
record QueueArn(String text, String region, String account, String name) {
    /// Names of standard queues have no full stop; those of others end in `.fifo`. Amazon's model knows no other
    /// partition of AWS.
    static final String FORM = "arn:aws:sqs:[a-z0-9-]{1,40}:[0-9]{12}:[A-Za-z0-9_-]{1,80}";

    /// @param text of the [#FORM]
    static QueueArn of(String text) {
        var parts = List.of(text.split(":"));
        if (!text.matches(FORM)) {
            throw new IllegalArgumentException("no ARN of a standard queue: " + text);
        }
        return new QueueArn(text, parts.get(3), parts.get(4), parts.get(5));
    }

    /// Where Amazon SQS answers in that region.
    URI endpoint() {
        return URI.create("https://sqs.%s.amazonaws.com".formatted(region));
    }

    /// @param endpoint of SQS
    String address(URI endpoint) {
        return "%s/%s/%s".formatted(endpoint.toString().replaceAll("/+$", ""), account, name);
    }

    /// What Amazon has to be told to send there. What it only gives to EventBridge goes to that of the queue's owner
    /// and region, from where a rule takes it to the queue.
    Resource behind(NotificationType.Transport transport) {
        return switch (transport) {
            case QUEUE -> new Resource.Queue(text);
            case EVENT_BRIDGE -> new Resource.EventBridge(account, region);
        };
    }

    /// For whoever lists an application's destinations.
    String label(NotificationType.Transport transport) {
        return "stockrule-%s-%s".formatted(name, transport.name().toLowerCase(Locale.ROOT));
    }
}
