package io.stockrule.delivery.catalogue;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.catalogue.CatalogueSweep;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Looks after the reports of large accounts, and those that somebody wants to link by. Each step has a thread of its
/// own, so that no account waits for another.
@ApplicationScoped
class CatalogueReportWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(CatalogueReportWorker.class);

    /// Counting targets is no trifle, and accounts grow slowly.
    private static final Duration PLAN_EVERY = Duration.ofMinutes(10);

    /// A replica that can decrypt them, or a person who enters them anew, is soon found by it.
    private static final Duration UNTIL_CREDENTIALS = Duration.ofMinutes(2);

    private static final String NO_CREDENTIALS =
            "the stored client secret and refresh token cannot be decrypted here: enter both anew";

    private static final Duration TO_LAND = Duration.ofSeconds(3);

    private final CatalogueQueue queue;
    private final CatalogueSteps steps;
    private final CatalogueSweep sweep;
    private final AmazonAccounts accounts;
    private final InstantSource time;
    private final DeliveryConfig delivery;
    private final Flights flights = Flights.laborious();
    private final Worker worker;
    private Instant planned = Instant.EPOCH;

    CatalogueReportWorker(
            CatalogueQueue queue,
            CatalogueSteps steps,
            CatalogueSweep sweep,
            AmazonAccounts accounts,
            InstantSource time,
            DeliveryConfig delivery,
            CatalogueConfig config) {
        this.queue = queue;
        this.steps = steps;
        this.sweep = sweep;
        this.accounts = accounts;
        this.time = time;
        this.delivery = delivery;
        this.worker = new Worker("catalogue reports", config.poll(), this::round);
    }

    void start(@Observes StartupEvent event) {
        if (delivery.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        int left = flights.land(TO_LAND);
        if (left > 0) {
            LOG.infof("%d reports were not read to their end when the service stopped; they are read again", left);
        }
    }

    private boolean round() {
        if (!planned.plus(PLAN_EVERY).isAfter(time.instant())) {
            queue.plan();
            sweep.sweep();
            planned = time.instant();
        }
        var due = queue.claim();
        var credentials =
                accounts.credentials(due.stream().map(CatalogueReport::account).toList());
        for (var report : due) {
            var known = credentials.get(report.account());
            if (known == null) {
                queue.stuck(report, NO_CREDENTIALS, UNTIL_CREDENTIALS);
            } else if (!flights.isClosed()) {
                flights.start("catalogue report", () -> step(known, report));
            }
        }
        return false;
    }

    private void step(AmazonCredentials credentials, CatalogueReport report) {
        try {
            steps.step(credentials, report);
        } catch (RuntimeException e) {
            // It is due again when its lease is over.
            LOG.errorf(e, "%s could not be looked after", report);
        }
    }
}
