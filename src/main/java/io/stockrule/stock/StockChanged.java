package io.stockrule.stock;

import java.util.Set;

/// The stock or the facts of these inventory items are no longer what they were. Fired as a CDI event inside the
/// transaction that changed them, so that whoever listens marks its listings in the same commit.
public record StockChanged(Set<ItemKey> items) {
    public StockChanged {
        items = Set.copyOf(items);
    }
}
