package io.stockrule.sync;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.listing.FanOut;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.GiveWay;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/// Marks the targets of changes that concern many, of changed rules among them, on the replicas that decide.
@ApplicationScoped
class FanOutWorker implements BackgroundWork {
    private final RuleChanges rules;
    private final FanOuts fanOuts;
    private final GiveWay.Portions portions;
    private final SyncConfig config;
    private final Worker worker;

    FanOutWorker(RuleChanges rules, FanOuts fanOuts, GiveWay giveWay, SyncConfig config) {
        this.rules = rules;
        this.fanOuts = fanOuts;
        this.portions = giveWay.portions(FanOuts.PART);
        this.config = config;
        this.worker = new Worker("fan-out", config.poll(), this::advance);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    void fansOut(@Observes(during = TransactionPhase.AFTER_SUCCESS) FanOut change) {
        worker.wake();
    }

    private boolean advance() throws InterruptedException {
        rules.look();
        return portions.part(fanOuts::advance);
    }
}
