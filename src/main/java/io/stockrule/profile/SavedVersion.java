package io.stockrule.profile;

import io.stockrule.access.Problem;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import java.time.Instant;
import java.util.Map;

/// A text that a Global Profile has or once had.
///
/// @param savedBy who saved it, for people
public record SavedVersion(int version, String text, Instant savedAt, String savedBy) {
    /// What the text means. It was accepted, with the names that there were then.
    ///
    /// @throws Problem 409 when it was saved before the language became stricter
    Profile profile(String name) {
        return switch (Checker.read(text, KnownNames.ANY)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected ->
                throw new Problem(
                        409,
                        "profile-outdated",
                        "the saved text is no profile any more; correct it and save it",
                        Map.of("diagnostics", DiagnosticView.of(rejected.diagnostics(), name, text)));
        };
    }
}
