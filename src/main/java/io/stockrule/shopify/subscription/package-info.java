/// That Shopify sends its webhooks at all: every hour [SubscriptionWorker] has each shop asked where it sends them
/// ([SubscriptionTurn]), and what is missing or is sent elsewhere is subscribed anew. The address has a token of its
/// own ([WebhookAddresses]). Only where the service has been told its own address; else a person subscribes.
@NullMarked
package io.stockrule.shopify.subscription;

import org.jspecify.annotations.NullMarked;
