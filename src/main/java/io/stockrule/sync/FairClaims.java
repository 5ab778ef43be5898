package io.stockrule.sync;

import io.stockrule.listing.Lane;
import io.stockrule.sync.StaleQueue.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Claims stale targets so that merchants take turns: a batch is shared out among all that have work, and what some of
/// them leave goes to the others. So a million targets of one merchant cost another one nothing but its share.
///
/// Used by one thread at a time.
final class FairClaims {
    /// Merchants in one batch; the next batch goes on with those after them.
    private static final int AT_ONCE = 200;

    private final Lane lane;
    private final Duration lease;
    private long last;

    FairClaims(Lane lane, Duration lease) {
        this.lane = lane;
        this.lease = lease;
    }

    /// Claims a batch of the next merchants that have work; none when nobody has.
    ///
    /// @param batch the most targets to claim
    List<Claim> claim(Handle handle, Instant now, int batch) {
        return lane == Lane.TIMED ? claimTimed(handle, now, batch) : claimStale(handle, now, batch);
    }

    /// Most merchants with a time boundary have it in the future, and going through all of them to find a few whose
    /// time has come would take the longer the more there are. Those come from the targets, with the next in turn.
    private List<Claim> claimTimed(Handle handle, Instant now, int batch) {
        var first = StaleQueue.atTheirTime(handle, now, AT_ONCE);
        if (first.isEmpty()) {
            return List.of();
        }
        var merchants = new LinkedHashSet<>(next(handle));
        merchants.addAll(first);
        return claim(handle, List.copyOf(merchants), now, batch);
    }

    private List<Claim> claimStale(Handle handle, Instant now, int batch) {
        var tried = new HashSet<Long>();
        while (true) {
            var merchants = next(handle);
            if (!tried.addAll(merchants)) {
                return List.of();
            }
            var claims = claim(handle, merchants, now, batch);
            if (!claims.isEmpty()) {
                return claims;
            }
        }
    }

    /// The merchants after those of the last time, and then from the first on.
    private List<Long> next(Handle handle) {
        var merchants = new ArrayList<>(StaleQueue.merchants(handle, lane, last, AT_ONCE));
        if (merchants.size() < AT_ONCE && last > 0) {
            StaleQueue.merchants(handle, lane, 0, AT_ONCE - merchants.size()).stream()
                    .filter(merchant -> merchant <= last)
                    .forEach(merchants::add);
        }
        last = merchants.isEmpty() ? 0 : merchants.getLast();
        return merchants;
    }

    private List<Claim> claim(Handle handle, List<Long> merchants, Instant now, int batch) {
        int share = Math.ceilDiv(batch, merchants.size());
        var claims = new ArrayList<>(StaleQueue.claim(handle, lane, merchants, share, lease, now));
        var hungry = merchantsWith(share, claims);
        int left = batch - claims.size();
        if (left >= hungry.size() && !hungry.isEmpty()) {
            claims.addAll(StaleQueue.claim(handle, lane, hungry, left / hungry.size(), lease, now));
        }
        return claims;
    }

    /// Those who took their whole share and may have more.
    private static List<Long> merchantsWith(int share, List<Claim> claims) {
        var taken = new HashMap<Long, Integer>();
        claims.forEach(claim -> taken.merge(claim.target().account().merchantId(), 1, Integer::sum));
        return taken.entrySet().stream()
                .filter(entry -> entry.getValue() == share)
                .map(entry -> entry.getKey())
                .toList();
    }
}
