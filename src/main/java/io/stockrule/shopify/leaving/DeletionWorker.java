package io.stockrule.shopify.leaving;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopDeleted;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Backlog;
import io.stockrule.work.ClaimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Finds shops of which something is left to be deleted. Merchants take turns.
@ApplicationScoped
class DeletionWorker implements BackgroundWork, ClaimedWork.Pieces<DeletionClaim> {
    private static final Logger LOG = Logger.getLogger(DeletionWorker.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int AT_ONCE = 2;

    private final Deletions deletions;
    private final DeletionRun run;
    private final ShopifyConfig config;
    private final ClaimedWork<DeletionClaim> work;
    private final Backlog backlog;

    DeletionWorker(Deletions deletions, DeletionRun run, ShopifyConfig config, Jdbi database, InstantSource time) {
        this.deletions = deletions;
        this.run = run;
        this.config = config;
        this.work = new ClaimedWork<>("deletions of shops", POLL, AT_ONCE, this);
        this.backlog = new Backlog(
                "select count(*) from shop_deletion where started_at <= :now",
                "select min(started_at) from shop_deletion where started_at <= :now",
                database,
                time);
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        backlog.register(meters, "stockrule.shops.deleted", "shops of which something is left to be deleted");
        if (config.importsEnabled()) {
            work.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        work.stop();
    }

    void deleted(@Observes(during = TransactionPhase.AFTER_SUCCESS) ShopDeleted event) {
        work.wake();
    }

    @Override
    public Optional<DeletionClaim> claim() {
        return deletions.claim();
    }

    @Override
    public void work(DeletionClaim claim, BooleanSupplier stops) throws InterruptedException {
        run.run(claim, stops);
    }

    @Override
    public void failed(DeletionClaim claim, RuntimeException why) {
        LOG.warnf(why, "what is left of shop %d is deleted later", claim.shop().shopId());
        try {
            deletions.failed(claim);
        } catch (RuntimeException e) {
            LOG.warnf("deletion of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }

    @Override
    public void takeAway(DeletionClaim claim) {
        deletions.release(claim);
    }
}
