package io.stockrule.delivery.order;

import java.util.List;

/// Units of a variant that were ordered on Amazon and that Shopify does not know yet.
///
/// @param taken of each item that the variant is made of
/// @param orders Amazon's ids of the orders, the oldest first; of very many some
public record OrderedUnits(List<Taken> taken, List<String> orders) {
    public static final OrderedUnits NONE = new OrderedUnits(List.of(), List.of());

    private static final int MOST_NAMED = 5;

    public OrderedUnits {
        taken = List.copyOf(taken);
        orders = List.copyOf(orders);
    }

    /// @param each how many of the item make one of the variant, 1 or more
    /// @param units of the item
    public record Taken(long each, long units) {
        private long packs(int packSize) {
            return Math.ceilDiv(units, each * packSize);
        }
    }

    /// How many packs cannot be made of what was ordered: a pack that is touched is gone.
    ///
    /// @param packSize units of the variant in a pack, 1 or more
    public long packs(int packSize) {
        return taken.stream().mapToLong(one -> one.packs(packSize)).max().orElse(0);
    }

    /// For whoever asks why a number is lower than its profile says: `− 3 units ordered on Amazon that
    /// Shopify does not know yet (order 302-1234567-1234567)`.
    public String sentence(int packSize) {
        long packs = packs(packSize);
        var what = packSize > 1
                ? "%d %s of %d units".formatted(packs, packs == 1 ? "pack" : "packs", packSize)
                : "%d %s".formatted(packs, packs == 1 ? "unit" : "units");
        return "− %s ordered on Amazon that Shopify does not know yet (%s)".formatted(what, named());
    }

    private String named() {
        var first = String.join(", ", orders.stream().limit(MOST_NAMED).toList());
        return orders.size() > MOST_NAMED
                ? "orders %s and others".formatted(first)
                : "%s %s".formatted(orders.size() == 1 ? "order" : "orders", first);
    }
}
