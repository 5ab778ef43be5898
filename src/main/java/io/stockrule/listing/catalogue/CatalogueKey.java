package io.stockrule.listing.catalogue;

import io.stockrule.listing.AccountKey;

/// One Amazon account in one marketplace.
///
/// @param marketplace country code
public record CatalogueKey(AccountKey account, String marketplace) {
    public long merchantId() {
        return account.merchantId();
    }

    public long amazonAccountId() {
        return account.amazonAccountId();
    }
}
