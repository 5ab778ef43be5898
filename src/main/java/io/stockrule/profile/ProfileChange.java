package io.stockrule.profile;

import io.stockrule.language.Diagnostic;
import java.util.List;
import java.util.OptionalInt;

/// What became of a request to put another text in force.
sealed interface ProfileChange {
    /// The text is in force.
    ///
    /// @param warnings what the merchant should look at all the same
    /// @param created there was no profile of this name before
    record Saved(SavedVersion version, List<Diagnostic> warnings, boolean created) implements ProfileChange {}

    /// The text is no profile; the version in force is untouched.
    record Rejected(List<Diagnostic> diagnostics) implements ProfileChange {}

    /// Another version is in force than the caller believed.
    ///
    /// @param version the one in force; empty when there is no such profile
    record OutOfDate(OptionalInt version) implements ProfileChange {}
}
