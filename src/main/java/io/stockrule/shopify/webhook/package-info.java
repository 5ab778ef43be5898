/// What Shopify tells: a webhook runs through [WebhookResource], [WebhookSenders], [WebhookReader] and
/// [WebhookStore], and is answered when it is committed. A level is taken as it is told; of anything else it is noted
/// that Shopify is to be asked. What is not used is parked with the reason ([ParkedWebhookResource]).
/// For a while each is kept as it came ([RawDeliveries]), and may be taken in once more ([Replay]).
@NullMarked
package io.stockrule.shopify.webhook;

import org.jspecify.annotations.NullMarked;
