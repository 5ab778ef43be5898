package io.stockrule.delivery.target;

import io.stockrule.delivery.marketplace.NotBuyable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether what Amazon shows can be bought.
///
/// @param notSince since when it is known that it cannot; empty while it can, or nothing is for sale
/// @param why as far as it is certain
public record Sale(Optional<Instant> notSince, Optional<NotBuyable> why) {
    static final Sale FREE = new Sale(Optional.empty(), Optional.empty());

    /// Amazon shows what has come into stock as buyable within minutes.
    private static final Duration UNTIL_CERTAIN = Duration.ofMinutes(15);

    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    /// @param told what Amazon says now; empty if it can be bought, or nothing is for sale
    Sale next(Optional<NotBuyable> told, Instant now) {
        if (told.isEmpty()) {
            return FREE;
        }
        var since = notSince.orElse(now);
        boolean certain =
                told.get().obstacle().isNamed() || Duration.between(since, now).compareTo(UNTIL_CERTAIN) >= 0;
        return new Sale(Optional.of(since), told.filter(_ -> certain));
    }

    /// When to look whether it can be bought; empty when it can.
    Optional<Duration> lookAgainAfter() {
        return notSince.map(_ -> why.isPresent() ? LOOK_AGAIN : UNTIL_CERTAIN);
    }
}
