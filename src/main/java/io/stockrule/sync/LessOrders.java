package io.stockrule.sync;

import io.stockrule.delivery.order.OrderedUnits;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.stock.TraceStep;
import io.stockrule.stock.VariantKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// What is wanted of a target, less what was ordered on Amazon and Shopify does not know yet. It is taken
/// from the number that the profile came to, not from the stock that the profile is told of: a profile that
/// lists 4 of 100 lists 3 while one of them is ordered, so that what is sent is never more than Amazon
/// shows after the order.
///
/// @param step what was subtracted, for whoever asks why; empty if nothing was
record LessOrders(Wish wish, Optional<TraceStep> step) {
    static final String RULE = "Ordered on Amazon";

    /// @param listings all of one target
    static LessOrders of(Wish decided, List<Decided> listings, Map<VariantKey, OrderedUnits> ordered) {
        if (ordered.isEmpty() || !(decided instanceof Wish.Number number) || number.quantity() == 0) {
            return new LessOrders(decided, Optional.empty());
        }
        return listings.stream()
                .map(one -> of(number, one, ordered.getOrDefault(one.listing().variant(), OrderedUnits.NONE)))
                .min(Comparator.comparingInt(LessOrders::quantity))
                .orElseThrow();
    }

    /// Never below 0, and never more than was decided.
    private static LessOrders of(Wish.Number decided, Decided one, OrderedUnits ordered) {
        int packSize = one.listing().packSize();
        long packs = ordered.packs(packSize);
        if (packs == 0) {
            return new LessOrders(decided, Optional.empty());
        }
        int left = Math.toIntExact(Math.max(0, decided.quantity() - packs));
        return new LessOrders(
                new Wish.Number(left, decided.handlingDays(), decided.stopped()),
                Optional.of(new TraceStep(
                        RULE, OptionalLong.of(decided.quantity()), OptionalLong.of(left), ordered.sentence(packSize))));
    }

    private int quantity() {
        return ((Wish.Number) Objects.requireNonNull(wish)).quantity();
    }
}
