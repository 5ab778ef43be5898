package io.stockrule.shopify.leaving;

import java.util.Optional;
import java.util.stream.Stream;

/// What Shopify may ask for in the name of its privacy rules, by topic:
/// https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
///
/// The topics come by the app's configuration alone, and each has to be answered.
public enum PrivacyTopic {
    /// A customer wants to know what is kept of it.
    DATA_REQUEST("customers/data_request", Optional.of("no data of customers is kept, so there was none to hand out")),
    /// What is kept of a customer is to be deleted.
    CUSTOMER_REDACT("customers/redact", Optional.of("no data of customers is kept, so there was none to delete")),
    /// Two days after the app was uninstalled: what is kept of the shop is to be deleted.
    SHOP_REDACT("shop/redact", Optional.empty());

    private final String topic;
    private final Optional<String> outcome;

    PrivacyTopic(String topic, Optional<String> outcome) {
        this.topic = topic;
        this.outcome = outcome;
    }

    public static Optional<PrivacyTopic> of(String topic) {
        return Stream.of(values()).filter(it -> it.topic.equals(topic)).findFirst();
    }

    String topic() {
        return topic;
    }

    /// What becomes of it, for the merchant; empty where that is to be found out.
    Optional<String> outcome() {
        return outcome;
    }
}
