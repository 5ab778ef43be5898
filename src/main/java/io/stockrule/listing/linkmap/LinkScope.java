package io.stockrule.listing.linkmap;

import io.stockrule.listing.SellingList;
import io.stockrule.listing.catalogue.CatalogueKey;

/// What is to be linked.
sealed interface LinkScope {
    Among among();

    /// Variants of a shop, in a Selling List; one that is not in it yet may come into it.
    record OfList(SellingList list, long shopId) implements LinkScope {
        @Override
        public Among among() {
            return new Among.OfShop(list.merchantId, shopId);
        }
    }

    /// What is in any Selling List of an account in a marketplace, and not linked.
    record OfAccount(CatalogueKey key) implements LinkScope {
        @Override
        public Among among() {
            return new Among.NotLinked(key);
        }
    }
}
