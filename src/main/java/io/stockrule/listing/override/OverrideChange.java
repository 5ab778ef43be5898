package io.stockrule.listing.override;

/// What became of a wish to set or remove an override.
sealed interface OverrideChange {
    /// @param created there was none of its kind in force
    record Done(KeptOverride now, boolean created) implements OverrideChange {}

    /// It was set like this before, by whomever.
    record Unchanged(KeptOverride now) implements OverrideChange {}

    record Removed() implements OverrideChange {}

    record NoSuchListing() implements OverrideChange {}

    /// There is none of its kind in force.
    record NoneThere() implements OverrideChange {}

    /// Not the one that the caller had seen.
    record OutOfDate(long now) implements OverrideChange {}
}
