package io.stockrule.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.stockrule.listing.ListingStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many of a merchant's listings are in which status. Counting goes through all of them, so a count is kept
/// for a while, and the longer the longer it took.
@ApplicationScoped
class ListingCounts {
    private static final int SHARE_OF_TIME = 20;
    private static final int MERCHANTS = 10_000;

    private final ListingViews listings;
    private final Cache<Long, Counted> counted;

    ListingCounts(ListingViews listings, LiveConfig config) {
        this.listings = listings;
        this.counted = Caffeine.newBuilder()
                .maximumSize(MERCHANTS)
                .expireAfter(Expiry.<Long, Counted>writing((_, count) -> count.goodFor(config.counts())))
                .build();
    }

    private record Counted(Map<String, Long> counts, Duration took) {
        Duration goodFor(Duration atLeast) {
            var share = took.multipliedBy(SHARE_OF_TIME);
            return share.compareTo(atLeast) > 0 ? share : atLeast;
        }
    }

    /// By display name, every status in the order in which merchants meet them.
    Map<String, Long> of(long merchantId) {
        return counted.get(merchantId, this::count).counts();
    }

    private Counted count(long merchantId) {
        long start = System.nanoTime();
        var found = listings.counts(merchantId);
        var counts = new LinkedHashMap<String, Long>();
        for (var status : ListingStatus.values()) {
            counts.put(status.displayName(), found.getOrDefault(status, 0L));
        }
        return new Counted(counts, Duration.ofNanos(System.nanoTime() - start));
    }
}
