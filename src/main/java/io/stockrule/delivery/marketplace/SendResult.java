package io.stockrule.delivery.marketplace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of one send.
public sealed interface SendResult {
    /// Amazon queued the number. It is not effective yet, and may still fail later.
    record Accepted(String submissionId, Optional<String> requestId, List<Issue> issues) implements SendResult {}

    /// Amazon refused the number (INVALID, or 400): sending the same again is useless.
    record Refused(String reason, Optional<String> requestId, List<Issue> issues) implements SendResult {}

    /// Amazon did not take the number now, for a reason that may pass: worth another try, much later.
    record PutOff(String reason, Optional<String> requestId, List<Issue> issues) implements SendResult {}

    /// Amazon denied it. One SKU may be meant, so the number is put off; when others are denied, too, the account is.
    ///
    /// @param reason if the SKU is meant
    /// @param account if the account is meant
    record Denied(String reason, Optional<String> requestId, List<Issue> issues, AccountRefused account)
            implements SendResult {}

    /// Amazon's rate limit was hit: certainly not applied.
    record Throttled() implements SendResult {}

    /// Its turn had passed before the request could leave: certainly not applied, and nobody's failure.
    record Late() implements SendResult {}

    /// The request certainly never reached Amazon's queue (no connection, no access token for now): try again later.
    record NotSent(String reason) implements SendResult {}

    /// Nobody knows whether it was applied (a timeout, a broken answer, a server error): read back before anything
    /// else.
    record Lost(String reason) implements SendResult {}

    /// The whole account is refused (authorisation revoked, role missing, wrong or expired secret).
    ///
    /// @param retryAfter how long to leave the account alone; the operator can lift it earlier
    record AccountRefused(String reason, Duration retryAfter) implements SendResult {}

    /// Whether Amazon may have queued it.
    default boolean mayHaveArrived() {
        return switch (this) {
            case Accepted _, Lost _ -> true;
            case Refused _, PutOff _, Denied _, Throttled _, Late _, NotSent _, AccountRefused _ -> false;
        };
    }

    /// What Amazon says about a listing, in its own words.
    record Issue(String code, String severity, String message) {}
}
