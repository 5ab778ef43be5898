package io.stockrule.profile;

import io.stockrule.language.Profile;

/// A Global Profile as it decides now.
///
/// @param version from 1; goes up with every change of the text
public record ProfileInForce(long profileId, int version, Profile profile) {}
