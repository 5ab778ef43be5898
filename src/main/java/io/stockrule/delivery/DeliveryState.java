package io.stockrule.delivery;

import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.Sent;
import io.stockrule.delivery.target.TargetStatus;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TargetKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Where one target stands, for whoever shows it.
///
/// @param wanted the number the newest decision wants, empty for a hold or a conflict
/// @param sent the number last sent
/// @param shown what Amazon showed when it was last read
/// @param sentAt when `sent` left; then accepted, then effective
/// @param obstacle why the offer cannot be bought although Amazon shows a number
public record DeliveryState(
        TargetKey target,
        TargetStatus status,
        OptionalInt wanted,
        OptionalInt sent,
        OptionalInt shown,
        Instant decidedAt,
        Optional<Instant> sentAt,
        Optional<Instant> acceptedAt,
        Optional<Instant> effectiveAt,
        Optional<Obstacle> obstacle) {

    static DeliveryState of(Delivery delivery) {
        var sent = delivery.sent();
        return new DeliveryState(
                delivery.target(),
                delivery.status(),
                delivery.want().wish() instanceof Wish.Number number
                        ? OptionalInt.of(number.quantity())
                        : OptionalInt.empty(),
                sent.map(last -> OptionalInt.of(last.quantity())).orElse(OptionalInt.empty()),
                delivery.seen().shown(),
                delivery.want().decidedAt(),
                sent.map(Sent::at),
                sent.flatMap(Sent::acceptedAt),
                sent.flatMap(Sent::effectiveAt),
                delivery.seen().sale().why().map(NotBuyable::obstacle));
    }
}
