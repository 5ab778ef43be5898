package io.stockrule.sync.view;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Somebody who watches listings, an open page say, and what was last told to it. What is told is always the
/// difference to that: a change cannot be missed, and one who reads slowly is told less often, not more at once.
///
/// Used by one thread at a time.
final class Watcher {
    private final long merchantId;
    private final Set<ListingKey> listings;
    private final MultiEmitter<? super LiveChanges> stream;
    private final long since = System.nanoTime();
    private final Map<ListingKey, ListingView> told = new HashMap<>();
    private final Set<Long> toldGone = new HashSet<>();
    private Optional<ListingTally.Counts> toldCounts = Optional.empty();
    private long lastTold = since;
    private boolean first = true;

    Watcher(long merchantId, Collection<Long> listings, MultiEmitter<? super LiveChanges> stream) {
        this.merchantId = merchantId;
        this.listings =
                listings.stream().map(id -> new ListingKey(merchantId, id)).collect(Collectors.toSet());
        this.stream = stream;
    }

    long merchantId() {
        return merchantId;
    }

    Set<ListingKey> listings() {
        return listings;
    }

    /// Has what was told before left for the network?
    boolean isReady() {
        return stream.requested() > 0;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - since > age.toNanos();
    }

    void end() {
        stream.complete();
    }

    /// @param now the watched listings, and perhaps others
    void tell(Map<ListingKey, ListingView> now, ListingTally.Counts counts, Duration heartbeat) {
        var changedCounts = changedCounts(counts);
        var changes = new LiveChanges(
                changed(now),
                gone(now),
                changedCounts.map(ListingTally.Counts::statuses),
                changedCounts.map(ListingTally.Counts::standings));
        boolean silentForLong = System.nanoTime() - lastTold >= heartbeat.toNanos();
        if (first || silentForLong || !changes.isEmpty()) {
            first = false;
            lastTold = System.nanoTime();
            stream.emit(changes);
        }
    }

    private List<ListingView> changed(Map<ListingKey, ListingView> now) {
        var changed = new ArrayList<ListingView>();
        for (var key : listings) {
            var view = now.get(key);
            if (view != null && !view.equals(told.put(key, view))) {
                changed.add(view);
            }
        }
        return changed;
    }

    private List<Long> gone(Map<ListingKey, ListingView> now) {
        return listings.stream()
                .filter(key -> !now.containsKey(key))
                .map(ListingKey::listingId)
                .filter(toldGone::add)
                .toList();
    }

    private Optional<ListingTally.Counts> changedCounts(ListingTally.Counts counts) {
        var news = Optional.of(counts);
        if (news.equals(toldCounts)) {
            return Optional.empty();
        }
        toldCounts = news;
        return news;
    }
}
