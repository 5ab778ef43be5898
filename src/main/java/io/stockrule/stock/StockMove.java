package io.stockrule.stock;

import java.time.Instant;

/// Shopify's stock of an item at one location rose or fell from one number that was known to another.
///
/// @param units more than 0 if it rose, less if it fell; never 0
/// @param at Shopify's time of the newer number, in whole seconds; of several changes that came as one, the
///     last
public record StockMove(ItemKey item, long units, Instant at) {}
