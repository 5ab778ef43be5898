package io.stockrule.delivery;

import static java.util.stream.Collectors.toSet;

import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.listing.TargetKey;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class TestDeliveries {
    private TestDeliveries() {}

    /// Of these targets each has a row, then.
    static void addMissing(Handle handle, List<TargetKey> targets, Instant now) {
        var known = DeliveryTable.read(handle, targets).stream()
                .map(Delivery::target)
                .collect(toSet());
        DeliveryTable.add(
                handle,
                targets.stream()
                        .filter(target -> !known.contains(target))
                        .map(target -> new Delivery(target, "", now))
                        .toList());
    }
}
