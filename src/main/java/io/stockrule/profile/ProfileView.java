package io.stockrule.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A profile's version as HTTP clients see it.
///
/// @param diagnostics warnings about the text, in the answer to a save only
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ProfileView(
        String name,
        int version,
        String text,
        Instant savedAt,
        String savedBy,
        Optional<List<DiagnosticView>> diagnostics) {
    static ProfileView of(String name, SavedVersion version) {
        return new ProfileView(
                name, version.version(), version.text(), version.savedAt(), version.savedBy(), Optional.empty());
    }

    static ProfileView of(String name, ProfileChange.Saved saved) {
        var version = saved.version();
        return new ProfileView(
                name,
                version.version(),
                version.text(),
                version.savedAt(),
                version.savedBy(),
                Optional.of(DiagnosticView.of(saved.warnings(), name, version.text())));
    }
}
