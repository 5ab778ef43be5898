package io.stockrule.shopify.sweep;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.ClaimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Finds shops whose sweep is due and has them swept, several at a time. Merchants take turns.
@ApplicationScoped
class SweepWorker implements BackgroundWork, ClaimedWork.Pieces<SweepClaim> {
    private static final Logger LOG = Logger.getLogger(SweepWorker.class);

    private final Sweeps sweeps;
    private final Sweep sweep;
    private final ShopifyConfig config;
    private final ClaimedWork<SweepClaim> work;

    SweepWorker(Sweeps sweeps, Sweep sweep, ShopifyConfig config) {
        this.sweeps = sweeps;
        this.sweep = sweep;
        this.config = config;
        this.work = new ClaimedWork<>("sweeps", config.sweepPoll(), config.sweepsAtOnce(), this);
    }

    void start(@Observes StartupEvent event) {
        if (config.importsEnabled()) {
            work.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        work.stop();
    }

    @Override
    public Optional<SweepClaim> claim() {
        return sweeps.claim();
    }

    @Override
    public void work(SweepClaim claim, BooleanSupplier stops) throws InterruptedException {
        sweep.run(claim, stops);
    }

    @Override
    public void failed(SweepClaim claim, RuntimeException why) {
        LOG.warnf(why, "shop %d is swept later", claim.shop().shopId());
        try {
            sweeps.failed(claim, "what was read could not be stored for now");
        } catch (RuntimeException e) {
            LOG.warnf("sweep of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }

    @Override
    public void takeAway(SweepClaim claim) {
        sweeps.release(claim, Optional.empty());
    }
}
