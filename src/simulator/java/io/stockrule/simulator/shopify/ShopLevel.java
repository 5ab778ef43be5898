package io.stockrule.simulator.shopify;

import java.time.Instant;
import java.util.OptionalInt;

/// What one location has of one item.
///
/// @param available may be negative; empty for an untracked item
/// @param active false once disconnected; it keeps its quantity then
/// @param updated to the second
record ShopLevel(long item, long location, long id, OptionalInt available, boolean active, Instant updated) {}
