package io.stockrule.simulator.amazon;

import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.amazon.AmazonOrder.FulfilledBy;
import io.stockrule.simulator.amazon.AmazonOrder.Item;
import io.stockrule.simulator.amazon.AmazonOrder.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/// The orders of all sellers. Placing one lowers the quantity of the seller's own offer; cancelling it
/// raises it again only where control says so, since Amazon does the one or the other.
final class OrderBook {
    private final Store store;
    private final InstantSource clock;
    private final AmazonListings listings;

    OrderBook(Store store, InstantSource clock, AmazonListings listings) {
        this.store = store;
        this.clock = clock;
        this.listings = listings;
    }

    /// An order as control describes it; either `sku` and `units`, or `items`.
    ///
    /// @param units 1 if not given; no more are sold than there are
    /// @param fulfilledBy `MERCHANT` if not given; an order that Amazon fulfils lowers no quantity of the
    ///     seller's
    /// @param marketplace the first in which the SKU is sold if not given
    record Described(
            Optional<String> sku,
            Optional<Integer> units,
            Optional<List<Wanted>> items,
            Optional<FulfilledBy> fulfilledBy,
            Optional<Status> status,
            Optional<String> marketplace) {
        private List<Wanted> wanted() {
            return items.orElseGet(() -> List.of(new Wanted(sku.orElse(""), units)));
        }
    }

    record Wanted(String sku, Optional<Integer> units) {}

    /// What control changes of an order.
    ///
    /// @param cancel units of one SKU
    /// @param restocks whether Amazon offers again by itself what is cancelled by this
    record Change(Optional<Status> status, Optional<Wanted> cancel, Optional<Boolean> restocks) {}

    /// @param left on the offer
    private record Sold(Item item, int left) {}

    /// Places it.
    ///
    /// @return empty if there is no such offer of whoever fulfils it
    Optional<Map<String, Object>> place(String seller, Described described) {
        var by = described.fulfilledBy().orElse(FulfilledBy.MERCHANT);
        return store.with(_ -> {
            var sold = new ArrayList<Sold>();
            for (var wanted : described.wanted()) {
                var one = sell(seller, wanted, by);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                sold.add(one.get());
            }
            return Optional.of(placed(seller, described, by, sold));
        });
    }

    private Optional<Sold> sell(String seller, Wanted wanted, FulfilledBy by) {
        int units = wanted.units().orElse(1);
        return listings.find(seller, wanted.sku())
                .filter(listing -> by == FulfilledBy.AMAZON ? listing.isFba() : listing.isSellers())
                .map(listing -> {
                    var sold = by == FulfilledBy.AMAZON
                            ? new AmazonListings.Sale(units, 0)
                            : listings.sell(seller, listing, units);
                    var item = new Item(
                            "%014d".formatted(store.number(1)),
                            listing.sku(),
                            listing.asin(),
                            listing.name(),
                            sold.units(),
                            0);
                    return new Sold(item, sold.left());
                });
    }

    private Map<String, Object> placed(String seller, Described described, FulfilledBy by, List<Sold> sold) {
        var first = sold.getFirst();
        var marketplace = described
                .marketplace()
                .orElseGet(() -> listings.find(seller, first.item().sku())
                        .orElseThrow()
                        .marketplaces()
                        .getFirst());
        var items =
                sold.stream().map(Sold::item).filter(item -> item.ordered() > 0).toList();
        long number = store.number(1);
        var id = "%03d-%07d-%07d".formatted(300 + number % 100, number, number * 7919 % 10_000_000);
        if (!items.isEmpty()) {
            var now = clock.instant();
            var order =
                    new AmazonOrder(id, marketplace, by, described.status().orElse(Status.PENDING), items, now, now);
            store.use(h -> h.execute(
                    "insert into buyers_order (seller, order_id, placed, updated, doc) values (?, ?, ?, ?, ?)",
                    seller,
                    id,
                    now.toEpochMilli(),
                    now.toEpochMilli(),
                    SimulatorJson.text(order)));
        }
        return Map.of(
                "seller",
                seller,
                "sku",
                first.item().sku(),
                "units",
                first.item().ordered(),
                "quantity",
                first.left(),
                "orderId",
                items.isEmpty() ? "" : id);
    }

    /// @return empty if there is no such order
    Optional<AmazonOrder> change(String seller, String orderId, Change change) {
        return store.with(_ -> find(seller, orderId).map(order -> {
            Instant now = clock.instant();
            var fewer = change.cancel()
                    .map(some -> order.cancelling(some.sku(), some.units().orElse(1), now))
                    .orElse(order);
            var after = change.status().map(status -> fewer.is(status, now)).orElse(fewer);
            save(seller, after);
            if (change.restocks().orElse(false)) {
                restock(seller, order, after);
            }
            return after;
        }));
    }

    private void restock(String seller, AmazonOrder before, AmazonOrder after) {
        for (var item : before.items()) {
            int back = item.left() - after.item(item.sku()).map(Item::left).orElse(0);
            listings.find(seller, item.sku()).ifPresent(listing -> listings.putBack(seller, listing, back));
        }
    }

    private void save(String seller, AmazonOrder order) {
        store.use(h -> h.execute(
                "update buyers_order set updated = ?, doc = ? where seller = ? and order_id = ?",
                order.updated().toEpochMilli(),
                SimulatorJson.text(order),
                seller,
                order.orderId()));
    }

    Optional<AmazonOrder> find(String seller, String orderId) {
        return store.with(
                h -> h.createQuery("select doc from buyers_order where seller = :seller and order_id = :order")
                        .bind("seller", seller)
                        .bind("order", orderId)
                        .mapTo(String.class)
                        .map(doc -> SimulatorJson.read(doc, AmazonOrder.class))
                        .findOne());
    }

    /// Where an order stands among the others: by time, and by number where that is the same.
    record Place(long time, long number) {
        static final Place FIRST = new Place(Long.MIN_VALUE, 0);
    }

    record Placed(Place place, AmazonOrder order) {}

    /// Those from one moment on and before another, by placing or by change, in that order.
    ///
    /// @param past those at this moment or before are left out, if their number is not higher
    List<Placed> between(String seller, boolean byChange, long from, long before, Place past) {
        return store.with(h -> h.createQuery("select <time> at, id, doc from buyers_order where seller = :seller"
                        .concat(" and <time> >= :from and <time> < :before and (<time>, id) > (:pastTime, :past)")
                        .concat(" order by <time>, id")
                        .replace("<time>", byChange ? "updated" : "placed"))
                .bind("seller", seller)
                .bind("from", from)
                .bind("before", before)
                .bind("pastTime", past.time())
                .bind("past", past.number())
                .map((RowView row) -> new Placed(
                        new Place(row.getColumn("at", Long.class), row.getColumn("id", Long.class)),
                        SimulatorJson.read(row.getColumn("doc", String.class), AmazonOrder.class)))
                .list());
    }
}
