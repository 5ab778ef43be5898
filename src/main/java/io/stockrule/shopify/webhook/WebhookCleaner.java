package io.stockrule.shopify.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Forgets receipts of webhooks that Shopify repeats no more, and what was set aside long ago.
@ApplicationScoped
class WebhookCleaner implements BackgroundWork {
    private static final int BATCH = 5_000;

    private final WebhookRows rows;
    private final ParkedRows parked;
    private final ShopifyConfig config;
    private final Worker worker = new Worker("webhook cleaning", Duration.ofMinutes(1), this::clean);

    WebhookCleaner(WebhookRows rows, ParkedRows parked, ShopifyConfig config) {
        this.rows = rows;
        this.parked = parked;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    /// @return whether there may be more to forget
    boolean clean() {
        int receipts = QuarkusTransaction.requiringNew().call(() -> rows.forget(config.receipts(), BATCH));
        int bodies = QuarkusTransaction.requiringNew().call(() -> parked.forget(config.parkedWebhooks(), BATCH));
        return receipts == BATCH || bodies == BATCH;
    }
}
