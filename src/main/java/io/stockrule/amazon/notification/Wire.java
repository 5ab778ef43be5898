package io.stockrule.amazon.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.delivery.marketplace.NotificationDestination;
import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import io.stockrule.delivery.marketplace.Notifications.Subscribed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bodies of the Notifications API v1, as far as we need them. What the model requires and is not there makes an
/// answer unreadable.
final class Wire {
    private Wire() {}

    record Nothing() {}

    record Destinations(@Nullable List<@Nullable WireDestination> payload) {
        Optional<List<NotificationDestination>> known() {
            if (payload == null || payload.stream().anyMatch(it -> it == null || it.destinationId == null)) {
                return Optional.empty();
            }
            return Optional.of(payload.stream()
                    .flatMap(
                            it -> it == null ? Optional.<NotificationDestination>empty().stream() : it.known().stream())
                    .toList());
        }
    }

    record OneDestination(@Nullable WireDestination payload) {
        Optional<NotificationDestination> known() {
            return Optional.ofNullable(payload).flatMap(WireDestination::known);
        }
    }

    record WireDestination(
            @Nullable String destinationId, @Nullable WireResource resource) {
        Optional<NotificationDestination> known() {
            if (destinationId == null || resource == null) {
                return Optional.empty();
            }
            return resource.known().map(it -> new NotificationDestination(destinationId, it));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WireResource(@Nullable WireQueue sqs, @Nullable WireEventBridge eventBridge) {
        static WireResource of(Resource resource) {
            return switch (resource) {
                case Resource.Queue queue -> new WireResource(new WireQueue(queue.arn()), null);
                case Resource.EventBridge bridge ->
                    new WireResource(null, new WireEventBridge(bridge.accountId(), bridge.awsRegion()));
            };
        }

        Optional<Resource> known() {
            if (sqs != null && sqs.arn != null) {
                return Optional.of(new Resource.Queue(sqs.arn));
            }
            return eventBridge != null && eventBridge.accountId != null && eventBridge.region != null
                    ? Optional.of(new Resource.EventBridge(eventBridge.accountId, eventBridge.region))
                    : Optional.empty();
        }
    }

    record WireQueue(@Nullable String arn) {}

    record WireEventBridge(
            @Nullable String accountId, @Nullable String region) {}

    record NewDestination(String name, WireResource resourceSpecification) {
        static NewDestination of(String name, Resource resource) {
            return new NewDestination(name, WireResource.of(resource));
        }
    }

    record OneSubscription(@Nullable WireSubscription payload) {
        Optional<Subscribed> known() {
            return payload == null || payload.subscriptionId == null || payload.destinationId == null
                    ? Optional.empty()
                    : Optional.of(new Subscribed(payload.subscriptionId, payload.destinationId));
        }
    }

    record WireSubscription(
            @Nullable String subscriptionId, @Nullable String destinationId) {}

    record NewSubscription(String payloadVersion, String destinationId) {}
}
