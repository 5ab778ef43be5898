package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Events;
import io.stockrule.simulator.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Changes a shop's stock the way a merchant's day does: the level, the event and the webhook in one transaction.
final class StockChanges {
    private final Store store;
    private final InstantSource clock;
    private final Stock stock;
    private final Webhooks webhooks;
    private final Events events;

    StockChanges(Store store, InstantSource clock, Stock stock, Webhooks webhooks, Events events) {
        this.store = store;
        this.clock = clock;
        this.stock = stock;
        this.webhooks = webhooks;
        this.events = events;
    }

    /// @param at what `updated_at` shall say, to the second; empty for the time it is
    ShopLevel set(ShopAccount shop, ShopLevel before, OptionalInt available, Optional<Instant> at) {
        return store.with(_ -> {
            var after =
                    stock.put(shop.domain(), before.item(), before.location(), available, before.active(), second(at));
            webhooks.queue(shop, "inventory_levels/update", WebhookBodies.level(shop, after));
            events.add(Events.Kind.STOCK_CHANGED, told(shop, after, before.available()));
            return after;
        });
    }

    ShopLevel connect(ShopAccount shop, long item, long location, OptionalInt available) {
        return store.with(_ -> {
            var after = stock.put(shop.domain(), item, location, available, true, second(Optional.empty()));
            webhooks.queue(shop, "inventory_levels/connect", WebhookBodies.level(shop, after));
            events.add(Events.Kind.LEVEL_CONNECTED, told(shop, after, OptionalInt.empty()));
            return after;
        });
    }

    /// The level keeps its quantity, which counts no more.
    ShopLevel disconnect(ShopAccount shop, ShopLevel before) {
        return store.with(_ -> {
            var after = stock.put(
                    shop.domain(),
                    before.item(),
                    before.location(),
                    before.available(),
                    false,
                    second(Optional.empty()));
            webhooks.queue(shop, "inventory_levels/disconnect", WebhookBodies.disconnect(after));
            events.add(Events.Kind.LEVEL_DISCONNECTED, told(shop, after, before.available()));
            return after;
        });
    }

    private Instant second(Optional<Instant> at) {
        return at.orElseGet(clock::instant).truncatedTo(ChronoUnit.SECONDS);
    }

    private Map<String, Object> told(ShopAccount shop, ShopLevel level, OptionalInt before) {
        var told = new HashMap<String, Object>();
        told.put("shop", shop.domain());
        told.put("item", level.item());
        told.put("location", level.location());
        told.put("updatedAt", level.updated());
        before.ifPresent(units -> told.put("from", units));
        level.available().ifPresent(units -> told.put("to", units));
        stock.locations(shop.domain()).stream()
                .filter(location -> location.id() == level.location())
                .forEach(location -> told.put("warehouse", location.name()));
        stock.variant(shop.domain(), level.item()).ifPresent(variant -> {
            told.put("sku", variant.sku());
            told.put("title", variant.fullTitle());
        });
        return told;
    }
}
