package io.stockrule.shopify.importing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Finds imports that are due and has them gone on with, several shops at a time. Merchants take turns.
@ApplicationScoped
class ImportWorker {
    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    /// After this, an import makes room when a merchant waits who has fewer at work.
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Imports imports;
    private final ImportRun run;
    private final ShopifyConfig config;
    private final Semaphore places;
    private final Worker worker;
    private volatile boolean stopped;

    ImportWorker(Imports imports, ImportRun run, ShopifyConfig config) {
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

    /// An import under way is left after the part that it is at, so that another replica goes on at once.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        worker.close();
        places.tryAcquire(config.importsAtOnce(), 10, TimeUnit.SECONDS);
    }

    void wake() {
        worker.wake();
    }

    private boolean beginOne() {
        if (stopped || !places.tryAcquire()) {
            return false;
        }
        try {
            var claim = imports.claim();
            claim.ifPresentOrElse(
                    it -> Thread.ofVirtual()
                            .name("import " + it.shop().shopId())
                            .start(() -> work(it)),
                    places::release);
            return claim.isPresent();
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
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
