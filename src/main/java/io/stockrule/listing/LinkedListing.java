package io.stockrule.listing;

import io.stockrule.listing.stop.Stop;
import io.stockrule.stock.VariantKey;
import java.util.Optional;

/// A listing with its Amazon SKU, as far as deciding and sending it need.
///
/// @param marketplace country code of its Selling List, such as `DE`
/// @param profileId the Global Profile of its Selling List
/// @param left its product is in no collection of its Selling List any more
/// @param stopped by a person, whatever its profile says
public record LinkedListing(
        long listingId,
        TargetKey target,
        VariantKey variant,
        long profileId,
        String marketplace,
        int packSize,
        boolean left,
        Optional<Stop> stopped) {}
