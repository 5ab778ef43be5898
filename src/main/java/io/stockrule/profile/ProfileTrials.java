package io.stockrule.profile;

import io.stockrule.access.Problem;
import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Reads texts that are only tried, not saved.
@ApplicationScoped
public class ProfileTrials {
    private final MerchantChecks checks;

    ProfileTrials(MerchantChecks checks) {
        this.checks = checks;
    }

    /// @throws Problem 422 with every diagnostic when the text is not a profile
    public Profile read(long merchantId, String text) {
        return switch (checks.check(merchantId, text)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected ->
                throw new Problem(
                        422,
                        "profile-rejected",
                        "the text is not a profile",
                        Map.of("diagnostics", DiagnosticView.of(rejected.diagnostics(), "text", text)));
        };
    }
}
