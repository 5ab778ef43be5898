package io.stockrule.language.meaning;

import io.stockrule.language.Profile;
import io.stockrule.stock.ListingFacts;

/// Which statements of a profile are for a listing.
public final class OneListing {
    private OneListing() {}

    /// What the profile says of this listing at this time, for this listing alone; the profile itself where it says the
    /// same of all.
    public static Profile profile(Profile profile, ListingFacts facts) {
        var circumstances = Circumstances.without(facts); // no condition of a statement looks at an amount
        return profile.of(limited -> circumstances.hold(limited.where()));
    }

    /// Where units of this listing lie that are just available: in a warehouse that counts.
    ///
    /// @param facts whose stock does not matter
    public static String aChosenWarehouse(Profile profile, ListingFacts facts) {
        return profile(profile, facts).selection().aChosenWarehouse();
    }
}
