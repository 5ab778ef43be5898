package io.stockrule.delivery.catalogue;

import io.stockrule.listing.AccountKey;
import java.time.Instant;
import java.util.Optional;

/// A step that is due with the report of an account in one marketplace.
///
/// @param fence of this step: when it is over it is written down only if no other began meanwhile
/// @param failures in a row
/// @param waiting the report that Amazon is making
record CatalogueReport(AccountKey account, String marketplace, long fence, int failures, Optional<Made> waiting) {
    /// @param id Amazon's
    record Made(String id, Instant askedAt) {}

    @Override
    public String toString() {
        return "the listings report of %s for %s".formatted(account, marketplace);
    }
}
