package io.stockrule.amazon;

import io.stockrule.amazon.notification.AmazonNotifications;
import io.stockrule.delivery.marketplace.CatalogueReports;
import io.stockrule.delivery.marketplace.Feeds;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.Notifications;
import io.stockrule.delivery.marketplace.Orders;
import io.stockrule.simulator.Simulators;
import java.time.InstantSource;
import java.util.Map;

/// The real client before a simulated Amazon, with access tokens of its own.
public record SimulatedMarketplace(
        Marketplace marketplace, Feeds feeds, CatalogueReports reports, Orders orders, Notifications notifications) {
    public static SimulatedMarketplace of(Simulators simulators, InstantSource time) {
        var settings = Map.of(
                "stockrule.amazon.endpoint", simulators.amazonEndpoint().toString(),
                "stockrule.amazon.token-endpoint", simulators.tokenEndpoint().toString());
        var config = RecordingAmazon.config(settings, AmazonConfig.class);
        var connection = RecordingAmazon.partner(config, time);
        return new SimulatedMarketplace(
                new AmazonMarketplace(connection, config),
                new AmazonFeeds(connection, config),
                new AmazonReports(connection, config),
                new AmazonOrders(connection, config),
                new AmazonNotifications(connection, config));
    }
}
