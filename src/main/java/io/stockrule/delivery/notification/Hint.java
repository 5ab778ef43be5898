package io.stockrule.delivery.notification;

import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What a target knows of notifications about it, and what one more of them changes. Nothing that is believed of the
/// target is in here.
///
/// @param event when the newest that was noticed happened, by Amazon's clock
/// @param noticed when one was noticed last
/// @param look when the last look that was caused by one was due
/// @param doubted when it was last told that the channel may have changed
record Hint(
        TargetKey target,
        Optional<Instant> event,
        Optional<Instant> noticed,
        Optional<Instant> look,
        Optional<Instant> doubted) {

    /// The newest look is at what is there now: what happened before something that was noticed already brings nothing.
    boolean isOvertaken(Instant at) {
        return event.filter(newest -> !at.isAfter(newest)).isPresent();
    }

    /// One more notification. However many there are, they cause one look, and after `betweenLooks` another for
    /// all that came meanwhile.
    ///
    /// @param at when it happened; not later than `now`, or others would be taken for older than it
    Hint and(Instant at, boolean doubtsChannel, Instant now, Duration betweenLooks) {
        var next = look.map(last -> last.plus(betweenLooks))
                .filter(after -> after.isAfter(now))
                .orElse(now);
        var planned = look.filter(last -> last.isAfter(now)).isPresent() ? look : Optional.of(next);
        return new Hint(target, Optional.of(at), Optional.of(now), planned, doubtsChannel ? Optional.of(now) : doubted);
    }

    /// Whether a quantity that is told is the one that was seen last, of a number that has arrived: an echo of our own.
    static boolean isEcho(OptionalInt told, OptionalInt shown, boolean settled) {
        return told.isPresent() && settled && told.equals(shown);
    }
}
