package io.stockrule.delivery.catalogue;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.catalogue.CatalogueKey;
import java.time.Instant;
import java.util.Optional;

/// A step that is due with the report of an account in one marketplace.
///
/// @param fence of this step: when it is over it is written down only if no other began meanwhile
/// @param failures in a row
/// @param daily whether the account is large enough to be looked at by it every day; else somebody wants it
/// @param waiting the report that Amazon is making
record CatalogueReport(
        AccountKey account, String marketplace, long fence, int failures, boolean daily, Optional<Made> waiting) {
    /// @param id Amazon's
    record Made(String id, Instant askedAt) {}

    CatalogueKey key() {
        return new CatalogueKey(account, marketplace);
    }

    @Override
    public String toString() {
        return "the listings report of %s for %s".formatted(account, marketplace);
    }
}
