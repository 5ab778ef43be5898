package io.stockrule.stock.ledger;

/// A location as Shopify describes it.
///
/// @param locationId Shopify's own
/// @param othersStock an application runs it, so that it may be Amazon's own warehouse: to publish its stock as the
///     merchant's could count the same units twice
public record Location(long locationId, String name, boolean active, boolean othersStock) {}
