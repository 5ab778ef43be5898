package io.stockrule.stock;

import java.util.List;
import java.util.Set;

/// The stock or the facts of these inventory items are no longer what they were. Fired as a CDI event inside the
/// transaction that changed them, so that whoever listens marks its listings in the same commit.
///
/// @param moves by how much stock rose or fell, as far as it was certain before and after
public record StockChanged(Set<ItemKey> items, List<StockMove> moves) {
    public StockChanged {
        items = Set.copyOf(items);
        moves = List.copyOf(moves);
    }

    /// Something else than numbers has changed, or what they were before is not known.
    public StockChanged(Set<ItemKey> items) {
        this(items, List.of());
    }
}
