package io.stockrule.stock.ledger;

/// A location as Shopify describes it.
///
/// @param locationId Shopify's own
/// @param sellsOnline orders of the online shop are fulfilled from there (`fulfillsOnlineOrders`); a place that only
///     sells over the counter has stock that Amazon's customers cannot have
/// @param othersStock an application runs it, so that it may be Amazon's own warehouse: to publish its stock as the
///     merchant's could count the same units twice
public record Location(long locationId, String name, boolean active, boolean sellsOnline, boolean othersStock) {
    /// Whether its stock counts until the merchant says otherwise.
    boolean countsAtFirst() {
        return active && sellsOnline && !othersStock;
    }
}
