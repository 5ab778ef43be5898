package io.stockrule.delivery.target;

/// A request that has left, as whoever made it remembers it.
///
/// @param fence which of the target's requests it was
/// @param number the wish it fulfils
public record Departed(long fence, long number, int quantity) {}
