package io.stockrule.sync.action;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// An action on some listings, as it stands.
///
/// @param listings how many it is for, where that is known
/// @param by who asked for it
/// @param at every listing up to this id is done; when waiting: looked at
/// @param refused of those that are done, how many it was refused for or came to nothing
record ListingJob(
        long merchantId,
        long id,
        ListingAction action,
        JobScope scope,
        OptionalLong listings,
        String by,
        Instant askedAt,
        State state,
        long at,
        long done,
        long refused,
        Optional<Instant> endedAt) {
    enum State {
        RUNNING,
        /// All listings are done, and some leave their lists when Amazon shows their 0.
        WAITING,
        DONE,
        CANCELLED
    }

    boolean isOpen() {
        return state == State.RUNNING || state == State.WAITING;
    }
}
