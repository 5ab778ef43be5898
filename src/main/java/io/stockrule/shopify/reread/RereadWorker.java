package io.stockrule.shopify.reread;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.RereadAsked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Finds shops with items to be re-read and has them read, one request per shop at a time.
@ApplicationScoped
class RereadWorker {
    private static final Logger LOG = Logger.getLogger(RereadWorker.class);

    private final ShopLogins shops;
    private final Reread reread;
    private final ShopifyConfig config;
    private final Semaphore wake = new Semaphore(0);
    private final Set<ShopKey> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    RereadWorker(ShopLogins shops, Reread reread, ShopifyConfig config) {
        this.shops = shops;
        this.reread = reread;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("rereads").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        wake.release();
    }

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) RereadAsked event) {
        wake.release();
    }

    private void run() {
        while (!stopped) {
            try {
                shops.withDueItems().forEach(this::begin);
            } catch (RuntimeException e) {
                LOG.warnf("no re-reads for now: %s", e.getMessage());
            }
            pause();
        }
    }

    /// Other replicas may ask for re-reads, too, and retries come due by time alone: so nobody waits for ever.
    private void pause() {
        try {
            wake.tryAcquire(config.rereadPoll().toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }

    private void begin(ShopKey shop) {
        if (busy.add(shop)) {
            Thread.ofVirtual().name("reread " + shop.shopId()).start(() -> work(shop));
        }
    }

    private void work(ShopKey shop) {
        boolean settled = false;
        try {
            settled = reread.run(shop);
        } catch (RuntimeException e) {
            LOG.warnf("shop %d is not re-read for now: %s", shop.shopId(), e.getMessage());
        } finally {
            busy.remove(shop);
        }
        if (settled) {
            wake.release(); // something may have been asked for just before the shop was free again
        }
    }
}
