package io.stockrule.delivery.notification;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Has it looked after that notifications come, each account in a thread of its own, so that none waits for another.
@ApplicationScoped
class NotificationSetUpWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(NotificationSetUpWorker.class);

    private final NotificationSubscriptions subscriptions;
    private final NotificationSetUp setUp;
    private final AmazonAccounts accounts;
    private final NotificationConfig config;
    private final DeliveryConfig delivery;
    private final Flights flights = Flights.brief();
    private final Worker worker;

    NotificationSetUpWorker(
            NotificationSubscriptions subscriptions,
            NotificationSetUp setUp,
            AmazonAccounts accounts,
            NotificationConfig config,
            DeliveryConfig delivery) {
        this.subscriptions = subscriptions;
        this.setUp = setUp;
        this.accounts = accounts;
        this.config = config;
        this.delivery = delivery;
        this.worker = new Worker("amazon subscriptions", config.poll(), this::round);
    }

    void start(@Observes StartupEvent event) {
        if (delivery.enabled() && config.queue().isPresent()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        int left = flights.land(delivery.requestTimeout());
        if (left > 0) {
            LOG.infof("%d looks at subscriptions had no answer when the service stopped; they are taken again", left);
        }
    }

    private boolean round() {
        subscriptions.plan();
        var queue = config.queue().map(QueueArn::of).orElseThrow();
        for (var credentials : accounts.credentials(subscriptions.ready()).values()) {
            if (!flights.isClosed()) {
                flights.start("amazon subscriptions", () -> look(credentials, queue));
            }
        }
        return false;
    }

    /// One after the other, so that the first finds the destination for all.
    private void look(AmazonCredentials credentials, QueueArn queue) {
        try {
            subscriptions.claim(credentials.account()).forEach(turn -> setUp.look(credentials, queue, turn));
        } catch (RuntimeException e) {
            // They are due again when their leases are over.
            LOG.errorf(e, "the subscriptions of %s could not be looked after", credentials.account());
        }
    }
}
