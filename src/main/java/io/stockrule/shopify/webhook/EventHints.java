package io.stockrule.shopify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.ShopKey;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads Shopify's Events, whose data is what the app's own query asked for
/// (https://shopify.dev/docs/apps/build/events-webhooks). That is no image of one moment, so an Event is only a hint:
/// Shopify is asked about whatever it names, by the ids in it.
final class EventHints {
    private static final Pattern NAMED = Pattern.compile(
            "gid://shopify/(?<type>Product|Collection|Location|InventoryItem|InventoryLevel)/(?<id>[1-9]\\d{0,17})"
                    + "(\\?inventory_item_id=(?<item>[1-9]\\d{0,17}))?");
    private static final String REASON = "an Event named it";

    private final ShopKey shop;
    private final Set<Told> told = new LinkedHashSet<>();
    private final Set<ItemKey> items = new LinkedHashSet<>();

    private EventHints(ShopKey shop) {
        this.shop = shop;
    }

    static boolean isEvent(JsonNode body) {
        return body.path("action").isTextual() && body.has("fields_changed");
    }

    /// Empty if it names nothing that can be asked about.
    static Optional<Webhook.Catalogue> in(ShopKey shop, JsonNode body) {
        var hints = new EventHints(shop);
        hints.collect(body);
        return hints.told.isEmpty() && hints.items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Webhook.Catalogue(List.copyOf(hints.told), List.copyOf(hints.items)));
    }

    private void collect(JsonNode node) {
        if (node.isTextual()) {
            var named = NAMED.matcher(node.textValue());
            if (named.matches()) {
                add(named.group("type"), Long.parseLong(named.group("id")), Optional.ofNullable(named.group("item")));
            }
        }
        node.forEach(this::collect);
    }

    private void add(String type, long id, Optional<String> itemOfLevel) {
        switch (type) {
            case "Product" -> tell(Subject.product(shop.merchantId(), shop.shopId(), id));
            case "Collection" -> tell(Subject.collection(shop.merchantId(), shop.shopId(), id));
            case "Location" -> tell(Subject.locations(shop.merchantId(), shop.shopId()));
            case "InventoryItem" -> items.add(shop.item(id));
            default -> itemOfLevel.ifPresent(item -> items.add(shop.item(Long.parseLong(item))));
        }
    }

    private void tell(Subject subject) {
        told.add(Told.news(subject, REASON));
    }
}
