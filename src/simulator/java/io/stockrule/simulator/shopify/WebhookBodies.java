package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.SimulatorJson;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Bodies of webhooks, as far as anybody needs them here, https://shopify.dev/docs/api/webhooks
final class WebhookBodies {
    /// To the second, with the shop's offset: `2021-12-31T19:00:00-05:00`.
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    /// Of a product; the others are left out.
    private static final int MOST_VARIANTS = 100;

    private WebhookBodies() {}

    static ObjectNode level(ShopAccount shop, ShopLevel level) {
        var body = disconnect(level);
        if (level.available().isPresent()) {
            body.put("available", level.available().getAsInt());
        } else {
            body.putNull("available");
        }
        return body.put("updated_at", SECONDS.format(level.updated().atZone(shop.zone())))
                .put("admin_graphql_api_id", Ids.globalLevel(level));
    }

    static ObjectNode disconnect(ShopLevel level) {
        return SimulatorJson.object().put("inventory_item_id", level.item()).put("location_id", level.location());
    }

    /// @param variants all of the product's, in the order of their ids
    static ObjectNode product(ShopAccount shop, List<ShopVariant> variants, Instant updated) {
        var first = variants.getFirst();
        var body = SimulatorJson.object()
                .put("id", first.product())
                .put("title", first.productTitle())
                .put("vendor", first.vendor())
                .put("product_type", first.productType())
                .put("tags", String.join(", ", first.tags()))
                .put("status", first.status().toLowerCase(Locale.ROOT))
                .put("updated_at", SECONDS.format(updated.atZone(shop.zone())))
                .put("admin_graphql_api_id", Ids.global("Product", first.product()));
        var told = body.putArray("variants");
        variants.stream().limit(MOST_VARIANTS).forEach(variant -> told.add(variant(variant)));
        return body;
    }

    private static ObjectNode variant(ShopVariant variant) {
        return SimulatorJson.object()
                .put("id", variant.id())
                .put("product_id", variant.product())
                .put("title", variant.title())
                .put("sku", variant.sku())
                .put("barcode", variant.barcode())
                .put("inventory_policy", variant.inventoryPolicy().toLowerCase(Locale.ROOT))
                .put("inventory_item_id", variant.item());
    }

    static ObjectNode item(ShopAccount shop, ShopVariant variant, Instant updated) {
        return SimulatorJson.object()
                .put("id", variant.item())
                .put("sku", variant.sku())
                .put("tracked", variant.tracked())
                .put("requires_shipping", true)
                .put("updated_at", SECONDS.format(updated.atZone(shop.zone())))
                .put("admin_graphql_api_id", Ids.global("InventoryItem", variant.item()));
    }

    static ObjectNode location(ShopAccount shop, ShopLocation location, Instant updated) {
        return SimulatorJson.object()
                .put("id", location.id())
                .put("name", location.name())
                .put("active", location.active())
                .put("legacy", location.fulfillmentService())
                .put("updated_at", SECONDS.format(updated.atZone(shop.zone())))
                .put("admin_graphql_api_id", Ids.global("Location", location.id()));
    }

    /// Of a shop that has uninstalled the application.
    static ObjectNode shop(ShopAccount shop) {
        return SimulatorJson.object()
                .put("id", shop.id())
                .put("name", shop.name())
                .put("email", "owner@" + shop.domain())
                .put("iana_timezone", shop.timezone())
                .put("myshopify_domain", shop.domain());
    }

    /// What the privacy rules have Shopify send: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
    ///
    /// @param topic `customers/data_request`, `customers/redact` or `shop/redact`
    static ObjectNode privacy(ShopAccount shop, String topic) {
        var body = SimulatorJson.object().put("shop_id", shop.id()).put("shop_domain", shop.domain());
        if (topic.equals("shop/redact")) {
            return body;
        }
        body.putObject("customer")
                .put("id", 191_167)
                .put("email", "john@example.com")
                .put("phone", "555-625-1199");
        boolean redacts = topic.equals("customers/redact");
        body.putArray(redacts ? "orders_to_redact" : "orders_requested").add(299_938);
        if (!redacts) {
            body.putObject("data_request").put("id", 9_999);
        }
        return body;
    }

    /// Values are in lower case there, and the address of the file is to be asked for.
    static ObjectNode bulkFinished(ShopAccount shop, BulkOperations.Operation operation) {
        return SimulatorJson.object()
                .put("admin_graphql_api_id", Ids.global("BulkOperation", operation.id()))
                .put(
                        "completed_at",
                        SECONDS.format(operation.completed().orElseThrow().atZone(shop.zone())))
                .put("created_at", SECONDS.format(operation.created().atZone(shop.zone())))
                .put(
                        "error_code",
                        operation
                                .error()
                                .map(code -> code.toLowerCase(Locale.ROOT))
                                .orElse(null))
                .put("status", operation.status().name().toLowerCase(Locale.ROOT))
                .put("type", "query");
    }

    /// Which products are in it is not said.
    static ObjectNode collection(ShopAccount shop, String title, Instant updated) {
        long id = Ids.collection(title);
        return SimulatorJson.object()
                .put("id", id)
                .put("title", title)
                .put("updated_at", SECONDS.format(updated.atZone(shop.zone())))
                .put("admin_graphql_api_id", Ids.global("Collection", id));
    }

    /// Of whatever has been deleted.
    static ObjectNode deleted(long id) {
        return SimulatorJson.object().put("id", id);
    }
}
