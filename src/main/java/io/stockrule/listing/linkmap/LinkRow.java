package io.stockrule.listing.linkmap;

import io.stockrule.table.Mistake;
import java.util.Optional;
import java.util.OptionalInt;

/// One link that is wanted.
///
/// @param number of the line or the row that wants it, from 1
/// @param store the variant
/// @param packSize empty: as it is, or 1
/// @param channel who fulfils the Amazon SKU, in Amazon's word; empty where it is not known
/// @param mistake why it cannot be read; then the SKUs are empty
record LinkRow(
        int number,
        Store store,
        String amazonSku,
        OptionalInt packSize,
        Optional<String> channel,
        Optional<Mistake> mistake) {
    /// Which variant is meant.
    sealed interface Store {
        String sku();

        /// The one of the shop that has this SKU.
        record BySku(String sku) implements Store {}

        /// @param sku for people
        record ById(long variantId, String sku) implements Store {}
    }

    static LinkRow of(SkuFile.Line line) {
        return new LinkRow(
                line.number(),
                new Store.BySku(line.storeSku()),
                line.amazonSku(),
                OptionalInt.empty(),
                line.channel(),
                line.mistake());
    }

    String storeSku() {
        return store.sku();
    }
}
