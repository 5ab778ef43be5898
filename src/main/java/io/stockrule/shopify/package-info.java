/// Stock from Shopify: shops and their secrets, webhooks, and re-reads of single inventory items.
///
/// A webhook runs through [WebhookResource], [WebhookSenders], [WebhookReader] and [WebhookStore]; a re-read through
/// [RereadWorker], [Reread], [ItemReader] and [GraphQl]. The only home of Shopify's types and protocol.
@NullMarked
package io.stockrule.shopify;

import org.jspecify.annotations.NullMarked;
