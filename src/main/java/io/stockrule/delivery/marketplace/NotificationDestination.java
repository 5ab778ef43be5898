package io.stockrule.delivery.marketplace;

/// Where an application's notifications go, as Amazon knows it. There are queues of Amazon SQS and partner event
/// sources of Amazon EventBridge, and nothing else: no address of HTTP (model of the Notifications API v1,
/// `DestinationResource`).
///
/// @param id Amazon's, by which subscriptions name it
public record NotificationDestination(String id, Resource resource) {
    /// What is behind it.
    public sealed interface Resource {
        /// @param arn of the queue
        record Queue(String arn) implements Resource {}

        /// @param accountId of AWS, twelve digits
        /// @param awsRegion where the partner event source appears
        record EventBridge(String accountId, String awsRegion) implements Resource {}
    }
}
