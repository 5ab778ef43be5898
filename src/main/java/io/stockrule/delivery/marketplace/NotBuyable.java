package io.stockrule.delivery.marketplace;

/// An offer that cannot be bought.
///
/// @param words what Amazon says about it; empty when it says nothing
public record NotBuyable(Obstacle obstacle, String words) {}
