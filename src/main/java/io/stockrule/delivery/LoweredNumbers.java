package io.stockrule.delivery;

import static java.util.stream.Collectors.toMap;

import io.stockrule.delivery.change.CorrectionAllowance;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Numbers that somebody has lowered by hand, which is known only since the orders of that time have been read.
@ApplicationScoped
public class LoweredNumbers {
    private final InstantSource time;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;

    LoweredNumbers(InstantSource time, DeliveryConfig config, DeliveryMetrics metrics) {
        this.time = time;
        this.config = config;
        this.metrics = metrics;
    }

    /// @param shown what Amazon showed then
    public record Lowered(String sellerSku, int shown, Instant noticedAt) {}

    /// Does about them what their account wants.
    ///
    /// @param lowered at most one of each SKU
    /// @return SKUs of those that are to be set right later, because many have been lately
    public Set<String> answer(Handle handle, AccountKey account, Collection<Lowered> lowered) {
        if (lowered.isEmpty()) {
            return Set.of();
        }
        var now = time.instant();
        Map<TargetKey, Lowered> byTarget =
                lowered.stream().collect(toMap(it -> new TargetKey(account, it.sellerSku()), it -> it));
        var deliveries =
                DeliveryTable.lock(handle, byTarget.keySet().stream().sorted().toList());
        var wins = AmazonAccounts.foreignChanges(handle, account);
        var allowance = new CorrectionAllowance(handle, account, config.correctionsPerHour(), now);
        var later = new HashSet<String>();
        for (var delivery : deliveries) {
            var found = byTarget.get(delivery.target());
            int correctedBefore = delivery.corrections();
            if (found != null
                    && !delivery.answerLowered(found.shown(), found.noticedAt(), wins, allowance::take, now)) {
                later.add(found.sellerSku());
            }
            if (delivery.corrections() > correctedBefore) {
                metrics.corrected();
            }
        }
        DeliveryTable.store(handle, deliveries);
        return later;
    }
}
