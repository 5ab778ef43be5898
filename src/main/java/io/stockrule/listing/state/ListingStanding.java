package io.stockrule.listing.state;

import java.util.Arrays;
import java.util.Optional;

/// What a merchant recognises of a listing at a glance: whether it can be bought, and if not, whose turn it is. The
/// worst come first.
public enum ListingStanding {
    /// Something is wrong, and somebody has to do something about it.
    ERROR("Error"),
    /// It has no Amazon SKU.
    NOT_LINKED("Not linked"),
    /// It is linked, and no profile has decided a number for it yet.
    NOT_DECIDED("Not decided"),
    /// Nothing is sent, by a rule or by somebody's will: Amazon keeps what it shows.
    HELD("Held"),
    /// A number is on its way, or waits for Amazon.
    WAITING("Waiting"),
    /// Amazon fulfils it: its number is not ours.
    FBA("FBA, not ours"),
    /// 0 by a rule or by somebody's will.
    STOPPED("Stopped"),
    /// Amazon shows 0, as it should.
    SOLD_OUT("Sold out"),
    /// Amazon shows what it should, and more than 0.
    LIVE("Live");

    private final String displayName;

    ListingStanding(String displayName) {
        this.displayName = displayName;
    }

    public String displayName() {
        return displayName;
    }

    /// The one that merchants see under this name.
    public static Optional<ListingStanding> named(String displayName) {
        return Arrays.stream(values())
                .filter(standing -> standing.displayName.equals(displayName))
                .findFirst();
    }
}
