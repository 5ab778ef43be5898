package io.stockrule.delivery.target;

import java.time.Instant;
import java.util.Optional;

/// A target's place among those that wait to be sent.
///
/// @param since since when there is a number that Amazon has not accepted and could; newer numbers, throttling and
/// retries do not
///     reset it
/// @param dueAt not sent before
/// @param failures in a row
public record Queued(boolean waiting, Optional<Instant> since, Instant dueAt, int failures) {
    static Queued not(Instant now) {
        return new Queued(false, Optional.empty(), now, 0);
    }

    boolean isDue(Instant now) {
        return waiting && !dueAt.isAfter(now);
    }

    /// Waits, or does not any more. One that begins to wait is due at once, unless it was put off.
    ///
    /// @param open there is a number that Amazon has not accepted, and could
    Queued waiting(boolean waits, boolean open, Instant now) {
        var due = waits && !waiting && dueAt.isBefore(now) ? now : dueAt;
        return new Queued(waits, open ? since.or(() -> Optional.of(now)) : Optional.empty(), due, failures);
    }

    Queued gone() {
        return new Queued(false, since, dueAt, failures);
    }

    Queued dueAt(Instant due) {
        return new Queued(waiting, since, due, failures);
    }

    Queued failed() {
        return new Queued(waiting, since, dueAt, failures + 1);
    }

    Queued withoutFailures() {
        return new Queued(waiting, since, dueAt, 0);
    }
}
