package io.stockrule.listing.override;

import io.stockrule.listing.override.OverrideRows.Place;
import io.stockrule.stock.ListingOverride;

/// An override that somebody wants a listing to have.
record OverrideWish(long listingId, ListingOverride override) {
    Place place() {
        return new Place(listingId, override.kind());
    }
}
