package io.stockrule.profile;

import java.time.Instant;

/// A text that a Global Profile has or once had.
///
/// @param savedBy who saved it, for people
public record SavedVersion(int version, String text, Instant savedAt, String savedBy) {}
