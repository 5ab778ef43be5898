package io.stockrule.stock;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/// Binds many keys to one statement, as `unnest(:merchants, :shops, :items)`.
final class Keys {
    static final Comparator<ItemKey> ITEM_ORDER = Comparator.comparingLong(ItemKey::merchantId)
            .thenComparingLong(ItemKey::shopId)
            .thenComparingLong(ItemKey::inventoryItemId);

    private Keys() {}

    static <S extends SqlStatement<S>> S bindItems(S statement, Collection<ItemKey> items) {
        return statement
                .bindArray("merchants", Long.class, column(items, ItemKey::merchantId))
                .bindArray("shops", Long.class, column(items, ItemKey::shopId))
                .bindArray("items", Long.class, column(items, ItemKey::inventoryItemId));
    }

    static <S extends SqlStatement<S>> S bindLevels(S statement, Collection<LevelKey> levels) {
        return bindItems(statement, column(levels, LevelKey::item))
                .bindArray("locations", Long.class, column(levels, LevelKey::locationId));
    }

    static <T, C> List<C> column(Collection<T> rows, Function<T, C> value) {
        return rows.stream().map(value).toList();
    }
}
