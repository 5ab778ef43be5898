package io.stockrule.delivery.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Whether the queue answers this replica, as its latest requests told.
@ApplicationScoped
class QueueContact {
    private final InstantSource time;
    private volatile State state = State.NEW;

    QueueContact(InstantSource time) {
        this.time = time;
    }

    /// @param answeredAt when it last did
    /// @param lastMessageAt when it last had a message
    /// @param failedSince since when it does not; empty if it does, or was not asked yet
    /// @param failures in a row
    record State(
            Optional<Instant> answeredAt,
            Optional<Instant> lastMessageAt,
            Optional<Instant> failedSince,
            String reason,
            int failures) {
        static final State NEW = new State(Optional.empty(), Optional.empty(), Optional.empty(), "", 0);
    }

    State state() {
        return state;
    }

    synchronized void answered(boolean withMessages) {
        var now = Optional.of(time.instant());
        state = new State(now, withMessages ? now : state.lastMessageAt(), Optional.empty(), "", 0);
    }

    /// @return whether this is news
    synchronized boolean failed(String reason) {
        var before = state;
        state = new State(
                before.answeredAt(),
                before.lastMessageAt(),
                Optional.of(before.failedSince().orElse(time.instant())),
                reason,
                before.failures() + 1);
        return !before.reason().equals(reason);
    }
}
