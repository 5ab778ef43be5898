package io.stockrule.delivery;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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

    /// Hands decisions over, at most one per target, inside the caller's transaction. Who calls this holds the
    /// targets' leases, or finds out before it commits that nobody else has decided them meanwhile: so a decision
    /// that is handed over later is a newer one.
    @Transactional(Transactional.TxType.MANDATORY)
    public void handOver(Collection<Wanted> wanted) {
        handOver(wanted, true);
    }

    /// As [#handOver], of targets to which no listing has come since they were last handed over: what stays as it is
    /// needs not be shown.
    @Transactional(Transactional.TxType.MANDATORY)
    public void handOverAgain(Collection<Wanted> wanted) {
        handOver(wanted, false);
    }

    private void handOver(Collection<Wanted> wanted, boolean showsAll) {
        var now = time.instant();
        Map<TargetKey, Wanted> byTarget = wanted.stream().collect(toMap(Wanted::target, Function.identity()));
        database.useHandle(handle -> {
            var sorted = byTarget.keySet().stream().sorted().toList();
            var known = DeliveryTable.lock(handle, sorted);
            var added = others(sorted, known)
                    .map(target -> new Delivery(target, "", now))
                    .toList();
            var all = Stream.concat(known.stream(), added.stream()).toList();
            var changed = all.stream()
                    .filter(delivery -> delivery.take(requireNonNull(byTarget.get(delivery.target())), now))
                    .collect(toSet());
            if (changed.size() <= Marketplace.READ_AT_ONCE) { // more are looked at as their turn comes
                changed.forEach(delivery -> delivery.lookIfOld(now, config));
            }
            DeliveryTable.add(handle, added);
            DeliveryTable.write(handle, known.stream().filter(changed::contains).toList());
            DeliveryTable.show(handle, showsAll ? all : changed);
        });
    }

    private static Stream<TargetKey> others(List<TargetKey> targets, List<Delivery> known) {
        var theirs = known.stream().map(Delivery::target).collect(toSet());
        return targets.stream().filter(target -> !theirs.contains(target));
    }

    /// Where these targets stand.
    @Transactional
    public List<DeliveryState> states(Collection<TargetKey> targets) {
        return database.withHandle(handle -> DeliveryTable.read(handle, targets)).stream()
                .map(DeliveryState::of)
                .toList();
    }
}
