package io.stockrule.listing.account;

import java.util.List;
import java.util.Map;

/// What goes with an Amazon account when it is deleted, and what stays.
///
/// @param sellingLists those of the account
/// @param listings that are in them
/// @param linkedListings those of the listings that have an Amazon SKU: their numbers are kept up no more
/// @param atAmazon what becomes of the numbers there
/// @param gone what is deleted
/// @param kept what is not deleted
public record AccountDeletionOutlook(
        long sellingLists, long listings, long linkedListings, String atAmazon, List<String> gone, List<String> kept) {
    private static final String AT_AMAZON =
            "Amazon goes on showing the numbers that were sent last; nothing is set to 0."
                    + " What waits to be sent is not sent any more; a number that is on its way still arrives";

    private static final List<String> GONE = List.of(
            "the account with its client secret and refresh token, at once",
            "its Selling Lists, with the collections that they follow",
            "their listings, with the links to Amazon SKUs and what was decided for them last");

    /// Every number that was sent can be explained for ever: it may be asked about when nobody sells there any more.
    private static final List<String> KEPT = List.of(
            "the Global Profiles",
            "the shops, and the listings of their products in Selling Lists of other accounts",
            "the numbers that were sent to Amazon, each with the stock and the profile that it came from, and whose"
                    + " they were: the account's name, region and seller ID. If the same seller is connected again,"
                    + " the explanations of its listings show them",
            "the app's permission at Amazon: that is taken back in Seller Central");

    static AccountDeletionOutlook of(long lists, long listings, long linked) {
        return new AccountDeletionOutlook(lists, listings, linked, AT_AMAZON, GONE, KEPT);
    }

    /// The figures, for somebody who has seen others.
    Map<String, Object> figures() {
        return Map.of("sellingLists", sellingLists, "listings", listings, "linkedListings", linkedListings);
    }
}
