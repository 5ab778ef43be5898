package io.stockrule.shopify.sweep;

import io.stockrule.activity.Activities;
import io.stockrule.shopify.ShopKey;
import io.stockrule.stock.ledger.LevelDifference;
import io.stockrule.stock.ledger.LevelDifference.Cause;
import io.stockrule.stock.ledger.LevelDifferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import org.jboss.logging.Logger;

/// Tells the merchant how many levels were other than known, and why, whenever a shop has been looked at.
@ApplicationScoped
public class FoundLevels {
    private static final Logger LOG = Logger.getLogger(FoundLevels.class);

    private final Sweeps sweeps;
    private final LevelDifferences differences;
    private final Activities activities;

    FoundLevels(Sweeps sweeps, LevelDifferences differences, Activities activities) {
        this.sweeps = sweeps;
        this.differences = differences;
        this.activities = activities;
    }

    /// Part of the caller's transaction. Of a shop that is read for the first time nothing was known, and nothing is
    /// noted.
    @Transactional(Transactional.TxType.MANDATORY)
    public void note(ShopKey shop, Collection<LevelDifference> found) {
        if (!found.isEmpty() && sweeps.wasEverRead(shop)) {
            differences.note(shop.merchantId(), shop.shopId(), found);
        }
    }

    /// Tells what was found since the last time, by whomever; nothing if there is nothing.
    @Transactional
    public void tell(ShopKey shop) {
        var found = differences.tell(shop.merchantId(), shop.shopId());
        if (found.values().stream().anyMatch(levels -> levels > 0)) {
            var text = text(found);
            activities.note(shop.merchantId(), shop.shopId(), Activities.Kind.DIFFERENCES, text);
            LOG.infof("shop %d: %s", shop.shopId(), text);
        }
    }

    /// What is other by now was learnt in the same moment.
    private static String text(Map<Cause, Long> found) {
        return "%d stock levels were other than known and were put right: the webhooks of %d were lost, %d had changed within the last minute, and %d had been changed here by something other than Shopify"
                .formatted(
                        found.values().stream().mapToLong(Long::longValue).sum(),
                        found.getOrDefault(Cause.LOST, 0L),
                        found.getOrDefault(Cause.LATE, 0L),
                        found.getOrDefault(Cause.FOREIGN, 0L));
    }
}
