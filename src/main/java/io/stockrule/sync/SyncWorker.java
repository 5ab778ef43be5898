package io.stockrule.sync;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.Reader;
import io.stockrule.delivery.Sender;
import io.stockrule.stock.StockChanged;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/// Decides stale targets as they come up: woken by a change in this process, looking by itself for those of other
/// replicas and for targets whose time has come.
@ApplicationScoped
public class SyncWorker {
    private final Decider decider;
    private final Sender sender;
    private final Reader reader;
    private final SyncConfig config;
    private final Worker worker;

    SyncWorker(Decider decider, Sender sender, Reader reader, SyncConfig config) {
        this.decider = decider;
        this.sender = sender;
        this.reader = reader;
        this.config = config;
        this.worker = new Worker("sync", config.poll(), this::decideStale);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.close();
    }

    void stockChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockChanged change) {
        wake();
    }

    /// Something may be stale.
    void wake() {
        worker.wake();
    }

    private boolean decideStale() {
        boolean some = decider.decideStale() > 0;
        if (some) {
            reader.wake();
            sender.wake();
        }
        return some;
    }
}
