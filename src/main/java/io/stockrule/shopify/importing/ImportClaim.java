package io.stockrule.shopify.importing;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.bulk.BulkKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// An import that the caller may go on with until its lease ends.
///
/// @param fence number of the lease
/// @param lastVariantId all up to this one are in
/// @param way how the variants are read; empty before anything was
/// @param stage holds all that bulk operations found; empty before it does
/// @param staged how many rows that is
record ImportClaim(
        ShopKey shop,
        long importId,
        long fence,
        long lastVariantId,
        Optional<Way> way,
        OptionalLong stage,
        long staged,
        Instant startedAt) {
    enum Way {
        /// Questions one after the other, each for as many variants as it may be.
        PAGES,
        /// Files that Shopify writes.
        BULK
    }

    BulkKey bulk() {
        return new BulkKey(shop, importId);
    }
}
