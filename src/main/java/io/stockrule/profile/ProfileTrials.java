package io.stockrule.profile;

import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Reads texts that are only tried, not saved.
@ApplicationScoped
public class ProfileTrials {
    private final MerchantChecks checks;

    ProfileTrials(MerchantChecks checks) {
        this.checks = checks;
    }

    /// What a text turns out to be.
    public sealed interface Tried {
        record Usable(Profile profile) implements Tried {}

        /// It is no profile.
        ///
        /// @param diagnostics why, as HTTP clients see it
        record Rejected(List<DiagnosticView> diagnostics) implements Tried {}
    }

    public Tried read(long merchantId, String text) {
        return switch (checks.check(merchantId, text)) {
            case Checked.Accepted accepted -> new Tried.Usable(accepted.profile());
            case Checked.Rejected rejected ->
                new Tried.Rejected(DiagnosticView.of(rejected.diagnostics(), "text", text));
        };
    }
}
