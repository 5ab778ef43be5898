package io.stockrule.profile;

import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads texts that are only tried, not saved.
@ApplicationScoped
public class ProfileTrials {
    private final MerchantChecks checks;
    private final Profiles profiles;

    ProfileTrials(MerchantChecks checks, Profiles profiles) {
        this.checks = checks;
        this.profiles = profiles;
    }

    /// What a text turns out to be.
    public sealed interface Tried {
        record Usable(Profile profile) implements Tried {}

        /// It is no profile.
        ///
        /// @param diagnostics why, as HTTP clients see it
        record Rejected(List<DiagnosticView> diagnostics) implements Tried {}

        /// No Global Profile of the merchant has this name.
        record Unknown() implements Tried {}

        /// Neither a name nor a text was given, or both.
        record Unclear() implements Tried {}
    }

    /// @param name of a Global Profile in force
    /// @param text of one to be tried
    public Tried read(long merchantId, @Nullable String name, @Nullable String text) {
        if (name != null && text == null) {
            return profiles.inForce(merchantId, name)
                    .<Tried>map(inForce -> new Tried.Usable(inForce.profile()))
                    .orElseGet(Tried.Unknown::new);
        }
        return text != null && name == null ? read(merchantId, text) : new Tried.Unclear();
    }

    public Tried read(long merchantId, String text) {
        return switch (checks.check(merchantId, text)) {
            case Checked.Accepted accepted -> new Tried.Usable(accepted.profile());
            case Checked.Rejected rejected ->
                new Tried.Rejected(DiagnosticView.of(rejected.diagnostics(), "text", text));
        };
    }
}
