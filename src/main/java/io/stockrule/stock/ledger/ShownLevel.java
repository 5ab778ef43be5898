package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One level as Shopify showed it, without having told of it.
///
/// @param active whether the item is stocked at the location
/// @param tracked whether Shopify counts the item; then `available` is its number
/// @param updatedAt Shopify's time of the level's newest change
public record ShownLevel(
        ItemKey item, long locationId, boolean active, boolean tracked, long available, Instant updatedAt) {
    LevelKey key() {
        return new LevelKey(item, locationId);
    }

    private OptionalLong number() {
        return tracked ? OptionalLong.of(available) : OptionalLong.empty();
    }

    /// Whether it counts otherwise than is known.
    boolean differs(Level known) {
        return active
                ? !known.counts() || (!isOlderThan(known) && !known.available().equals(number()))
                : known.counts();
    }

    /// What a webhook would have told. Empty if it says nothing new, or if only a re-read can tell: that a level is
    /// gone has no time, so it may have come back since.
    Optional<LevelReport> report(Level known) {
        if (!active) {
            return Optional.empty();
        }
        boolean told = known.counts()
                && (isOlderThan(known)
                        || (known.updatedAt().equals(Optional.of(updatedAt))
                                && known.available().equals(number())));
        return told
                ? Optional.empty()
                : Optional.of(new LevelReport.Available(item, locationId, number(), updatedAt, !known.counts()));
    }

    private boolean isOlderThan(Level known) {
        return known.updatedAt().filter(updatedAt::isBefore).isPresent();
    }
}
