package io.stockrule.shopify.sweep;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.ledger.LevelDifferences;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Cleaning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Forgets differences that were found long ago.
@ApplicationScoped
class DifferenceCleaner implements BackgroundWork {
    private final Cleaning cleaning;

    DifferenceCleaner(LevelDifferences differences, ShopifyConfig config) {
        this.cleaning = new Cleaning("difference", most -> differences.forget(config.differences(), most));
    }

    void start(@Observes StartupEvent event) {
        cleaning.start();
    }

    @Override
    public void stop() throws InterruptedException {
        cleaning.stop();
    }
}
