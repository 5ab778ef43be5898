package io.stockrule.sync;

import io.stockrule.listing.LinkedListing;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The facts of a listing of whose variant nothing is known: none.
final class NoFacts {
    private static final VariantFacts NONE =
            new VariantFacts("", "", "", "", List.of(), "", List.of(), false, false, List.of());

    private NoFacts() {}

    static ListingFacts of(LinkedListing listing) {
        return new ListingFacts(
                NONE,
                listing.marketplace(),
                listing.packSize(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
