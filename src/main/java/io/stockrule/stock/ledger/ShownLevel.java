package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// One level as Shopify showed it, without having told of it.
///
/// @param active whether the item is stocked at the location
/// @param tracked whether Shopify counts the item; then `available` is its number
/// @param level its numbers
public record ShownLevel(ItemKey item, long locationId, boolean active, boolean tracked, ReadLevel level) {
    LevelKey key() {
        return new LevelKey(item, locationId);
    }

    private OptionalLong number() {
        return tracked ? OptionalLong.of(level.available()) : OptionalLong.empty();
    }

    /// Whether it counts otherwise than is known.
    boolean differs(Level known) {
        return active
                ? !known.counts() || (!isOlderThan(known) && !known.available().equals(number()))
                : known.counts();
    }

    LevelDifference difference(Level known, Instant askedAt) {
        return LevelDifference.of(
                key(), known, active ? Optional.of(number()) : Optional.empty(), updatedAt(), askedAt);
    }

    /// What it says that is not known. Nothing if only a re-read can tell: that a level is gone has no time, so it may
    /// have come back since.
    Stream<LevelReport> news(Level known) {
        return active ? Stream.concat(number(known).stream(), holding(known).stream()) : Stream.empty();
    }

    /// What a webhook would have told.
    private Optional<LevelReport> number(Level known) {
        boolean told = known.counts()
                && (isOlderThan(known)
                        || (known.updatedAt().equals(Optional.of(updatedAt()))
                                && known.available().equals(number())));
        return told
                ? Optional.empty()
                : Optional.of(new LevelReport.Available(item, locationId, number(), updatedAt(), !known.counts()));
    }

    private Optional<LevelReport> holding(Level known) {
        var newest = known.holding().map(level.holding()::orNewer).orElse(level.holding());
        return known.holding().equals(Optional.of(newest))
                ? Optional.empty()
                : Optional.of(new LevelReport.Held(item, locationId, newest));
    }

    /// Shopify's time of the level's newest change.
    public Instant updatedAt() {
        return level.updatedAt();
    }

    private boolean isOlderThan(Level known) {
        return known.updatedAt().filter(updatedAt()::isBefore).isPresent();
    }
}
