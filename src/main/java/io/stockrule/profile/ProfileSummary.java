package io.stockrule.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.profile.ProfileUses.Use;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A profile in a list of them.
///
/// @param quantity how much it lists, in the words of the language; absent when its text is no profile any more, as are
///     the warnings
/// @param warnings how many there are about its text
/// @param lists the Selling Lists that follow it, in the order of their names
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ProfileSummary(
        String name,
        int version,
        Instant createdAt,
        Instant savedAt,
        Optional<String> quantity,
        OptionalInt warnings,
        List<Use> lists) {}
