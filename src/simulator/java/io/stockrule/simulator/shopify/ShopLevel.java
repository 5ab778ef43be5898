package io.stockrule.simulator.shopify;

import java.time.Instant;
import java.util.OptionalInt;

/// What one location has of one item.
///
/// @param available may be negative; empty for an untracked item
/// @param committed to orders that are not fulfilled yet
/// @param incoming on its way here
/// @param active false once disconnected; it keeps its quantity then
/// @param updated to the second
record ShopLevel(
        long item,
        long location,
        long id,
        OptionalInt available,
        int committed,
        int incoming,
        boolean active,
        Instant updated) {
    /// Nothing is reserved or damaged here.
    int onHand() {
        return available.orElse(0) + committed;
    }
}
