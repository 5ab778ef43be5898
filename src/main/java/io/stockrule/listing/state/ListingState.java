package io.stockrule.listing.state;

/// Where a listing stands.
public record ListingState(ListingStatus status, ListingStanding standing) {
    /// A replica that does not know of standings yet changes the status alone: a standing is good for this status only.
    String standingOfStatus() {
        return status.name() + " " + standing.name();
    }
}
