package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.simulator.Simulators;
import java.time.InstantSource;
import java.util.Map;

/// The real client before a simulated Amazon, with access tokens of its own.
public final class SimulatedMarketplace {
    private SimulatedMarketplace() {}

    public static Marketplace of(Simulators simulators, InstantSource time) {
        var settings = Map.of(
                "stockrule.amazon.endpoint", simulators.amazonEndpoint().toString(),
                "stockrule.amazon.token-endpoint", simulators.tokenEndpoint().toString());
        return new AmazonMarketplace(RecordingAmazon.config(settings, AmazonConfig.class), time);
    }
}
