package io.stockrule.shopify.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Forgets receipts of webhooks that Shopify repeats no more, what was set aside long ago, webhooks as they
/// came, and addresses that are not good any more.
@ApplicationScoped
class WebhookCleaner implements BackgroundWork {
    private static final int BATCH = 5_000;

    private final WebhookRows rows;
    private final ParkedRows parked;
    private final RawDeliveries raw;
    private final ShopifyConfig config;
    private final Worker worker = new Worker("webhook cleaning", Duration.ofMinutes(1), this::clean);

    WebhookCleaner(WebhookRows rows, ParkedRows parked, RawDeliveries raw, ShopifyConfig config) {
        this.rows = rows;
        this.parked = parked;
        this.raw = raw;
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
        int old = QuarkusTransaction.requiringNew().call(() -> raw.forget(config.deliveries(), BATCH));
        int addresses = QuarkusTransaction.requiringNew().call(() -> rows.forgetAddresses(BATCH));
        return addresses == BATCH || receipts == BATCH || bodies == BATCH || old == BATCH;
    }
}
