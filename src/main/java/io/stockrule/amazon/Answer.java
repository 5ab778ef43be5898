package io.stockrule.amazon;

import java.time.Duration;
import java.util.Optional;

/// What came of one request, whatever it asked for.
sealed interface Answer {
    /// @param requestId Amazon's own id of the request, for its support
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answered(int status, Optional<String> requestId, byte[] body) implements Answer {
        boolean denied() {
            return status == 401 || status == 403;
        }
    }

    /// The request certainly never reached Amazon, or was turned away at its door.
    record NotSent(String reason) implements Answer {}

    /// The request left, or may have left, and no complete answer came.
    record Unanswered(String reason) implements Answer {}

    /// Nothing will work for this account until somebody acts.
    record Denied(String reason, Duration retryAfter) implements Answer {}
}
