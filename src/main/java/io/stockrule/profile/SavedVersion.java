package io.stockrule.profile;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import java.time.Instant;

/// A text that a Global Profile has or once had.
///
/// @param savedBy who saved it, for people
public record SavedVersion(int version, String text, Instant savedAt, String savedBy) {
    /// What the text means, with the names that there were when it was saved. It was accepted then, but the
    /// language may have become stricter.
    public Checked read() {
        return Checker.read(text, KnownNames.ANY);
    }
}
