package io.stockrule.profile;

/// A text on its way to be a version of a profile.
///
/// @param name of the profile, as its address says it
/// @param author who writes it, for people
record Draft(long merchantId, String name, String text, String author) {}
