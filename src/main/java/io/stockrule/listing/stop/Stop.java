package io.stockrule.listing.stop;

import java.time.Instant;

/// A person wants nothing of a listing to be sold.
///
/// @param by who, as the activity log names them
/// @param leaves the listing leaves its list as soon as Amazon shows the 0
public record Stop(Instant at, String by, boolean leaves) {}
