package io.stockrule.delivery.marketplace;

import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.util.List;

/// Questions that tell what an account's credentials open. None of them changes anything at Amazon.
/// Implementations neither pace nor retry (besides refreshing a token once).
public interface AccountProbe {
    /// Has Amazon grant an access token now, whatever serves: whether the credentials are good is known then.
    ProbeResult<Login> login(AmazonCredentials account);

    /// Where the seller may sell.
    ProbeResult<List<Participation>> participations(AmazonCredentials account, Duration timeout);

    /// Whether Amazon would take a number.
    ProbeResult<Preview> preview(AmazonCredentials account, QuantityUpdate update, Duration timeout);

    /// Amazon has granted a token.
    record Login() {}

    /// @param marketplace country code, `UK` for the United Kingdom
    /// @param participates the seller sells there
    /// @param suspended the seller's listings are inactive there
    record Participation(String marketplace, boolean participates, boolean suspended) {}

    /// What Amazon would do with a number.
    sealed interface Preview {
        record Valid() implements Preview {}

        /// Amazon would refuse it.
        ///
        /// @param reason for the merchant
        record Invalid(String reason) implements Preview {}
    }
}
