package io.stockrule.sync;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.Reader;
import io.stockrule.delivery.Sender;
import io.stockrule.listing.FanOut;
import io.stockrule.listing.Lane;
import io.stockrule.listing.TargetsMarked;
import io.stockrule.rules.RulesInUse;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.GiveWay;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Decides stale targets as they come up: woken by a change in this process, looking by itself for those of other
/// replicas and for targets whose time has come. Decides nothing before its rules are tried, nor while others are in
/// force ([FleetRules]).
///
/// What changed for one target is decided at once, beside what changed for many or has come due, which gives way to
/// webhooks ([GiveWay]).
@ApplicationScoped
class SyncWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(SyncWorker.class);
    /// Signs of life in the time after which a replica is taken for dead.
    private static final int SIGNS = 6;

    private final Decider decider;
    private final FleetRules fleet;
    private final Sender sender;
    private final Reader reader;
    private final SyncConfig config;
    private final List<SharedLane> lanes;
    private final Worker changed;
    private final Worker shared;
    private final Worker rulesThatChange;
    private boolean inForce = true;
    private long aliveAt = System.nanoTime();

    SyncWorker(
            Decider decider,
            FleetRules fleet,
            RuleChanges ruleChanges,
            FanOuts fanOuts,
            Sender sender,
            Reader reader,
            GiveWay giveWay,
            SyncConfig config) {
        this.decider = decider;
        this.fleet = fleet;
        this.sender = sender;
        this.reader = reader;
        this.config = config;
        this.lanes = Stream.of(new FannedOut(fanOuts, decider), of(Lane.FANNED_OUT), of(Lane.TIMED))
                .map(work -> new SharedLane(work, giveWay.portions(config.batch())))
                .toList();
        this.changed = new Worker("sync", config.poll(), this::decideChanged);
        this.shared = new Worker("sync of many", config.poll(), this::decideShared);
        this.rulesThatChange = new Worker("rules that change", config.poll(), () -> {
            ruleChanges.look();
            return false;
        });
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            changed.start();
            shared.start();
            rulesThatChange.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        changed.close();
        shared.close();
        rulesThatChange.close();
        fleet.leave();
        lanes.forEach(SharedLane::close);
    }

    /// @see RulesInUse
    void rulesInUse(@Observes RulesInUse rules) {
        if (config.enabled()) {
            fleet.take(rules);
            wake();
        }
    }

    void targetsMarked(@Observes(during = TransactionPhase.AFTER_SUCCESS) TargetsMarked marked) {
        (marked.lane() == Lane.CHANGED ? changed : shared).wake();
    }

    void fansOut(@Observes(during = TransactionPhase.AFTER_SUCCESS) FanOut change) {
        shared.wake();
    }

    private void wake() {
        changed.wake();
        shared.wake();
        rulesThatChange.wake();
    }

    private boolean decideChanged() {
        boolean some = mayDecide() && handsOver(decider.decideStale(Lane.CHANGED, config.batch()));
        giveSignOfLife();
        return some;
    }

    private SharedLane.Work of(Lane lane) {
        return (most, batches, beside) ->
                beside.all(Collections.nCopies(batches, () -> decider.decideStale(lane, most)));
    }

    private boolean decideShared() throws InterruptedException {
        boolean some = false;
        for (var lane : lanes) {
            some |= mayDecide() && handsOver(lane.decide());
        }
        if (some) {
            changed.wake(); // for what changed while it was in our hands
        }
        return some;
    }

    private boolean handsOver(int decided) {
        if (decided > 0) {
            reader.wake();
            sender.wake();
        }
        return decided > 0;
    }

    private synchronized boolean mayDecide() {
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
