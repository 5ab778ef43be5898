package io.stockrule.sync.action;

/// What a person wants done with listings, under the name that merchants know.
enum ListingAction {
    /// Decided and sent again, changed or not.
    UPDATE_QUANTITY("Update Quantity"),
    /// To 0 on Amazon, whatever the profile says, until resumed.
    STOP("Stop"),
    /// To 0, and out of the list as soon as Amazon shows it.
    STOP_AND_REMOVE("Stop & Remove"),
    /// What was stopped is decided by its profile again.
    RESUME("Resume");

    private final String title;

    ListingAction(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
