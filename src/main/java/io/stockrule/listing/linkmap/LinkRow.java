package io.stockrule.listing.linkmap;

import io.stockrule.table.Mistake;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One link that is wanted.
///
/// @param number of the line or the row that wants it, from 1
/// @param store the variant
/// @param meant what of the variant it is about
/// @param packSize empty: as it is, or 1
/// @param channel who fulfils the Amazon SKU, in Amazon's word; empty where it is not known
/// @param mistake why it cannot be read; then the SKUs are empty
record LinkRow(
        int number,
        Store store,
        Meant meant,
        String amazonSku,
        OptionalInt packSize,
        Optional<String> channel,
        Optional<Mistake> mistake) {
    /// Which variant is meant.
    sealed interface Store {
        String sku();

        /// The same for all that mean the same in the same way.
        Store key();

        /// The one of the shop that has this SKU.
        record BySku(String sku) implements Store {
            @Override
            public Store key() {
                return this;
            }
        }

        /// @param sku for people
        record ById(long variantId, String sku) implements Store {
            @Override
            public Store key() {
                return new ById(variantId, "");
            }
        }
    }

    /// What of the variant is to be linked.
    sealed interface Meant {
        /// Whether another listing may come beside those of the variant that are linked. A row that does not
        /// say the size of its pack may be a mistake, and must not have numbers sent to another product.
        boolean another();

        /// Whether it is about this listing, which is not linked.
        ///
        /// @param listing null: the listing comes of another row of the same table
        boolean mayBe(@Nullable Long listing);

        /// The one that is not linked, or else a new one.
        record Variant(boolean another) implements Meant {
            @Override
            public boolean mayBe(@Nullable Long listing) {
                return true;
            }
        }

        /// This one, and no other.
        record Listing(long listing) implements Meant {
            @Override
            public boolean another() {
                return false;
            }

            @Override
            public boolean mayBe(@Nullable Long other) {
                return other != null && other == listing;
            }
        }
    }

    static LinkRow of(SkuFile.Line line) {
        return new LinkRow(
                line.number(),
                new Store.BySku(line.storeSku()),
                new Meant.Variant(line.packSize().isPresent()),
                line.amazonSku(),
                line.packSize(),
                line.channel(),
                line.mistake());
    }

    String storeSku() {
        return store.sku();
    }
}
