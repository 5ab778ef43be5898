/// Stock from Shopify: shops and their secrets, webhooks, and re-reads of single inventory items.
///
/// The only home of Shopify's types and protocol.
@NullMarked
package io.stockrule.shopify;

import org.jspecify.annotations.NullMarked;
