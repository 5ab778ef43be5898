package io.stockrule.shopify.importing;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Finds imports that are due and has them gone on with, several shops at a time. Merchants take turns.
@ApplicationScoped
class ImportWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    /// After this, an import makes room when a merchant waits who has fewer at work.
    private static final Duration TURN = Duration.ofSeconds(10);

    /// How long a stop waits for the part that an import is at.
    private static final Duration TO_LAND = Duration.ofSeconds(5);

    private final NightlyReadings nights;
    private final Imports imports;
    private final ImportRun run;
    private final ShopifyConfig config;
    private final Semaphore places;
    private final Worker worker;
    private final Flights flights = Flights.laborious();
    private final Set<ImportClaim> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    ImportWorker(NightlyReadings nights, Imports imports, ImportRun run, ShopifyConfig config) {
        this.nights = nights;
        this.imports = imports;
        this.run = run;
        this.config = config;
        this.places = new Semaphore(config.importsAtOnce());
        this.worker = new Worker("imports", config.importPoll(), this::beginOne);
    }

    void start(@Observes StartupEvent event) {
        if (config.importsEnabled()) {
            worker.start();
        }
    }

    /// An import under way is left after the part that it is at, or at once when that takes long, as a pause that
    /// Shopify wants: so another replica goes on with it now.
    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        worker.close();
        if (flights.land(TO_LAND) > 0) {
            atWork.forEach(imports::takeAway);
        }
    }

    void wake() {
        worker.wake();
    }

    private boolean beginOne() {
        if (stopped || !places.tryAcquire()) {
            return false;
        }
        try {
            nights.start();
            var claim = imports.claim();
            claim.ifPresentOrElse(this::begin, places::release);
            return claim.isPresent();
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private void begin(ImportClaim claim) {
        atWork.add(claim);
        flights.start("import " + claim.shop().shopId(), () -> work(claim));
    }

    private void work(ImportClaim claim) {
        long end = System.nanoTime() + TURN.toNanos();
        try {
            run.run(claim, () -> stopped || (System.nanoTime() - end > 0 && imports.othersWait(claim)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf(e, "import of shop %d is gone on with later", claim.shop().shopId());
            later(claim);
        } finally {
            atWork.remove(claim);
            places.release();
            worker.wake();
        }
    }

    /// If even that fails, the lease ends by itself.
    private void later(ImportClaim claim) {
        try {
            imports.failed(claim, "it could not be stored for now");
        } catch (RuntimeException e) {
            LOG.warnf("import of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }
}
