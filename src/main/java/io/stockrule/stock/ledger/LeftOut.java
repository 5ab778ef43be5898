package io.stockrule.stock.ledger;

/// How many of a shop's variants do not go to Amazon by themselves, and why. A variant can be in several of these.
///
/// @param withoutSku nothing can be linked to them by its SKU
/// @param withSharedSku another variant of the shop has the same, so that it says nothing of which one is meant
/// @param giftCards there is nothing of them to be stocked, so none is proposed
/// @param uncounted Shopify does not count them, so their stock is unknown
public record LeftOut(long withoutSku, long withSharedSku, long giftCards, long uncounted) {}
