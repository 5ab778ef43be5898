package io.stockrule.simulator.shopify;

/// A warehouse of a shop.
///
/// @param fulfillmentService whether an application runs it, as Amazon's own warehouses may be
record ShopLocation(long id, String name, boolean active, boolean fulfillsOnlineOrders, boolean fulfillmentService) {}
