package io.stockrule.sync.view;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Tells whoever watches listings how they change, whichever replica changed them.
///
/// The watched listings are read again and again and compared with what each watcher was told: one query for all
/// of them, so the work grows with what people look at, not with what changes. Marking changes in the database
/// instead would cost every write one more index, and a mark can commit after a later one was seen. A stream that
/// breaks needs no resuming: the next one begins with the listings as they are.
@ApplicationScoped
class ListingChanges implements BackgroundWork {
    private static final int AT_ONCE = 1_000;

    private final LiveConfig config;
    private final ListingViews listings;
    private final ListingTally tally;
    private final Worker worker;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    ListingChanges(LiveConfig config, ListingViews listings, ListingTally tally) {
        this.config = config;
        this.listings = listings;
        this.tally = tally;
        this.worker = new Worker("live", config.poll(), this::tellAll);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    /// Streams end as a stop begins: it would wait for them as for any call. Who watched asks another replica.
    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        worker.close();
        watchers.forEach(Watcher::end);
    }

    /// The listings as they stand, then what changes, until the stream is cancelled or has lasted long enough.
    ///
    /// @return empty when too many streams are open already, of this merchant or of all
    Optional<Multi<LiveChanges>> watch(long merchantId, Collection<Long> ids) {
        long its = watchers.stream()
                .filter(watcher -> watcher.merchantId() == merchantId)
                .count();
        return its >= config.streamsPerMerchant() || watchers.size() >= config.streams()
                ? Optional.empty()
                : Optional.of(Multi.createFrom().emitter(stream -> add(new Watcher(merchantId, ids, stream), stream)));
    }

    private void add(Watcher watcher, MultiEmitter<? super LiveChanges> stream) {
        watchers.add(watcher);
        stream.onTermination(() -> watchers.remove(watcher));
        if (stopped) {
            watcher.end();
        }
        worker.wake();
    }

    private boolean tellAll() {
        watchers.stream()
                .filter(watcher -> watcher.isOlderThan(config.streamFor()))
                .forEach(Watcher::end);
        var ready = watchers.stream().filter(Watcher::isReady).toList();
        var now = read(ready);
        var counts = tally.of(ready.stream().map(Watcher::merchantId).collect(Collectors.toSet()));
        for (var watcher : ready) {
            watcher.tell(
                    now, counts.getOrDefault(watcher.merchantId(), ListingTally.Counts.none()), config.heartbeat());
        }
        return false;
    }

    private Map<ListingKey, ListingView> read(List<Watcher> ready) {
        var keys = ready.stream()
                .flatMap(watcher -> watcher.listings().stream())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        var now = new HashMap<ListingKey, ListingView>();
        for (int i = 0; i < keys.size(); i += AT_ONCE) {
            now.putAll(listings.of(keys.subList(i, Math.min(i + AT_ONCE, keys.size()))));
        }
        return now;
    }
}
