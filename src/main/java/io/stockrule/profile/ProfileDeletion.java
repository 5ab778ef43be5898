package io.stockrule.profile;

/// What became of a profile that was to be deleted. In all cases but the first it is untouched.
sealed interface ProfileDeletion {
    record Deleted() implements ProfileDeletion {}

    record NoSuchProfile() implements ProfileDeletion {}

    /// Every merchant keeps the profile called Default.
    record IsDefault() implements ProfileDeletion {}

    /// A Selling List follows it.
    record InUse(long profileId) implements ProfileDeletion {}

    /// Another version is in force than the caller believed.
    ///
    /// @param version the one in force
    record OutOfDate(int version) implements ProfileDeletion {}
}
