package io.stockrule.listing.state;

import java.util.Arrays;
import java.util.Optional;

/// Where a listing stands, in the words that merchants see.
public enum ListingStatus {
    NOT_LINKED("Not Linked"),
    PENDING_LINKING("Pending Linking"),
    LINKED("Linked"),
    LINKING_ERROR("Linking Error"),
    PENDING_QUANTITY_UPDATE("Pending Quantity Update"),
    UPDATE_ERROR("Update Error"),
    STOPPED("Stopped");

    private final String displayName;

    ListingStatus(String displayName) {
        this.displayName = displayName;
    }

    public String displayName() {
        return displayName;
    }

    /// The status that merchants see under this name.
    public static Optional<ListingStatus> named(String displayName) {
        return Arrays.stream(values())
                .filter(status -> status.displayName.equals(displayName))
                .findFirst();
    }
}
