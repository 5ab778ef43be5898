package io.stockrule.stockfile;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.ListingFacts;
import java.util.Optional;

/// Where units lie that a file calls just available: in a warehouse that counts.
///
/// @param name of the listings for which nothing else is said
/// @param differing the profile that says something else of some listings
record AWarehouse(String name, Optional<Profile> differing) {
    /// Where nobody looks at warehouses.
    static final AWarehouse NAMELESS = new AWarehouse("", Optional.empty());

    static AWarehouse of(Profile profile) {
        return new AWarehouse(
                profile.selection().aChosenWarehouse(),
                Optional.of(profile).filter(it -> it.limited().isOpen()));
    }

    /// Whether it is the same for all listings.
    boolean isOfAll() {
        return differing.isEmpty();
    }

    /// @param facts whose stock does not matter
    String of(ListingFacts facts) {
        return differing.map(it -> OneListing.aChosenWarehouse(it, facts)).orElse(name);
    }
}
