package io.stockrule.shopify.subscription;

/// What every shop is to tell, in Shopify's own names:
/// https://shopify.dev/docs/api/admin-graphql/latest/enums/WebhookSubscriptionTopic
enum Topic {
    INVENTORY_LEVELS_UPDATE,
    INVENTORY_LEVELS_CONNECT,
    INVENTORY_LEVELS_DISCONNECT,
    INVENTORY_ITEMS_CREATE,
    INVENTORY_ITEMS_UPDATE,
    INVENTORY_ITEMS_DELETE,
    PRODUCTS_CREATE,
    PRODUCTS_UPDATE,
    PRODUCTS_DELETE,
    LOCATIONS_CREATE,
    LOCATIONS_UPDATE,
    LOCATIONS_ACTIVATE,
    LOCATIONS_DEACTIVATE,
    LOCATIONS_DELETE,
    APP_UNINSTALLED,
    BULK_OPERATIONS_FINISH,
    APP_SCOPES_UPDATE,
    SHOP_UPDATE
}
