package io.stockrule.shopify;

import java.util.List;
import java.util.Map;

/// What goes with a shop when it is deleted, and what stays.
///
/// @param linkedListings those of the listings that have an Amazon SKU: their numbers are kept up no more
/// @param sellingLists that have listings of the shop
/// @param atAmazon what becomes of the numbers there
/// @param kept what is not deleted
public record DeletionOutlook(
        long listings,
        long linkedListings,
        long sellingLists,
        long warehouses,
        long variants,
        String atAmazon,
        List<String> kept) {
    private static final String AT_AMAZON =
            "Amazon goes on showing the numbers that were sent last; nothing is set to 0."
                    + " A number that is on its way still arrives";

    /// The history of what was sent belongs to the Amazon account: it says why Amazon shows what it shows.
    private static final List<String> KEPT = List.of(
            "the Selling Lists, without the shop's listings",
            "the numbers that were sent to Amazon, each with the stock and the profile that it came from",
            "the names of vendors, product types, tags and collections, as long as there is another shop");

    static DeletionOutlook of(long listings, long linked, long lists, long warehouses, long variants) {
        return new DeletionOutlook(listings, linked, lists, warehouses, variants, AT_AMAZON, KEPT);
    }

    /// The figures, for somebody who has seen others.
    Map<String, Object> figures() {
        return Map.of(
                "listings", listings,
                "linkedListings", linkedListings,
                "sellingLists", sellingLists,
                "warehouses", warehouses,
                "variants", variants);
    }
}
