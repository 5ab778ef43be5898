package io.stockrule.stock.ledger;

import java.util.Comparator;

/// A collection of products of a shop.
///
/// @param collectionId Shopify's own
public record ShopCollection(long collectionId, String title) implements Comparable<ShopCollection> {
    private static final Comparator<ShopCollection> BY_TITLE =
            Comparator.comparing(ShopCollection::title).thenComparingLong(ShopCollection::collectionId);

    /// By title: Shopify gives them in any order.
    @Override
    public int compareTo(ShopCollection other) {
        return BY_TITLE.compare(this, other);
    }
}
