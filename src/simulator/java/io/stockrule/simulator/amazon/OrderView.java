package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.amazon.AmazonOrder.Status;
import java.util.List;

/// An order as the Orders API tells it. How a line of which only a part is cancelled looks, no source says:
/// here what was executed is told with it, and what is left counts as unfulfilled.
final class OrderView {
    private OrderView() {}

    /// @param sets the data that was asked for
    static ObjectNode of(AmazonOrder order, List<String> sets) {
        var told = SimulatorJson.object()
                .put("orderId", order.orderId())
                .put("createdTime", order.placed().toString())
                .put("lastUpdatedTime", order.updated().toString());
        told.putObject("salesChannel").put("channelName", "AMAZON").put("marketplaceId", order.marketplace());
        if (sets.contains("FULFILLMENT")) {
            told.putObject("fulfillment")
                    .put("fulfillmentStatus", order.status().name())
                    .put("fulfilledBy", order.fulfilledBy().name())
                    .put("fulfillmentServiceLevel", "STANDARD");
        }
        var items = told.putArray("orderItems");
        order.items().forEach(item -> items.add(of(order, item, sets)));
        return told;
    }

    private static ObjectNode of(AmazonOrder order, AmazonOrder.Item item, List<String> sets) {
        var told = SimulatorJson.object().put("orderItemId", item.itemId()).put("quantityOrdered", item.ordered());
        told.putObject("product")
                .put("asin", item.asin())
                .put("title", item.title())
                .put("sellerSku", item.sku());
        if (sets.contains("FULFILLMENT")) {
            boolean shipped = order.status() == Status.SHIPPED;
            told.putObject("fulfillment")
                    .put("quantityFulfilled", shipped ? item.left() : 0)
                    .put("quantityUnfulfilled", shipped ? 0 : item.left());
        }
        if (sets.contains("CANCELLATION") && item.cancelled() > 0) {
            told.putObject("cancellation")
                    .putObject("cancellationExecution")
                    .put("cancelledBy", "MERCHANT")
                    .put("cancelReason", "Out of stock");
        }
        return told;
    }
}
