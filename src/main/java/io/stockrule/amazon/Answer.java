package io.stockrule.amazon;

import java.time.Duration;
import java.util.Optional;

/// What came of one request, whatever it asked for.
sealed interface Answer {
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
            return "Amazon denies access to this SKU: check in Seller Central whether you may sell it (its brand, its"
                    + " category)" + said();
        }

        /// If it means the account.
        Denied ofAccount() {
            return new Denied(
                    "Amazon denies access, even with a new access token: give the application the role Product"
                            + " Listing, authorise it again (a role added later needs that) and enter the new"
                            + " refresh token" + said(),
                    UNTIL_ALLOWED_AGAIN);
        }

        private String said() {
            return " (Amazon says: " + ApiErrors.words(answer) + ")";
        }
    }

    /// Nothing will work for this account until somebody acts.
    record Denied(String reason, Duration retryAfter) implements Answer {}
}
