package io.stockrule.delivery.marketplace;

import java.time.Instant;

/// One seller SKU in an order.
///
/// @param orderId Amazon's, as the buyer sees it
/// @param lineId Amazon's, of this line within the order
/// @param sellerSku exactly as Amazon stores it
/// @param ordered how often the buyer ordered what is offered (packs, where packs are), 0 or more
/// @param units of these, those that are not cancelled
/// @param placedAt when the buyer ordered
/// @param updatedAt when Amazon or the seller last changed anything of the order
public record OrderedLine(
        String orderId, String lineId, String sellerSku, int ordered, int units, Instant placedAt, Instant updatedAt) {
    public OrderedLine {
        if (units < 0 || units > ordered) {
            throw new IllegalArgumentException("0 to %d units are left of a line, was %d".formatted(ordered, units));
        }
    }
}
