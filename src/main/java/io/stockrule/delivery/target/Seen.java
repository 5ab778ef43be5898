package io.stockrule.delivery.target;

import io.stockrule.delivery.change.Look;
import io.stockrule.delivery.marketplace.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What was last seen on Amazon, and when to look again.
///
/// @param detail of the channel, in Amazon's words
/// @param at when the channel was read; empty: never
/// @param look the numbers that Amazon showed
/// @param looks how often in a row looking has told nothing
/// @param sale whether what is shown can be bought
public record Seen(
        Channel channel,
        Optional<String> detail,
        Optional<Instant> at,
        Look look,
        Optional<Instant> nextLook,
        int looks,
        Sale sale) {
    static final Seen NOTHING =
            new Seen(Channel.UNREAD, Optional.empty(), Optional.empty(), Look.NONE, Optional.empty(), 0, Sale.FREE);

    /// Whether the channel is known freshly enough to rely on it.
    boolean isFresh(Instant now, Duration validFor) {
        return at.filter(read -> read.plus(validFor).isAfter(now)).isPresent();
    }

    Seen channel(Reading reading, Instant now) {
        return new Seen(Channel.of(reading), detail(reading), Optional.of(now), look, nextLook, looks, sale);
    }

    Seen showing(Look numbers) {
        return new Seen(channel, detail, at, numbers, nextLook, looks, sale);
    }

    /// The number that Amazon showed.
    public OptionalInt shown() {
        return look.shown();
    }

    /// What was submitted elsewhere tells nothing here.
    Seen elsewhere() {
        return showing(new Look(shown(), OptionalInt.empty()));
    }

    Seen offered(Sale offered) {
        return new Seen(channel, detail, at, look, nextLook, looks, offered);
    }

    Seen lookAt(Instant when) {
        return new Seen(channel, detail, at, look, Optional.of(when), looks, sale);
    }

    /// As [#lookAt], for a new reason.
    Seen lookAfreshAt(Instant when) {
        return new Seen(channel, detail, at, look, Optional.of(when), 0, sale);
    }

    /// A look that is due earlier stays.
    Seen lookBy(Instant when) {
        return nextLook.filter(due -> !due.isAfter(when)).isPresent() ? this : lookAfreshAt(when);
    }

    Seen lookNoMore() {
        return new Seen(channel, detail, at, look, Optional.empty(), looks, sale);
    }

    Seen lookedInVain() {
        return new Seen(channel, detail, at, look, nextLook, looks + 1, sale);
    }

    private static Optional<String> detail(Reading reading) {
        return switch (reading) {
            case Reading.OtherChannels others -> Optional.of(others.channels());
            case Reading.Unreadable unreadable -> Optional.of(unreadable.reason());
            case Reading.SellerFulfilled _, Reading.NotFound _ -> Optional.empty();
        };
    }
}
