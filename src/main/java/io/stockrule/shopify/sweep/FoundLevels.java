package io.stockrule.shopify.sweep;

import static java.util.stream.Collectors.joining;

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

    private static String text(Map<Cause, Long> found) {
        long all = found.values().stream().mapToLong(Long::longValue).sum();
        var causes = found.entrySet().stream()
                .filter(cause -> cause.getValue() > 0)
                .map(cause -> "%d %s".formatted(cause.getValue(), text(cause.getKey())))
                .collect(joining(", "));
        return "%s other than known and put right: %s"
                .formatted(all == 1 ? "1 stock level was" : all + " stock levels were", causes);
    }

    private static String text(Cause cause) {
        return switch (cause) {
            case LOST -> "of which no webhook came";
            case LATE -> "changed within the last minute";
            case FOREIGN -> "changed here by something other than Shopify";
        };
    }
}
