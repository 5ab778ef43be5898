package io.stockrule.shopify.leaving;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.leaving.PrivacyRequests.RedactionAsked;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;

/// Has it decided about requests to delete a shop, one after the other.
@ApplicationScoped
class RedactionWorker implements BackgroundWork {
    private final ShopifyConfig config;
    private final Worker worker;

    RedactionWorker(Redaction redaction, ShopifyConfig config) {
        this.config = config;
        this.worker = new Worker("redactions", Duration.ofMinutes(1), redaction::decideOne);
    }

    void start(@Observes StartupEvent event) {
        if (config.importsEnabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) RedactionAsked event) {
        worker.wake();
    }
}
