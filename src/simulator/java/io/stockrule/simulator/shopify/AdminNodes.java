package io.stockrule.simulator.shopify;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The Admin API's objects with the fields that take no arguments. What the other fields need to find theirs goes
/// along under [#SELF].
final class AdminNodes {
    /// The simulator's own object; no field of the API has this name.
    static final String SELF = "self";

    private static final String LEVELS = "levels brought along";

    private AdminNodes() {}

    static Map<String, Object> shop(ShopAccount shop) {
        return Map.of(
                "id", Ids.global("Shop", shop.id()),
                "name", shop.name(),
                "myshopifyDomain", shop.domain(),
                "ianaTimezone", shop.timezone(),
                "plan", Map.of("publicDisplayName", shop.plus() ? "Plus" : "Basic", "shopifyPlus", shop.plus()));
    }

    static Map<String, Object> installation(ShopAccount shop) {
        var scopes =
                shop.scopes().stream().map(scope -> Map.of("handle", scope)).toList();
        return Map.of("id", Ids.global("AppInstallation", shop.id()), "accessScopes", scopes);
    }

    static Map<String, Object> location(ShopLocation location, Instant updated) {
        var node = new HashMap<String, Object>(Map.of(
                SELF,
                location,
                "id",
                Ids.global("Location", location.id()),
                "name",
                location.name(),
                "isActive",
                location.active(),
                "fulfillsOnlineOrders",
                location.fulfillsOnlineOrders(),
                "isFulfillmentService",
                location.fulfillmentService(),
                "updatedAt",
                updated.toString()));
        if (!location.active()) {
            node.put("deactivatedAt", updated.toString());
        }
        if (location.fulfillmentService()) {
            node.put("fulfillmentService", service(location));
        }
        return node;
    }

    private static Map<String, Object> service(ShopLocation location) {
        return Map.of(
                "id", Ids.global("FulfillmentService", location.id()),
                "handle", location.name().toLowerCase(Locale.ROOT).replace(' ', '-'),
                "serviceName", location.name(),
                "inventoryManagement", true);
    }

    static Map<String, Object> item(ShopVariant variant) {
        return Map.of(
                SELF,
                variant,
                "id",
                Ids.global("InventoryItem", variant.item()),
                "sku",
                variant.sku(),
                "tracked",
                variant.tracked(),
                "requiresShipping",
                true);
    }

    /// Lets a variant or its item carry its levels, so that a page of them needs no query each.
    static void bringLevels(Map<String, Object> node, List<ShopLevel> levels) {
        node.put(LEVELS, levels);
    }

    @SuppressWarnings("unchecked") // nobody but bringLevels puts them there
    static Optional<List<ShopLevel>> levelsAlong(Map<String, Object> node) {
        return Optional.ofNullable((List<ShopLevel>) node.get(LEVELS));
    }

    static Map<String, Object> variant(Stocked stocked) {
        int total = stocked.levels().stream()
                .filter(ShopLevel::active)
                .mapToInt(level -> level.available().orElse(0))
                .sum();
        var node = variant(stocked.variant(), total);
        bringLevels(node, stocked.levels());
        return node;
    }

    private static Map<String, Object> variant(ShopVariant variant, int total) {
        return new HashMap<>(Map.ofEntries(
                Map.entry(SELF, variant),
                Map.entry("id", Ids.global("ProductVariant", variant.id())),
                Map.entry("sku", variant.sku()),
                Map.entry("barcode", variant.barcode()),
                Map.entry("title", variant.title()),
                Map.entry("inventoryPolicy", variant.inventoryPolicy()),
                Map.entry("inventoryQuantity", total),
                Map.entry("sellableOnlineQuantity", Math.max(0, total)),
                Map.entry("requiresComponents", !variant.parts().isEmpty()),
                Map.entry("product", product(variant))));
    }

    /// A product is known by any of its variants.
    static Map<String, Object> product(ShopVariant variant) {
        return Map.of(
                SELF,
                variant,
                "id",
                Ids.global("Product", variant.product()),
                "title",
                variant.productTitle(),
                "vendor",
                variant.vendor(),
                "productType",
                variant.productType(),
                "tags",
                variant.tags(),
                "status",
                variant.status(),
                "isGiftCard",
                variant.giftCard());
    }

    static Map<String, Object> collection(String title) {
        return Map.of(SELF, title, "id", Ids.global("Collection", Ids.collection(title)), "title", title);
    }

    static Map<String, Object> level(ShopLevel level) {
        return Map.of(
                SELF,
                level,
                "id",
                Ids.globalLevel(level),
                "isActive",
                level.active(),
                "updatedAt",
                level.updated().toString());
    }

    /// An untracked item's numbers mean nothing, yet GraphQL has to give some.
    static List<Map<String, Object>> quantities(ShopLevel level, List<String> names) {
        return names.stream().map(name -> quantity(level, name)).toList();
    }

    private static Map<String, Object> quantity(ShopLevel level, String name) {
        return Map.of(
                "id",
                "gid://shopify/InventoryQuantity/%d?inventory_item_id=%d".formatted(level.id(), level.item()),
                "name",
                name,
                "quantity",
                units(level, name),
                "updatedAt",
                level.updated().toString());
    }

    private static int units(ShopLevel level, String name) {
        return switch (name) {
            case "available" -> level.available().orElse(0);
            case "on_hand" -> level.onHand();
            case "committed" -> level.committed();
            case "incoming" -> level.incoming();
            default -> 0;
        };
    }
}
