package io.stockrule.sync;

import io.stockrule.listing.LinkedListing;
import io.stockrule.rules.RulesInUse;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;

/// One listing, decided.
///
/// @param rules the files that it depends on
/// @param gone the shop no longer has its variant, so nobody was asked what to make of it
public record Decided(
        LinkedListing listing,
        int profileVersion,
        RulesInUse rules,
        ListingFacts facts,
        Decision decision,
        boolean gone) {
    Decided(LinkedListing listing, int profileVersion, RulesInUse rules, ListingFacts facts, Decision decision) {
        this(listing, profileVersion, rules, facts, decision, false);
    }
}
