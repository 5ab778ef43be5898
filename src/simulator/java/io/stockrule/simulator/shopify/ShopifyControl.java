package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Control of the simulated Shopify; its paths are listed in the package's description.
final class ShopifyControl {
    private static final String SHOP = "/control/shopify/shops/:shop";
    private static final int PAGE = 1_000;
    private static final Set<String> PRIVACY = Set.of("customers/data_request", "customers/redact", "shop/redact");

    private final Store store;
    private final Shops shops;
    private final OfflinePairs pairs;
    private final Stock stock;
    private final StockChanges changes;
    private final CatalogueChanges catalogue;
    private final Shelves shelves;
    private final Webhooks webhooks;
    private final Subscriptions subscriptions;

    ShopifyControl(
            Store store,
            Shops shops,
            OfflinePairs pairs,
            Stock stock,
            StockChanges changes,
            CatalogueChanges catalogue,
            Shelves shelves,
            Webhooks webhooks,
            Subscriptions subscriptions) {
        this.store = store;
        this.catalogue = catalogue;
        this.shops = shops;
        this.pairs = pairs;
        this.stock = stock;
        this.changes = changes;
        this.shelves = shelves;
        this.webhooks = webhooks;
        this.subscriptions = subscriptions;
    }

    void routes(Web web) {
        new CatalogueControl(store, shops, stock, catalogue).routes(web, SHOP);
        web.on("PUT", SHOP, call -> HttpAnswer.json(200, shops.put(call.path("shop"), call.body())));
        web.on("GET", SHOP, call -> HttpAnswer.json(200, shop(call)));
        web.on("POST", SHOP + "/rename", call -> HttpAnswer.json(200, rename(call)));
        web.on("POST", SHOP + "/expire-tokens", this::expireTokens);
        web.on("POST", SHOP + "/expire-refresh-tokens", this::expireRefreshTokens);
        web.on("POST", SHOP + "/uninstall", this::uninstall);
        web.on("POST", SHOP + "/privacy", this::privacy);
        web.on("POST", SHOP + "/catalogue", call -> made(shelves.makeUp(shop(call), call.body())));
        web.on(
                "PUT",
                SHOP + "/variants",
                call -> made(shelves.put(shop(call), call.body()).size()));
        web.on("POST", SHOP + "/products", this::createProducts);
        web.on("GET", SHOP + "/variants", this::variants);
        web.on("GET", SHOP + "/locations", call -> items(stock.locations(call.path("shop"))));
        web.on("POST", SHOP + "/levels", this::setLevels);
        web.on("POST", SHOP + "/connect", this::connect);
        web.on("POST", SHOP + "/disconnect", this::disconnect);
        web.on("GET", SHOP + "/webhooks", this::webhooks);
        web.on("GET", SHOP + "/subscriptions", call -> items(subscriptions.all(call.path("shop"))));
        web.on("POST", SHOP + "/subscriptions", this::subscribe);
        web.on("DELETE", SHOP + "/subscriptions/:id", this::unsubscribe);
        web.on(
                "GET",
                "/control/shopify/webhooks/waiting",
                _ -> HttpAnswer.json(200, Map.of("waiting", webhooks.waiting())));
    }

    private ShopAccount shop(Call call) {
        return shops.get(call.path("shop"));
    }

    private ShopAccount rename(Call call) {
        return shops.rename(shop(call).domain(), call.json().path("domain").asText());
    }

    private HttpAnswer expireTokens(Call call) {
        shops.expireTokens(shop(call).domain());
        return HttpAnswer.nothing();
    }

    private HttpAnswer expireRefreshTokens(Call call) {
        pairs.expireRefresh(shop(call).domain());
        return HttpAnswer.nothing();
    }

    /// Tells of it, ends what was subscribed, and lets no token open the shop any more.
    private HttpAnswer uninstall(Call call) {
        return store.with(_ -> {
            var shop = shop(call);
            webhooks.queue(shop, "app/uninstalled", WebhookBodies.shop(shop));
            subscriptions.removeAll(shop.domain());
            return HttpAnswer.json(200, shops.uninstall(shop));
        });
    }

    /// Sends one of the topics that come by the application's configuration alone.
    private HttpAnswer privacy(Call call) {
        var shop = shop(call);
        var topic = call.json().path("topic").asText();
        if (!PRIVACY.contains(topic)) {
            throw new IllegalArgumentException("no such topic: " + topic);
        }
        store.use(_ -> webhooks.queueByConfiguration(shop, topic, WebhookBodies.privacy(shop, topic)));
        return HttpAnswer.json(200, Map.of());
    }

    private static HttpAnswer made(int variants) {
        return HttpAnswer.json(200, Map.of("variants", variants));
    }

    private static HttpAnswer items(List<?> items) {
        return HttpAnswer.json(200, Map.of("items", items));
    }

    private HttpAnswer createProducts(Call call) {
        return store.with(_ -> {
            var variants = shelves.put(shop(call), call.body());
            catalogue.created(shop(call), variants);
            return items(variants);
        });
    }

    private HttpAnswer variants(Call call) {
        var shop = call.path("shop");
        return items(stock.stockedAfter(shop, call.number("after", 0), call.number("limit", PAGE)));
    }

    /// One change of one level, named by ids or by names.
    ///
    /// @param available the new number, or null for none
    /// @param adjust instead, what is added to the number
    /// @param committed left as it is if empty, as is `incoming`
    /// @param updatedAt empty for the time it is
    record Change(
            Optional<Long> item,
            Optional<String> sku,
            Optional<Long> location,
            Optional<String> warehouse,
            OptionalInt available,
            OptionalInt adjust,
            OptionalInt committed,
            OptionalInt incoming,
            Optional<Instant> updatedAt) {}

    private HttpAnswer setLevels(Call call) {
        var shop = shop(call);
        var wanted = SimulatorJson.read(call.body(), new TypeReference<List<Change>>() {});
        return items(
                store.with(_ -> wanted.stream().map(change -> set(shop, change)).toList()));
    }

    private ShopLevel set(ShopAccount shop, Change change) {
        var before = level(shop, change);
        var after = change.adjust().isPresent()
                ? OptionalInt.of(before.available().orElse(0) + change.adjust().getAsInt())
                : change.available();
        stock.put(
                shop.domain(),
                before.item(),
                before.location(),
                change.committed().orElse(before.committed()),
                change.incoming().orElse(before.incoming()));
        return changes.set(shop, before, after, change.updatedAt());
    }

    private HttpAnswer connect(Call call) {
        var shop = shop(call);
        var change = change(call);
        return HttpAnswer.json(
                200, changes.connect(shop, item(shop, change), location(shop, change), change.available()));
    }

    private HttpAnswer disconnect(Call call) {
        var shop = shop(call);
        return HttpAnswer.json(200, changes.disconnect(shop, level(shop, change(call))));
    }

    private static Change change(Call call) {
        return SimulatorJson.read(call.body(), new TypeReference<Change>() {});
    }

    private ShopLevel level(ShopAccount shop, Change change) {
        return stock.level(shop.domain(), item(shop, change), location(shop, change))
                .orElseThrow(() -> new IllegalArgumentException("no such level: " + change));
    }

    private long item(ShopAccount shop, Change change) {
        return change.item()
                .or(() -> change.sku()
                        .flatMap(sku -> stock.variantOfSku(shop.domain(), sku))
                        .map(ShopVariant::item))
                .orElseThrow(() -> new IllegalArgumentException("no such item: " + change));
    }

    private long location(ShopAccount shop, Change change) {
        return change.location()
                .or(() -> change.warehouse()
                        .map(name -> stock.location(shop.domain(), name).id()))
                .orElseThrow(() -> new IllegalArgumentException("no location given: " + change));
    }

    private HttpAnswer webhooks(Call call) {
        var state = call.query("state").map(name -> Webhooks.State.valueOf(name.toUpperCase(Locale.ROOT)));
        return items(webhooks.after(call.path("shop"), call.number("after", 0), state, call.number("limit", PAGE)));
    }

    private HttpAnswer subscribe(Call call) {
        var wanted = SimulatorJson.read(call.body(), new TypeReference<Subscriptions.Subscription>() {});
        return HttpAnswer.json(200, subscriptions.add(call.path("shop"), wanted));
    }

    private HttpAnswer unsubscribe(Call call) {
        boolean known = subscriptions.remove(call.path("shop"), Long.parseLong(call.path("id")));
        return HttpAnswer.json(200, Map.of("known", known));
    }
}
