package io.stockrule.simulator;

import io.stockrule.simulator.amazon.SimulatedAmazon;
import io.stockrule.simulator.shopify.SimulatedShopify;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A Shopify and an Amazon on one port of the loopback interface. Started again on the same folder, they go on where
/// they were, also after a SIGKILL.
public final class Simulators implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Simulators.class);
    private static final int TICK_MILLIS = 10;
    /// While nothing is written, what becomes due by the clock alone is looked for with each fifth only: simulators
    /// that nobody asks anything must not take processors from what is measured beside them.
    private static final int IDLE_TICKS = 5;

    private final Store store;
    private final Web web;
    private final Faults faults;
    private final Events events;
    private final Counters counters;
    private final Housekeeping housekeeping;
    private final SimulatedAmazon amazon;
    private final SimulatedShopify shopify;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator-tick").factory());
    private final ScheduledFuture<?> ticking;
    private final int port;
    private long seen = -1;
    private int passedOver;

    private Simulators(Path data, SimulatorOptions options) {
        store = new Store(data);
        web = new Web(options.clock());
        faults = new Faults(store);
        events = new Events(store, options.clock());
        counters = new Counters(store);
        housekeeping = new Housekeeping(store);
        amazon = new SimulatedAmazon(store, data.resolve("documents"), options.clock(), faults, events, counters);
        shopify = new SimulatedShopify(store, data.resolve("bulk"), options.clock(), faults, events, counters);
        amazon.routes(web);
        shopify.routes(web);
        new CommonControl(this, faults, events, counters).routes(web);
        port = web.listen(options.port());
        ticking = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// @param data the folder of their memory; made if absent
    public static Simulators start(Path data, SimulatorOptions options) {
        return new Simulators(data, options);
    }

    public int port() {
        return port;
    }

    /// For the setting `stockrule.amazon.endpoint`.
    public URI amazonEndpoint() {
        return URI.create("http://127.0.0.1:%d/amazon".formatted(port));
    }

    /// For the setting `stockrule.amazon.token-endpoint`.
    public URI tokenEndpoint() {
        return URI.create(amazonEndpoint() + "/auth/o2/token");
    }

    /// For the setting `stockrule.amazon-notifications.endpoint`.
    public URI queueEndpoint() {
        return URI.create("http://127.0.0.1:%d/sqs".formatted(port));
    }

    /// For the setting `stockrule.shopify.endpoint`; `{shop}` stands for the shop's domain.
    public String shopifyEndpoint() {
        return "http://127.0.0.1:%d/shopify/{shop}".formatted(port);
    }

    /// Where control listens; the paths are listed in the package's description.
    public URI control() {
        return URI.create("http://127.0.0.1:%d/control".formatted(port));
    }

    void forgetEverything() {
        counters.write();
        store.clear();
        faults.clear();
        amazon.reload();
        shopify.reload();
    }

    private void tick() {
        try {
            long written = store.written();
            if (written == seen && ++passedOver < IDLE_TICKS) {
                return;
            }
            seen = written;
            passedOver = 0;
            amazon.tick();
            shopify.tick();
            counters.write();
            housekeeping.tick();
        } catch (RuntimeException e) {
            LOG.error("a tick of the simulators failed", e);
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the tick of the simulators did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        web.close();
        shopify.close();
        counters.write();
        store.close();
    }

    Map<String, Object> told() {
        return Map.of(
                "amazonEndpoint",
                amazonEndpoint(),
                "tokenEndpoint",
                tokenEndpoint(),
                "shopifyEndpoint",
                shopifyEndpoint(),
                "lastEvent",
                events.last());
    }
}
