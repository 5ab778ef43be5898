package io.stockrule.stock;

import java.util.Comparator;

/// One inventory item at one location. Sorted order is the order in which rows are locked, everywhere.
record LevelKey(ItemKey item, long locationId) implements Comparable<LevelKey> {
    private static final Comparator<LevelKey> ORDER =
            Comparator.comparing(LevelKey::item, Keys.ITEM_ORDER).thenComparingLong(LevelKey::locationId);

    static LevelKey of(LevelReport report) {
        return new LevelKey(report.item(), report.locationId());
    }

    @Override
    public int compareTo(LevelKey other) {
        return ORDER.compare(this, other);
    }
}
