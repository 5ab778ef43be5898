package io.stockrule.shopify.importing;

import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.Variant;
import java.util.List;

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
}
