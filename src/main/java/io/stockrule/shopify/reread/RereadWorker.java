package io.stockrule.shopify.reread;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.ledger.RereadAsked;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Finds shops with items to be re-read and has them read, several shops at a time and one request per shop. Merchants
/// take turns.
@ApplicationScoped
class RereadWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(RereadWorker.class);

    /// How long a shop's turn lasts while others wait.
    private static final Duration TURN = Duration.ofSeconds(1);

    /// How long a stop waits for Shopify's answers.
    private static final Duration TO_LAND = Duration.ofSeconds(5);

    private final ShopLogins shops;
    private final Reread reread;
    private final Semaphore places;
    private final Worker worker;
    private final Turns turns = new Turns();
    private final Flights flights = Flights.laborious();
    private final Set<ShopKey> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean othersWait;
    private volatile boolean stopped;

    RereadWorker(ShopLogins shops, Reread reread, ShopifyConfig config) {
        this.shops = shops;
        this.reread = reread;
        this.places = new Semaphore(config.rereadsAtOnce());
        this.worker = new Worker("rereads", config.rereadPoll(), this::beginTurns);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    /// What Shopify has not answered soon is given back, for another replica or the next start to ask at once.
    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        worker.close();
        if (flights.land(TO_LAND) > 0) {
            reread.giveBack();
        }
    }

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) RereadAsked event) {
        worker.wake();
    }

    private boolean beginTurns() {
        for (var shop : turns.order(shops.withDueItems(), Set.copyOf(atWork))) {
            if (reread.mayAsk(shop)) {
                if (!places.tryAcquire()) {
                    othersWait = true;
                    return false; // whoever leaves wakes this worker
                }
                begin(shop);
            }
        }
        othersWait = false;
        return false;
    }

    private void begin(ShopKey shop) {
        turns.begins(shop);
        atWork.add(shop);
        flights.start("reread " + shop.shopId(), () -> work(shop));
    }

    private void work(ShopKey shop) {
        boolean any = false;
        long end = System.nanoTime() + TURN.toNanos();
        try {
            any = reread.run(shop, () -> stopped || (othersWait && System.nanoTime() - end > 0));
        } catch (RuntimeException e) {
            LOG.warnf("shop %d is not re-read for now: %s", shop.shopId(), e.getMessage());
        } finally {
            atWork.remove(shop);
            places.release();
        }
        if (any || othersWait) {
            worker.wake(); // something may have been asked for just before the shop was free again
        }
    }
}
