package io.stockrule.amazon;

import java.time.Instant;

/// What came of asking for an access token.
sealed interface TokenResult {
    /// @param renewFrom when another one should be fetched, while this one still serves
    /// @param usableUntil a little before Amazon lets it expire
    record Granted(String token, Instant renewFrom, Instant usableUntil) implements TokenResult {
        @Override
        public String toString() {
            return "Granted[usableUntil=%s]".formatted(usableUntil);
        }
    }

    /// Amazon will not grant one until somebody acts.
    ///
    /// @param error Amazon's code, empty if it gave none
    /// @param reason what to do, without secrets
    record Denied(String error, String reason) implements TokenResult {}

    /// Not this time.
    record Unavailable(String reason) implements TokenResult {}
}
