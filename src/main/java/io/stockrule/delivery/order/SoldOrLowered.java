package io.stockrule.delivery.order;

import static java.util.stream.Collectors.toMap;

import io.stockrule.database.Columns;
import io.stockrule.delivery.LoweredNumbers;
import io.stockrule.delivery.LoweredNumbers.Lowered;
import io.stockrule.delivery.change.Attribution;
import io.stockrule.delivery.change.Change;
import io.stockrule.delivery.change.ChangeRows;
import io.stockrule.delivery.change.ChangeRows.Kept;
import io.stockrule.delivery.change.Writer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// Looks for what seemed to be sales in the orders that have been read: what no order explains was lowered by hand.
@ApplicationScoped
class SoldOrLowered {
    private static final int AT_ONCE = 500;

    /// Amazon's number may lag behind an order by as much. An order is rather taken for the reason twice than a sale
    /// for
    /// somebody's doing.
    private static final Duration LATE = Duration.ofMinutes(15);

    /// Amazon's clock and ours.
    private static final Duration APART = Duration.ofMinutes(1);

    private final LoweredNumbers lowered;
    private final InstantSource time;
    private final OrderConfig config;

    SoldOrLowered(LoweredNumbers lowered, InstantSource time, OrderConfig config) {
        this.lowered = lowered;
        this.time = time;
        this.config = config;
    }

    /// Tells of some what they were. Whoever calls has locked the account's row of `order_reading`.
    ///
    /// @param until orders that were changed before have been read
    /// @param after an id to go on from
    /// @return the id to go on from; empty when there are no more
    OptionalLong tell(Handle handle, OrderReading reading, Instant until, long after) {
        var falls = ChangeRows.doubtful(handle, reading.account(), until.minus(APART), after, AT_ONCE);
        if (falls.isEmpty()) {
            return OptionalLong.empty();
        }
        Map<Long, List<Change>> found = found(handle, reading, falls);
        var byHand = new HashMap<String, Lowered>(); // of each SKU the last
        for (var fall : falls) {
            var noticed = fall.noticed();
            found.getOrDefault(fall.id(), List.of()).stream()
                    .filter(change -> change.writer() == Writer.SELLER_CENTRAL)
                    .forEach(change -> byHand.put(
                            noticed.sellerSku(), new Lowered(noticed.sellerSku(), change.after(), noticed.at())));
        }
        var later = lowered.answer(handle, reading.account(), byHand.values());
        ChangeRows.tellByOrders(
                handle,
                reading.account(),
                falls.stream()
                        .filter(fall -> !later.contains(fall.noticed().sellerSku()))
                        .toList(),
                found);
        return OptionalLong.of(falls.getLast().id());
    }

    private Map<Long, List<Change>> found(Handle handle, OrderReading reading, List<Kept> falls) {
        var forgotten = time.instant().minus(LeftOrders.remembered(config.expiry()));
        var knownSince = reading.since().isAfter(forgotten) ? reading.since() : forgotten;
        var known = falls.stream()
                .filter(fall -> fall.noticed().change().after()
                        < fall.noticed().change().before())
                .filter(fall -> fall.noticed()
                        .since()
                        .filter(since -> since.minus(LATE).isAfter(knownSince))
                        .isPresent())
                .toList();
        Map<Long, Long> ordered = ordered(handle, reading, known);
        return known.stream()
                .collect(toMap(
                        Kept::id,
                        fall -> Attribution.withOrders(fall.noticed().change(), ordered.getOrDefault(fall.id(), 0L))));
    }

    private static Map<Long, Long> ordered(Handle handle, OrderReading reading, Collection<Kept> falls) {
        return Columns.of(falls)
                .longs("ids", Kept::id)
                .texts("skus", fall -> fall.noticed().sellerSku())
                .times("since", fall -> fall.noticed().since().orElseThrow().minus(LATE))
                .times("until", fall -> fall.noticed().at().plus(APART))
                .bindTo(handle.createQuery("""
                        select k.id, sum(l.ordered) units
                        from unnest(:ids, :skus, :since, :until) k(id, seller_sku, since, until)
                        join order_line l on l.merchant_id = :merchantId and l.amazon_account_id = :amazonAccountId
                            and l.seller_sku = k.seller_sku and l.placed_at > k.since and l.placed_at <= k.until
                        group by k.id
                        """))
                .bindMethods(reading.account())
                .map((row, _) -> Map.entry(row.getLong(1), row.getLong(2)))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
