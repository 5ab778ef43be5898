package io.stockrule.stock;

import java.util.OptionalLong;

/// What one warehouse holds of one inventory item.
///
/// @param available sellable units; negative when more was sold than there was, empty when unknown
/// @param active false for a level that Shopify has deactivated or whose warehouse is closed: such a level never counts
public record WarehouseStock(String warehouse, OptionalLong available, boolean active) {}
