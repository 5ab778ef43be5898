package io.stockrule.simulator.amazon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a buyer has ordered of one seller.
///
/// @param marketplace its id
/// @param items at least one
/// @param updated when anything of it last changed
record AmazonOrder(
        String orderId,
        String marketplace,
        FulfilledBy fulfilledBy,
        Status status,
        List<Item> items,
        Instant placed,
        Instant updated) {
    /// The model's `fulfilledBy`.
    enum FulfilledBy {
        MERCHANT,
        AMAZON
    }

    /// The model's `FulfillmentStatus`.
    enum Status {
        PENDING_AVAILABILITY,
        PENDING,
        UNSHIPPED,
        PARTIALLY_SHIPPED,
        SHIPPED,
        CANCELLED,
        UNFULFILLABLE
    }

    /// One SKU of it.
    ///
    /// @param cancelled how many of those that were ordered
    record Item(String itemId, String sku, String asin, String title, int ordered, int cancelled) {
        private Item cancelling(int units) {
            return new Item(itemId, sku, asin, title, ordered, Math.min(ordered, cancelled + units));
        }

        int left() {
            return ordered - cancelled;
        }
    }

    AmazonOrder is(Status next, Instant now) {
        var cancelledAll = next == Status.CANCELLED
                ? items.stream().map(item -> item.cancelling(item.left())).toList()
                : items;
        return new AmazonOrder(orderId, marketplace, fulfilledBy, next, cancelledAll, placed, now);
    }

    /// Cancels some units of one SKU; with the last of all, the order.
    AmazonOrder cancelling(String sku, int units, Instant now) {
        var fewer = items.stream()
                .map(item -> item.sku().equals(sku) ? item.cancelling(units) : item)
                .toList();
        boolean all = fewer.stream().allMatch(item -> item.left() == 0);
        return new AmazonOrder(orderId, marketplace, fulfilledBy, all ? Status.CANCELLED : status, fewer, placed, now);
    }

    Optional<Item> item(String sku) {
        return items.stream().filter(item -> item.sku().equals(sku)).findFirst();
    }
}
