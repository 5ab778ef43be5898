package io.stockrule.delivery;

/// A request that has left, as whoever made it remembers it.
///
/// @param fence which of the target's requests it was
/// @param number the wish it fulfils
record Departed(long fence, long number, int quantity) {}
