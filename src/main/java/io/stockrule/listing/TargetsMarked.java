package io.stockrule.listing;

/// Targets have become stale. Fired in the transaction that marks them, so whoever decides them waits for its end.
///
/// @param lane in which they wait
public record TargetsMarked(Lane lane) {}
