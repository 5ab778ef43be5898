package io.stockrule.stockfile;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.ListingFacts;

/// Where units lie that a file calls just available: in a warehouse that counts.
record AWarehouse(Profile profile) {
    /// Whether it is the same for all listings.
    boolean isOfAll() {
        return !profile.limited().isOpen();
    }

    /// Of all listings.
    String name() {
        return profile.selection().aChosenWarehouse();
    }

    /// @param facts whose stock does not matter
    String of(ListingFacts facts) {
        return OneListing.aChosenWarehouse(profile, facts);
    }
}
