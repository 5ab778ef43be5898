package io.stockrule.listing;

import java.util.List;

/// These listings are gone together with all that is known of them. Told in the transaction that deletes them.
public record ListingsForgotten(long merchantId, List<Long> listingIds) {
    public ListingsForgotten {
        listingIds = List.copyOf(listingIds);
    }
}
