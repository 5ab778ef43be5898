package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Events;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.nio.file.Path;
import java.time.InstantSource;

/// The parts of the simulated Shopify, joined.
public final class SimulatedShopify implements AutoCloseable {
    private static final String ADMIN = "/shopify/:shop/admin";

    private final Shops shops;
    private final AdminGraphql graphql;
    private final ShopifyLogin login;
    private final ShopifyControl control;
    private final RandomWalk walk;
    private final WebhookCourier sender;
    private final BulkRunner bulk;

    /// @param files the folder of the results of bulk operations; made if absent
    public SimulatedShopify(
            Store store, Path files, InstantSource clock, Faults faults, Events events, Counters counters) {
        var pairs = new OfflinePairs(store, clock);
        shops = new Shops(store, clock, pairs);
        var stock = new Stock(store);
        var subscriptions = new Subscriptions(store);
        var webhooks = new Webhooks(store, clock, subscriptions, faults, events);
        var changes = new StockChanges(store, clock, stock, webhooks, events);
        var operations = new BulkOperations(store, clock);
        graphql = new AdminGraphql(
                store, clock, shops, stock, subscriptions, new AdminBulk(operations), faults, counters);
        bulk = new BulkRunner(operations, graphql.graphql(), shops, webhooks, faults, files);
        login = new ShopifyLogin(shops, pairs, faults, counters, clock);
        control = new ShopifyControl(
                store,
                shops,
                pairs,
                stock,
                changes,
                new CatalogueChanges(store, clock, stock, webhooks),
                new Shelves(store, clock, stock),
                webhooks,
                subscriptions);
        walk = new RandomWalk(store, clock, shops, stock, changes);
        sender = new WebhookCourier(shops, webhooks, counters);
    }

    public void routes(Web web) {
        web.on("POST", ADMIN + "/api/:version/graphql.json", graphql::answer);
        web.on("POST", ADMIN + "/oauth/access_token", login::token);
        web.on("GET", AdminBulk.FILES + ":file", bulk::file);
        web.on("GET", ADMIN + "/oauth/authorize", login::authorize);
        control.routes(web);
    }

    public void tick() {
        walk.walk();
        sender.sendDue();
        bulk.runDue();
    }

    public void reload() {
        shops.reload();
        graphql.refillBudgets();
    }

    @Override
    public void close() {
        sender.close();
        bulk.close();
    }
}
