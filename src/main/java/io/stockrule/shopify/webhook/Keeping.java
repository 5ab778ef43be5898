package io.stockrule.shopify.webhook;

/// What becomes of a webhook.
enum Keeping {
    NEW,
    REPEATED,

    /// Its shop has been deleted, so it is not kept.
    SHOP_GONE
}
