package io.stockrule.shopify.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The queries that we send to Shopify.
public final class Documents {
    public static final String ITEMS = "InventoryItemsStock";
    public static final String ITEM = "InventoryItemStock";

    /// Stock of many items; `null` for one that Shopify does not know.
    public static final String INVENTORY_ITEMS_STOCK = load(ITEMS);

    /// A further page of one item's levels.
    public static final String INVENTORY_ITEM_STOCK = load(ITEM);

    /// Which store it is that answers.
    public static final String STORE = load("Store");

    /// What a shop is, and what the merchant allows us.
    public static final String SHOP_AND_GRANT = load("ShopAndGrant");

    /// What a shop is called, and what the merchant allows us.
    static final String CONNECTION = load("Connection");

    /// How many variants there are, of all or of those that a filter lets through.
    public static final String VARIANT_COUNT = load("VariantCount");

    /// Products, variants and items that changed lately, how many variants there are now, and all collections.
    public static final String CATALOGUE_CHANGED_SINCE = load("CatalogueChangedSince");

    public static final String LOCATIONS = load("Locations");

    /// Variants in the order of their ids, with the first of their levels. Read by id, because cursors end at
    /// 25,000 objects.
    public static final String VARIANT_STOCK_PAGE = load("VariantStockPage");

    /// Apart from the variants, because of what one query may cost; `null` for a product that Shopify does not
    /// know.
    public static final String PRODUCT_COLLECTIONS = load("ProductCollections");

    /// Which products are in one; `null` for a collection that Shopify does not know.
    public static final String COLLECTION_PRODUCTS = load("CollectionProducts");

    /// What bundles are made of; `null` for a variant that Shopify does not know.
    public static final String BUNDLE_PARTS = load("BundleParts");

    /// What products and their variants are, without stock; `null` for a product that Shopify does not know.
    public static final String PRODUCT_FACTS = load("ProductFacts");

    /// Which of these there are; `null` for one that Shopify does not know.
    public static final String KNOWN_NODES = load("KnownNodes");

    /// Levels that changed lately, of several locations.
    public static final String LEVELS_CHANGED_SINCE = load("LevelsChangedSince");

    /// A further page of those of one location.
    public static final String LEVELS_CHANGED_AT_LOCATION = load("LevelsChangedAtLocation");

    /// Where the shop sends its webhooks, as far as this app has asked for it by the API.
    public static final String WEBHOOK_SUBSCRIPTIONS = load("WebhookSubscriptions");

    public static final String SUBSCRIBE_WEBHOOK = load("SubscribeWebhook");

    public static final String UNSUBSCRIBE_WEBHOOK = load("UnsubscribeWebhook");

    public static final String BULK_START = load("BulkStart");

    public static final String BULK_STATUS = load("BulkStatus");

    /// Those that run, of this app at the shop.
    public static final String BULK_RUNNING = load("BulkRunning");

    public static final String BULK_CANCEL = load("BulkCancel");

    /// What a bulk operation finds out: variants with all their stock. Its search is filled in, as it takes no
    /// variables.
    public static final String BULK_VARIANTS = load("BulkVariants");

    private Documents() {}

    static String load(String name) {
        try (var in = Documents.class.getResourceAsStream("/shopify/%s.graphql".formatted(name))) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
