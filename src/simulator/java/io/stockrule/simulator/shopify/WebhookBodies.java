package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.SimulatorJson;
import java.time.format.DateTimeFormatter;

/// Bodies of inventory webhooks, https://shopify.dev/docs/api/webhooks
final class WebhookBodies {
    /// To the second, with the shop's offset: `2021-12-31T19:00:00-05:00`.
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

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
}
