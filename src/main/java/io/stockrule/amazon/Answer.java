package io.stockrule.amazon;

import io.stockrule.amazon.Refusals.Denials;
import java.time.Duration;
import java.util.Optional;

/// What came of one request, whatever it asked for.
public sealed interface Answer {
    /// @param requestId Amazon's own id of the request, for its support
    /// @param body empty when it was written into a file
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answered(int status, Optional<String> requestId, Optional<String> contentType, byte[] body)
            implements Answer {
        boolean denied() {
            return status == 401 || status == 403;
        }
    }

    /// The request certainly never reached Amazon, or was turned away at its door.
    ///
    /// @param late it was ready only after it should have left, and stayed: nothing failed
    record NotSent(String reason, boolean late) implements Answer {
        NotSent(String reason) {
            this(reason, false);
        }
    }

    /// The request left, or may have left, and no complete answer came.
    record Unanswered(String reason) implements Answer {}

    /// Amazon denies it, with a new access token, too: it may mean what was asked for, or the whole account.
    record Forbidden(Answered answer) implements Answer {
        /// A role or an authorisation can come back without us hearing of it.
        private static final Duration UNTIL_ALLOWED_AGAIN = Duration.ofMinutes(30);

        /// If it means one SKU.
        String ofSku() {
            return Denials.SKU + said();
        }

        /// If it means the account, and nothing of it could be read.
        Denied ofAccount() {
            return new Denied(Denials.ACCOUNT + said(), UNTIL_ALLOWED_AGAIN);
        }

        /// If it means the orders of the account.
        String ofOrders() {
            return Denials.ORDERS + said();
        }

        /// If it means the notifications of the application, or of the account.
        public String ofNotifications() {
            return Denials.NOTIFICATIONS + said();
        }

        /// If it means what the account may change.
        Denied ofWrites() {
            return new Denied(Denials.WRITES + said(), UNTIL_ALLOWED_AGAIN);
        }

        private String said() {
            return " (Amazon says: " + ApiErrors.words(answer) + ")";
        }
    }

    /// Nothing will work for this account until somebody acts.
    record Denied(String reason, Duration retryAfter) implements Answer {}
}
