package io.stockrule.delivery.wish;

import io.stockrule.listing.TargetKey;
import java.time.Instant;

/// What is handed over for one target.
///
/// @param marketplace country code of one of its listings
/// @param asked true when a person wants the number sent even if it is the one last sent
/// @param reasons the decision behind it (listing, facts, trace, profile version), kept with the number for ever
/// @param cause what it is a consequence of
public record Wanted(
        TargetKey target,
        String marketplace,
        Wish wish,
        boolean asked,
        String reasons,
        Cause cause,
        Instant decidedAt) {}
