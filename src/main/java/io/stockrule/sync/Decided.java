package io.stockrule.sync;

import io.stockrule.listing.LinkedListing;
import io.stockrule.rules.RulesInUse;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;

/// One listing, decided.
///
/// @param rules the files that it depends on
record Decided(LinkedListing listing, int profileVersion, RulesInUse rules, ListingFacts facts, Decision decision) {}
