package io.stockrule.stock.ledger;

/// A Shopify location that the merchant counts on.
///
/// @param locationId Shopify's own
/// @param name as profiles call it; unique within the shop
/// @param active the stock of a closed one never counts
public record Warehouse(long shopId, long locationId, String name, boolean active) {}
