package io.stockrule.shopify.importing;

import io.stockrule.stock.ledger.ItemRead;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A part of a shop: all of its variants with ids in a range.
///
/// @param after exclusive
/// @param last nothing comes after it
record ImportPage(ShopPart part, long after, boolean last) {
    long lastVariantId() {
        return part.variants().isEmpty() ? after : part.variants().getLast().variantId();
    }

    /// Where the range ends, inclusive.
    long upTo() {
        return last ? Long.MAX_VALUE : lastVariantId();
    }

    List<Long> variantIds() {
        return part.variants().stream().map(Variant::variantId).toList();
    }

    int size() {
        return part.variants().size();
    }

    /// The variants from this one on, at most so many.
    ///
    /// @param from number of the first one, from 0
    ImportPage slice(int from, int most) {
        if (from == 0 && most >= size()) {
            return this;
        }
        var variants = part.variants().subList(from, Math.min(size(), from + most));
        var items = new HashMap<Long, ItemRead>();
        variants.forEach(variant -> items.put(
                variant.inventoryItemId(), Objects.requireNonNull(part.items().get(variant.inventoryItemId()))));
        return new ImportPage(
                new ShopPart(part.merchantId(), part.shopId(), variants, items, part.askedAt()),
                from == 0 ? after : part.variants().get(from - 1).variantId(),
                last && from + variants.size() == size());
    }

    /// All but the first ones; empty if there are no more.
    Optional<ImportPage> after(int first) {
        return first < size() ? Optional.of(slice(first, size() - first)) : Optional.empty();
    }

    /// Where pages come from.
    interface Source {
        /// The variants after this one.
        ///
        /// @param most as many as can be made use of at once; a source may have reasons for another number
        ImportPage page(long after, int most) throws Exception;
    }
}
