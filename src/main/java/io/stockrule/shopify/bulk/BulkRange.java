package io.stockrule.shopify.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Variants with ids in a range, both ends inclusive.
///
/// @param first 0 for the beginning
/// @param last empty for the end
record BulkRange(long first, OptionalLong last) {
    static final BulkRange ALL = new BulkRange(0, OptionalLong.empty());

    /// All of them, cut after each of these.
    ///
    /// @param lasts in their order, each once
    static List<BulkRange> divided(List<Long> lasts) {
        var ranges = new ArrayList<BulkRange>();
        long first = ALL.first();
        for (long last : lasts) {
            ranges.add(new BulkRange(first, OptionalLong.of(last)));
            first = last + 1;
        }
        ranges.add(new BulkRange(first, OptionalLong.empty()));
        return ranges;
    }

    boolean contains(long variantId) {
        return variantId >= first && (last.isEmpty() || variantId <= last.getAsLong());
    }

    /// In Shopify's search syntax; empty for all, which needs no search and so misses nothing that one would.
    String filter() {
        var from = first > 0 ? "id:>=" + first : "";
        var to = last.isPresent() ? "id:<=" + last.getAsLong() : "";
        return from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to;
    }
}
