package io.stockrule.sync;

import io.stockrule.listing.LinkedListing;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;

/// One listing, decided.
record Decided(LinkedListing listing, int profileVersion, ListingFacts facts, Decision decision) {}
