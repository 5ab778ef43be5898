package io.stockrule.shopify.leaving;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopDeleted;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.DeletionQueue;
import io.stockrule.work.GiveWay;
import io.stockrule.work.PartwiseDeletion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/// Finds shops of which something is left to be deleted.
@ApplicationScoped
class DeletionWorker implements BackgroundWork {
    private final DeletionQueue queue;
    private final PartwiseDeletion deletion;
    private final ShopifyConfig config;

    DeletionWorker(Deletions deletions, DeletionRun run, GiveWay giveWay, ShopifyConfig config) {
        this.queue = deletions.queue();
        this.deletion = new PartwiseDeletion("shop", queue, run, giveWay);
        this.config = config;
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        deletion.show(meters, "stockrule.shops.deleted");
        if (config.importsEnabled()) {
            deletion.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        deletion.stop();
    }

    void deleted(@Observes(during = TransactionPhase.AFTER_SUCCESS) ShopDeleted event) {
        deletion.wake();
    }

    DeletionQueue queue() {
        return queue;
    }

    PartwiseDeletion deletion() {
        return deletion;
    }
}
