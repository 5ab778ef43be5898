package io.stockrule.shopify.subscription;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopWork;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Has it looked where shops send their webhooks, a few at a time. Does nothing where the service does not know its
/// own address.
@ApplicationScoped
class SubscriptionWorker implements BackgroundWork {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 2;

    private final ShopifyConfig config;
    private final ShopWork work;

    SubscriptionWorker(ShopTurns turns, SubscriptionTurn subscriptions, ShopifyConfig config) {
        this.config = config;
        this.work = new ShopWork(turns, Work.SUBSCRIPTIONS, POLL, AT_ONCE, LEASE, (turn, _) -> subscriptions.run(turn));
    }

    void start(@Observes StartupEvent event) {
        if (config.importsEnabled() && config.webhookHost().isPresent()) {
            work.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        work.stop();
    }
}
