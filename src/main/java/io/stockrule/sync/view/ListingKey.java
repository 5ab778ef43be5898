package io.stockrule.sync.view;

/// One listing of one merchant.
record ListingKey(long merchantId, long listingId) {}
