package io.stockrule.delivery.order;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Has the orders read of the accounts that want it, each in a thread of its own, so that none waits for
/// another.
@ApplicationScoped
class OrderWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(OrderWorker.class);

    private final OrderReadings readings;
    private final OrderSteps steps;
    private final AmazonAccounts accounts;
    private final DeliveryConfig delivery;
    private final Flights flights = Flights.brief();
    private final Worker worker;

    /// Readings of ours that wait for their next page's turn.
    private final Map<AccountKey, OrderRun> waiting = new ConcurrentHashMap<>();

    OrderWorker(
            OrderReadings readings,
            OrderSteps steps,
            AmazonAccounts accounts,
            DeliveryConfig delivery,
            OrderConfig config) {
        this.readings = readings;
        this.steps = steps;
        this.accounts = accounts;
        this.delivery = delivery;
        this.worker = new Worker("amazon orders", config.poll(), this::round);
    }

    void start(@Observes StartupEvent event) {
        if (delivery.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        int left = flights.land(delivery.requestTimeout());
        if (left > 0) {
            LOG.infof("%d pages of orders had no answer when the service stopped; they are read again", left);
        }
    }

    private boolean round() {
        readings.plan();
        var ours = new HashMap<>(waiting);
        var ready = readings.ready();
        var credentials = accounts.credentials(
                Stream.concat(ours.keySet().stream(), ready.stream()).toList());
        ours.forEach((account, run) -> {
            waiting.remove(account, run);
            start(credentials.get(account), known -> steps.goOn(known, run));
        });
        ready.forEach(account -> start(credentials.get(account), steps::begin));
        readings.tidy(); // last: what fails here keeps no account from being read
        return false;
    }

    /// An account without usable credentials is left alone: should it have a reading, that is somebody's
    /// when its lease is over.
    private void start(@Nullable AmazonCredentials credentials, Step step) {
        if (credentials != null && !flights.isClosed()) {
            flights.start("amazon orders", () -> step(credentials, step));
        }
    }

    private void step(AmazonCredentials credentials, Step step) {
        try {
            step.with(credentials).ifPresent(run -> waiting.put(credentials.account(), run));
        } catch (RuntimeException e) {
            // It is due again when its lease is over.
            LOG.errorf(e, "the orders of %s could not be read", credentials.account());
        }
    }

    private interface Step {
        Optional<OrderRun> with(AmazonCredentials credentials);
    }
}
