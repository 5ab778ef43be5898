package io.stockrule.listing.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.listing.AccountDeleted;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.DeletionQueue;
import io.stockrule.work.GiveWay;
import io.stockrule.work.PartwiseDeletion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Finds Amazon accounts of which something is left to be deleted.
@ApplicationScoped
class AccountDeletionWorker implements BackgroundWork {
    private final DeletionQueue queue;
    private final PartwiseDeletion deletion;
    private final AccountConfig config;

    AccountDeletionWorker(
            Jdbi database, InstantSource time, AccountRemains remains, GiveWay giveWay, AccountConfig config) {
        this.queue = new DeletionQueue("account_deletion", "amazon_account_id", database, time);
        this.deletion = new PartwiseDeletion("Amazon account", queue, remains, giveWay);
        this.config = config;
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        deletion.show(meters, "stockrule.accounts.deleted");
        if (config.deletionsEnabled()) {
            deletion.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        deletion.stop();
    }

    void deleted(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountDeleted event) {
        deletion.wake();
    }

    DeletionQueue queue() {
        return queue;
    }

    PartwiseDeletion deletion() {
        return deletion;
    }
}
