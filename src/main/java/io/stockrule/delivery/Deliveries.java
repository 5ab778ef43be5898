package io.stockrule.delivery;

import static java.util.stream.Collectors.toMap;

import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes over what was decided. The newest decision for a target replaces one that still waits.
@ApplicationScoped
public class Deliveries {
    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;

    Deliveries(Jdbi database, InstantSource time, DeliveryConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Hands decisions over, at most one per target, inside the caller's transaction. Who calls this holds the targets'
    /// leases, so a decision handed over later is a newer one.
    @Transactional(Transactional.TxType.MANDATORY)
    public void handOver(Collection<Wanted> wanted) {
        var now = time.instant();
        Map<TargetKey, Wanted> byTarget = wanted.stream().collect(toMap(Wanted::target, Function.identity()));
        database.useHandle(handle -> {
            var sorted = byTarget.keySet().stream().sorted().toList();
            var locked = locked(handle, sorted, now);
            if (locked.size() != sorted.size()) {
                throw new IllegalStateException("%d of %d deliveries found".formatted(locked.size(), sorted.size()));
            }
            var changed = new ArrayList<Delivery>();
            for (var delivery : locked) {
                var newest = byTarget.get(delivery.target());
                if (newest != null && delivery.take(newest, now)) {
                    changed.add(delivery);
                }
            }
            if (changed.size() <= Marketplace.READ_AT_ONCE) { // more are looked at as their turn comes
                changed.forEach(delivery -> delivery.lookIfOld(now, config));
            }
            DeliveryTable.write(handle, changed);
            // Also of those that stay as they are: a listing may have come to them.
            DeliveryTable.show(handle, locked);
        });
    }

    /// Most have a row already, and are looked for first. A row that is made now is nobody else's, so it does not
    /// matter
    /// that it is locked after those with higher keys.
    private static List<Delivery> locked(Handle handle, List<TargetKey> sorted, Instant now) {
        var locked = DeliveryTable.lock(handle, sorted);
        if (locked.size() == sorted.size()) {
            return locked;
        }
        DeliveryTable.insertMissing(handle, sorted, now);
        return DeliveryTable.lock(handle, sorted);
    }

    /// Where these targets stand.
    @Transactional
    public List<DeliveryState> states(Collection<TargetKey> targets) {
        return database.withHandle(handle -> DeliveryTable.read(handle, targets)).stream()
                .map(DeliveryState::of)
                .toList();
    }
}
