package io.stockrule.listing.collection;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.listing.ListFollows;
import io.stockrule.listing.collection.FollowRows.Change;
import io.stockrule.listing.collection.FollowRows.ListKey;
import io.stockrule.stock.VariantsMoved;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Looks at lists whose collections have changed, and now and then at all that follow any. Lists take turns, part by
/// part, and one that fails keeps no other waiting.
@ApplicationScoped
class FollowWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(FollowWorker.class);
    private static final int CHANGES = 10_000;

    private final FollowRows rows;
    private final Following following;
    private final FollowConfig config;
    private final InstantSource time;
    private final Jdbi database;
    private final Worker worker;
    private final Map<ListKey, Instant> notBefore = new HashMap<>();
    private volatile boolean stopped;

    FollowWorker(FollowRows rows, Following following, FollowConfig config, InstantSource time, Jdbi database) {
        this.rows = rows;
        this.following = following;
        this.config = config;
        this.time = time;
        this.database = database;
        this.worker = new Worker("following of collections", config.poll(), this::follow);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        worker.close();
    }

    void note(@Observes VariantsMoved moved) {
        database.useHandle(handle -> rows.note(handle, moved.merchantId(), moved.shopId()));
    }

    void moved(@Observes(during = TransactionPhase.AFTER_SUCCESS) VariantsMoved moved) {
        worker.wake();
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ListFollows change) {
        worker.wake();
    }

    /// Does all that is due.
    boolean follow() {
        var begun = time.instant();
        var changes = QuarkusTransaction.requiringNew().call(() -> rows.changes(CHANGES));
        var due = QuarkusTransaction.requiringNew().call(() -> rows.due(changes, begun.minus(config.every())));
        notBefore.keySet().retainAll(due);
        var open = new ArrayList<ListKey>();
        for (var list : due) {
            if (!notBefore.getOrDefault(list, Instant.MIN).isAfter(begun)) {
                open.add(list);
            }
        }
        advance(open);
        if (!changes.isEmpty() && !stopped) {
            forget(changes);
        }
        return changes.size() == CHANGES;
    }

    private void advance(List<ListKey> open) {
        while (!open.isEmpty() && !stopped) {
            open.removeIf(list -> !advance(list));
        }
    }

    /// @return whether there may be more to do
    private boolean advance(ListKey list) {
        if (stopped) {
            return false;
        }
        try {
            if (following.advance(list.merchantId(), list.listId())) {
                return true;
            }
            notBefore.remove(list);
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "Selling List %d of merchant %d cannot follow its collections",
                    list.listId(),
                    list.merchantId());
            notBefore.put(list, time.instant().plus(config.retry()));
            QuarkusTransaction.requiringNew()
                    .run(() -> rows.failed(list, "its members could not be brought in line for now"));
        }
        return false;
    }

    private void forget(List<Change> changes) {
        QuarkusTransaction.requiringNew().run(() -> rows.forget(changes));
    }
}
