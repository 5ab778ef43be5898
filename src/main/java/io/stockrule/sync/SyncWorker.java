package io.stockrule.sync;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.Reader;
import io.stockrule.delivery.Sender;
import io.stockrule.rules.RulesInUse;
import io.stockrule.stock.StockChanged;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.jboss.logging.Logger;

/// Decides stale targets as they come up: woken by a change in this process, looking by itself for those of other
/// replicas and for targets whose time has come. Decides nothing before its rules are tried, nor while others are in
/// force ([FleetRules]).
@ApplicationScoped
public class SyncWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(SyncWorker.class);
    /// Signs of life in the time after which a replica is taken for dead.
    private static final int SIGNS = 6;

    private final Decider decider;
    private final FleetRules fleet;
    private final Sender sender;
    private final Reader reader;
    private final SyncConfig config;
    private final Worker worker;
    private boolean inForce = true;
    private long aliveAt = System.nanoTime();

    SyncWorker(Decider decider, FleetRules fleet, Sender sender, Reader reader, SyncConfig config) {
        this.decider = decider;
        this.fleet = fleet;
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

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        fleet.leave();
    }

    /// @see RulesInUse
    void rulesInUse(@Observes RulesInUse rules) {
        if (config.enabled()) {
            fleet.take(rules);
            wake();
        }
    }

    void stockChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockChanged change) {
        wake();
    }

    /// Something may be stale.
    public void wake() {
        worker.wake();
    }

    private boolean decideStale() {
        boolean some = mayDecide() && decider.decideStale() > 0;
        if (some) {
            reader.wake();
            sender.wake();
        }
        giveSignOfLife();
        return some;
    }

    private boolean mayDecide() {
        var ours = fleet.ours();
        boolean now = ours.filter(fleet::areInForce).isPresent();
        if (ours.isPresent() && now != inForce) {
            inForce = now;
            if (now) {
                LOG.info("the rule files of this replica are in force: it decides");
            } else {
                LOG.warn(RulesInForceHealth.NOT_IN_FORCE);
            }
        }
        return now;
    }

    /// Only after a round that came to its end: the rules of a replica that cannot decide must not stay in force.
    private void giveSignOfLife() {
        if (System.nanoTime() - aliveAt > config.replicaGoneAfter().toNanos() / SIGNS) {
            fleet.alive();
            aliveAt = System.nanoTime();
        }
    }
}
