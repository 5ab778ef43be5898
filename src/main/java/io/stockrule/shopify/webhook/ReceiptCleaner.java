package io.stockrule.shopify.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Forgets receipts of webhooks that Shopify repeats no more.
@ApplicationScoped
class ReceiptCleaner {
    private static final Logger LOG = Logger.getLogger(ReceiptCleaner.class);
    private static final int BATCH = 5_000;

    private final WebhookRows rows;
    private final ShopifyConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("receipts").factory());

    ReceiptCleaner(WebhookRows rows, ShopifyConfig config) {
        this.rows = rows;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        var _ = timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void run() {
        try {
            clean();
        } catch (RuntimeException e) {
            LOG.warnf("receipts are not cleaned for now: %s", e.getMessage());
        }
    }

    /// @return how many were forgotten
    int clean() {
        int all = 0;
        int some;
        do {
            some = QuarkusTransaction.requiringNew().call(() -> rows.forget(config.receipts(), BATCH));
            all += some;
        } while (some == BATCH);
        return all;
    }
}
