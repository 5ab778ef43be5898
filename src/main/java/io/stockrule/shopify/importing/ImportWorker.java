package io.stockrule.shopify.importing;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.bulk.BulkHeard;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.ClaimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Finds imports that are due and has them gone on with, several shops at a time. Merchants take turns.
@ApplicationScoped
class ImportWorker implements BackgroundWork, ClaimedWork.Pieces<ImportClaim> {
    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    /// After this, an import makes room when a merchant waits who has fewer at work.
    private static final Duration TURN = Duration.ofSeconds(10);

    private final NightlyReadings nights;
    private final ImportQueue queue;
    private final Imports imports;
    private final ImportRun run;
    private final BulkReading bulk;
    private final ShopifyConfig config;
    private final ClaimedWork<ImportClaim> work;

    ImportWorker(
            NightlyReadings nights,
            ImportQueue queue,
            Imports imports,
            ImportRun run,
            BulkReading bulk,
            ShopifyConfig config) {
        this.nights = nights;
        this.queue = queue;
        this.imports = imports;
        this.run = run;
        this.bulk = bulk;
        this.config = config;
        this.work = new ClaimedWork<>("imports", config.importPoll(), config.importsAtOnce(), this);
    }

    void start(@Observes StartupEvent event) {
        if (config.importsEnabled()) {
            bulk.forgetEnded();
            work.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        work.stop();
    }

    void wake() {
        work.wake();
    }

    @Override
    public Optional<ImportClaim> claim() {
        nights.start();
        return queue.claim();
    }

    @Override
    public void work(ImportClaim claim, BooleanSupplier stops) throws InterruptedException {
        long end = System.nanoTime() + TURN.toNanos();
        run.run(claim, new ImportRun.Leave() {
            @Override
            public boolean now() {
                return stops.getAsBoolean();
            }

            @Override
            public boolean soon() {
                return System.nanoTime() - end > 0 && queue.othersWait(claim);
            }
        });
    }

    /// Shopify has told something of bulk operations.
    void heard(@Observes(during = TransactionPhase.AFTER_SUCCESS) BulkHeard told) {
        work.wake();
    }

    @Override
    public void failed(ImportClaim claim, RuntimeException why) {
        LOG.warnf(why, "import of shop %d is gone on with later", claim.shop().shopId());
        try {
            imports.failed(claim, "it could not be stored for now");
        } catch (RuntimeException e) {
            LOG.warnf("import of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }

    @Override
    public void takeAway(ImportClaim claim) {
        imports.takeAway(claim);
    }
}
