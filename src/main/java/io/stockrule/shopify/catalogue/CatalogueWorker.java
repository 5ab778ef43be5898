package io.stockrule.shopify.catalogue;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.ledger.CatalogueAsked;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.ClaimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Finds shops that have something in doubt and has them asked, several at a time. Merchants take turns.
@ApplicationScoped
class CatalogueWorker implements BackgroundWork, ClaimedWork.Pieces<CatalogueClaim> {
    private static final Logger LOG = Logger.getLogger(CatalogueWorker.class);

    private final CatalogueTurns turns;
    private final CatalogueTurn turn;
    private final ShopifyConfig config;
    private final ClaimedWork<CatalogueClaim> work;

    CatalogueWorker(CatalogueTurns turns, CatalogueTurn turn, ShopifyConfig config) {
        this.turns = turns;
        this.turn = turn;
        this.config = config;
        this.work = new ClaimedWork<>("catalogue", config.cataloguePoll(), config.cataloguesAtOnce(), this);
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

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogueAsked event) {
        work.wake();
    }

    @Override
    public Optional<CatalogueClaim> claim() {
        return turns.claim();
    }

    @Override
    public void work(CatalogueClaim claim, BooleanSupplier stops) throws InterruptedException {
        turn.run(claim, stops);
    }

    @Override
    public void failed(CatalogueClaim claim, RuntimeException why) {
        LOG.warnf(why, "shop %d is asked about products later", claim.shop().shopId());
        try {
            turns.failed(claim, "what was read could not be stored for now");
        } catch (RuntimeException e) {
            LOG.warnf("products of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }

    @Override
    public void takeAway(CatalogueClaim claim) {
        turns.end(claim, Optional.empty());
    }
}
