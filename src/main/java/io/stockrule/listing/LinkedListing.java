package io.stockrule.listing;

import io.stockrule.stock.VariantKey;

/// A listing with its Amazon SKU, as far as deciding and sending it need.
///
/// @param marketplace country code of its Selling List, such as `DE`
/// @param profileId the Global Profile of its Selling List
/// @param left its product is in no collection of its Selling List any more
public record LinkedListing(
        long listingId,
        TargetKey target,
        VariantKey variant,
        long profileId,
        String marketplace,
        int packSize,
        boolean left) {}
