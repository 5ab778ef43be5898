package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A level that was other than known when Shopify was asked, though nobody doubted it.
///
/// @param was empty if it did not count, or its number was not known
/// @param found empty if it does not count, or if Shopify does not count the item
/// @param changedAt Shopify's time of the level's newest change
public record LevelDifference(
        ItemKey item, long locationId, Cause cause, OptionalLong was, OptionalLong found, Instant changedAt) {
    /// A webhook may be on its way for so long before it counts as lost; the slowest take a few seconds.
    static final Duration WEBHOOKS_TAKE = Duration.ofMinutes(1);

    /// Why it was not known.
    public enum Cause {
        /// Its webhook did not come.
        LOST,

        /// It has just changed: its webhook may still be on its way.
        LATE,

        /// Shopify told nothing newer than what is known, so something else had written what was known: a hand in the
        /// database, or an old copy of it.
        FOREIGN
    }

    /// @param found what Shopify shows; empty if it shows that the item is not stocked there
    /// @param changedAt Shopify's time of that
    /// @param askedAt when Shopify was asked, by our time
    static LevelDifference of(
            LevelKey key, Level known, Optional<OptionalLong> found, Instant changedAt, Instant askedAt) {
        return new LevelDifference(
                key.item(),
                key.locationId(),
                cause(known, found, changedAt, askedAt),
                known.counts() ? known.available() : OptionalLong.empty(),
                found.orElse(OptionalLong.empty()),
                changedAt);
    }

    /// As [#of(LevelKey, Level, Optional, Instant, Instant)].
    static LevelDifference of(LevelKey key, Level known, ReadLevel read, boolean tracked, Instant askedAt) {
        var found = tracked ? OptionalLong.of(read.available()) : OptionalLong.empty();
        return of(key, known, Optional.of(found), read.updatedAt(), askedAt);
    }

    private static Cause cause(Level known, Optional<OptionalLong> found, Instant changedAt, Instant askedAt) {
        boolean told = known.state() == Level.State.CONFIRMED
                && known.updatedAt().equals(Optional.of(changedAt))
                && known.available().isPresent()
                && found.filter(OptionalLong::isPresent).isPresent();
        if (told) {
            return Cause.FOREIGN;
        }
        return changedAt.isBefore(askedAt.minus(WEBHOOKS_TAKE)) ? Cause.LOST : Cause.LATE;
    }
}
