package io.stockrule.stock;

import java.util.List;
import java.util.Set;

/// The stock or the facts of these inventory items are no longer what they were. Fired as a CDI event inside the
/// transaction that changed them, so that whoever listens marks its listings in the same commit.
///
/// @param held items of which only what is held beside what is available is another now, or is known
///     no more: hardly any profile looks at that
/// @param moves by how much stock rose or fell, as far as it was certain before and after
public record StockChanged(Set<ItemKey> items, List<StockMove> moves, Set<ItemKey> held) {
    public StockChanged {
        items = Set.copyOf(items);
        held = Set.copyOf(held);
        moves = List.copyOf(moves);
    }

    /// Something else than numbers has changed, or what they were before is not known.
    public StockChanged(Set<ItemKey> items) {
        this(items, List.of(), Set.of());
    }
}
