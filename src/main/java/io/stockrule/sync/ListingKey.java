package io.stockrule.sync;

/// One listing of one merchant.
record ListingKey(long merchantId, long listingId) {}
