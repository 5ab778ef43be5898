package io.stockrule.stock.ledger;

import io.stockrule.database.Columns;
import io.stockrule.stock.ItemKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;

/// One inventory item at one location. Sorted order is the order in which rows are locked, everywhere.
public record LevelKey(ItemKey item, long locationId) implements Comparable<LevelKey> {
    private static final Comparator<LevelKey> ORDER =
            Comparator.comparing(LevelKey::item).thenComparingLong(LevelKey::locationId);

    static LevelKey of(LevelReport report) {
        return new LevelKey(report.item(), report.locationId());
    }

    @Override
    public int compareTo(LevelKey other) {
        return ORDER.compare(this, other);
    }

    /// The columns `merchants`, `shops`, `items` and `locations`.
    static <T> Columns<T> columns(Collection<T> rows, Function<? super T, LevelKey> level) {
        return ItemKey.columns(rows, level.andThen(LevelKey::item))
                .longs("locations", level.andThen(LevelKey::locationId));
    }

    static Columns<LevelKey> columns(Collection<LevelKey> levels) {
        return columns(levels, Function.identity());
    }
}
