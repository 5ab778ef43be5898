package io.stockrule.shopify.catalogue;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopWork;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.ledger.CatalogueAsked;
import io.stockrule.work.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/// Has shops asked about what is in doubt, as soon as it is, and now and then which products have changed.
@ApplicationScoped
class CatalogueWorker implements BackgroundWork {
    private final ShopifyConfig config;
    private final ShopWork answers;
    private final ShopWork changes;

    CatalogueWorker(ShopTurns turns, CatalogueTurn catalogue, ChangesTurn changes, ShopifyConfig config) {
        this.config = config;
        this.answers = new ShopWork(
                turns,
                Work.CATALOGUE,
                config.cataloguePoll(),
                config.cataloguesAtOnce(),
                config.catalogueLease(),
                catalogue::run);
        this.changes = new ShopWork(
                turns,
                Work.CHANGES,
                config.sweepPoll(),
                config.sweepsAtOnce(),
                config.sweepLease(),
                (turn, _) -> changes.run(turn));
    }

    void start(@Observes StartupEvent event) {
        if (config.importsEnabled()) {
            answers.start();
            changes.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        changes.stop();
        answers.stop();
    }

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogueAsked event) {
        answers.wake();
    }
}
