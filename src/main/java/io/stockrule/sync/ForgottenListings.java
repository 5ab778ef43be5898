package io.stockrule.sync;

import io.stockrule.listing.ListingsForgotten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Jdbi;

/// Deletes what was decided about listings that are to be forgotten.
@ApplicationScoped
class ForgottenListings {
    private final Jdbi database;

    ForgottenListings(Jdbi database) {
        this.database = database;
    }

    void forget(@Observes ListingsForgotten gone) {
        database.useHandle(handle -> handle.createUpdate(
                        "delete from decision where merchant_id = :merchant and listing_id = any(:listings)")
                .bind("merchant", gone.merchantId())
                .bindArray("listings", Long.class, gone.listingIds())
                .execute());
    }
}
