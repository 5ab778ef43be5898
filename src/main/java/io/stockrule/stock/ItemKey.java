package io.stockrule.stock;

import io.stockrule.database.Columns;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;

/// One Shopify inventory item, the thing that is counted. Several variants may share one. Sorted order is the order in
/// which rows are locked, everywhere.
public record ItemKey(long merchantId, long shopId, long inventoryItemId) implements Comparable<ItemKey> {
    private static final Comparator<ItemKey> ORDER = Comparator.comparingLong(ItemKey::merchantId)
            .thenComparingLong(ItemKey::shopId)
            .thenComparingLong(ItemKey::inventoryItemId);

    @Override
    public int compareTo(ItemKey other) {
        return ORDER.compare(this, other);
    }

    /// The columns `merchants`, `shops` and `items`.
    public static <T> Columns<T> columns(Collection<T> rows, Function<? super T, ItemKey> item) {
        return Columns.of(rows)
                .longs("merchants", item.andThen(ItemKey::merchantId))
                .longs("shops", item.andThen(ItemKey::shopId))
                .longs("items", item.andThen(ItemKey::inventoryItemId));
    }

    public static Columns<ItemKey> columns(Collection<ItemKey> items) {
        return columns(items, Function.identity());
    }
}
