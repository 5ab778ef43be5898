package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.OrderedLine;
import io.stockrule.delivery.marketplace.OrdersAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer of `searchOrders`, as far as stock needs it (`SearchOrdersResponse` in
/// https://github.com/amzn/selling-partner-api-models/blob/main/models/orders-api-model/orders_2026-01-01.json).
///
/// @param lastUpdatedBefore what was updated later is not in it
record OrdersPage(
        @Nullable List<@Nullable WireOrder> orders,
        @Nullable Pagination pagination,
        @Nullable String lastUpdatedBefore) {
    record Pagination(@Nullable String nextToken) {}

    record WireOrder(
            @Nullable String orderId,
            @Nullable String createdTime,
            @Nullable String lastUpdatedTime,
            @Nullable WireFulfillment fulfillment,
            @Nullable List<@Nullable WireItem> orderItems) {
        /// As Amazon was asked for the seller's own only, one that does not say is the seller's.
        private boolean isAmazons() {
            return fulfillment != null && "AMAZON".equals(fulfillment.fulfilledBy());
        }

        private boolean isCancelled() {
            return fulfillment != null && "CANCELLED".equals(fulfillment.fulfillmentStatus());
        }
    }

    record WireFulfillment(
            @Nullable String fulfillmentStatus, @Nullable String fulfilledBy) {}

    record WireItem(
            @Nullable String orderItemId,
            @Nullable Integer quantityOrdered,
            @Nullable WireProduct product,
            @Nullable WireCancellation cancellation,
            @Nullable WireProgress fulfillment) {
        /// How many are not cancelled. The model does not say how a line looks of which a part is
        /// cancelled: where one was executed, what is fulfilled or still to be is taken for what is left;
        /// where that is not told, nothing is.
        private int units(int ordered) {
            if (cancellation == null || cancellation.cancellationExecution() == null) {
                return ordered;
            }
            return fulfillment == null ? 0 : Math.clamp(fulfillment.known(), 0, ordered);
        }
    }

    record WireProduct(@Nullable String sellerSku) {}

    record WireCancellation(@Nullable WireExecution cancellationExecution) {}

    record WireExecution(@Nullable String cancelledBy) {}

    record WireProgress(
            @Nullable Integer quantityFulfilled, @Nullable Integer quantityUnfulfilled) {
        private long known() {
            return (long) Objects.requireNonNullElse(quantityFulfilled, 0)
                    + Objects.requireNonNullElse(quantityUnfulfilled, 0);
        }
    }

    /// `orders` is required; without it this is another answer.
    boolean isComplete() {
        return orders != null;
    }

    OrdersAnswer.Page told() {
        var lines = new ArrayList<OrderedLine>();
        var odd = new ArrayList<String>();
        for (var order : Objects.requireNonNullElse(orders, List.<WireOrder>of())) {
            if (order == null) {
                odd.add("an order is null");
            } else if (!order.isAmazons()) {
                read(order, lines, odd);
            }
        }
        return new OrdersAnswer.Page(
                lines,
                Optional.ofNullable(pagination).map(Pagination::nextToken).filter(token -> !token.isEmpty()),
                time(lastUpdatedBefore),
                odd.isEmpty() ? Optional.empty() : Optional.of(ForeignText.clean(odd.getFirst())));
    }

    private static void read(WireOrder order, List<OrderedLine> lines, List<String> odd) {
        var placed = time(order.createdTime());
        var updated = time(order.lastUpdatedTime());
        if (!isStorable(order.orderId()) || placed.isEmpty() || updated.isEmpty() || order.orderItems() == null) {
            odd.add("order %s lacks its times or its items".formatted(order.orderId()));
            return;
        }
        for (var item : order.orderItems()) {
            if (item == null
                    || !isStorable(item.orderItemId())
                    || item.quantityOrdered() == null
                    || item.quantityOrdered() < 0
                    || item.product() == null
                    || !isStorable(item.product().sellerSku())) {
                odd.add("an item of order %s lacks its id, its quantity or its SKU".formatted(order.orderId()));
                continue;
            }
            int ordered = item.quantityOrdered();
            lines.add(new OrderedLine(
                    String.valueOf(order.orderId()),
                    String.valueOf(item.orderItemId()),
                    String.valueOf(item.product().sellerSku()),
                    ordered,
                    order.isCancelled() ? 0 : item.units(ordered),
                    placed.get(),
                    updated.get()));
        }
    }

    /// One line with a text that no database takes must not spoil the others.
    private static boolean isStorable(@Nullable String text) {
        return text != null && ForeignText.clean(text).equals(text);
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
