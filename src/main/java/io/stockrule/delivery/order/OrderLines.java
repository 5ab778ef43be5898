package io.stockrule.delivery.order;

import io.stockrule.database.Columns;
import io.stockrule.delivery.marketplace.OrderedLine;
import io.stockrule.delivery.order.OrderPart.Restock;
import io.stockrule.delivery.order.OrderPart.Told;
import io.stockrule.listing.AccountKey;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Stores what Amazon tells of orders, and what follows for the items. Whoever calls has locked the
/// account's row of `order_reading`, so there is one at a time for each account.
@ApplicationScoped
class OrderLines {
    /// Of an order that was placed before, only what is known already changes. One whose time is over does not count,
    /// but
    /// tells that something was sold.
    private static final String STORE = """
            insert into order_line (merchant_id, amazon_account_id, order_id, line_id, seller_sku, ordered, units,
                placed_at, updated_at, expires_at, resolved)
            select :merchantId, :amazonAccountId, n.*, n.placed_at + :expiry::interval, n.units = 0
            from unnest(:orders, :lines, :skus, :ordered, :units, :placed, :updated)
                n(order_id, line_id, seller_sku, ordered, units, placed_at, updated_at)
            where n.placed_at >= :since and n.placed_at > :forgotten
            order by n.order_id, n.line_id
            on conflict (merchant_id, amazon_account_id, order_id, line_id) do update
            set ordered = excluded.ordered, units = excluded.units, updated_at = excluded.updated_at
            where order_line.updated_at <= excluded.updated_at
            """;

    /// What is linked now. A bundle takes of each of its parts that Shopify counts. A listing that is in a
    /// list before one that has left, then the first.
    private static final String RESOLVE = """
            with linked as materialized (
                select distinct on (l.order_id, l.line_id) l.*, li.shop_id, li.variant_id, li.pack_size
                from order_line l
                join listing li on li.merchant_id = l.merchant_id and li.amazon_account_id = l.amazon_account_id
                    and li.seller_sku = l.seller_sku
                join shop s on s.merchant_id = li.merchant_id and s.shop_id = li.shop_id
                where l.merchant_id = :merchantId and l.amazon_account_id = :amazonAccountId
                    and not l.resolved and l.units > 0 and l.expires_at > :now
                order by l.order_id, l.line_id, li.left_at is not null, li.listing_id),
            sold as materialized (
                select k.*, v.inventory_item_id, v.bundle
                from linked k cross join lateral (
                    select * from variant v
                    where (v.merchant_id, v.shop_id, v.variant_id) = (k.merchant_id, k.shop_id, k.variant_id)
                    offset 0) v),
            takes as (
                select k.*, k.inventory_item_id item, k.pack_size::bigint each from sold k where not k.bundle
                union all
                select k.*, pv.inventory_item_id, k.pack_size * p.quantity
                from sold k
                cross join lateral (
                    select * from bundle_part p
                    where (p.merchant_id, p.shop_id, p.bundle_id) = (k.merchant_id, k.shop_id, k.variant_id)
                    offset 0) p
                cross join lateral (
                    select inventory_item_id from variant pv
                    where (pv.merchant_id, pv.shop_id, pv.variant_id) = (p.merchant_id, p.shop_id, p.part_id)
                    offset 0) pv
                left join lateral (
                    select tracked from inventory_item i
                    where (i.merchant_id, i.shop_id, i.inventory_item_id)
                        = (p.merchant_id, p.shop_id, pv.inventory_item_id)
                    offset 0) i on true
                where k.bundle and coalesce(i.tracked, true)),
            added as (
                insert into order_part (merchant_id, shop_id, inventory_item_id, amazon_account_id, order_id, line_id,
                    each, units, placed_at, expires_at)
                select merchant_id, shop_id, item, amazon_account_id, order_id, line_id,
                    sum(each), sum(each) * units, placed_at, expires_at
                from takes
                group by 1, 2, 3, 4, 5, 6, units, placed_at, expires_at
                order by 1, 2, 3, 4, 5, 6
                on conflict do nothing
                returning merchant_id, shop_id, inventory_item_id),
            resolved as (
                update order_line l set resolved = true from linked k
                where (l.merchant_id, l.amazon_account_id, l.order_id, l.line_id)
                    = (k.merchant_id, k.amazon_account_id, k.order_id, k.line_id))
            select distinct * from added
            """;

    private static final String OPEN_ITEMS = """
            select distinct merchant_id, shop_id, inventory_item_id from order_part
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and ended is null
            """;

    private static final String OF_ORDERS = OPEN_ITEMS + " and order_id = any(:orders)";

    /// What is told of lines whose parts count.
    private static final String TOLD = """
            select distinct l.*, a.restock_cancelled
            from unnest(:merchants, :accounts, :orders, :lines) k(merchant_id, amazon_account_id, order_id, line_id)
            join amazon_account a using (merchant_id, amazon_account_id)
            cross join lateral (
                select * from order_line l
                where (l.merchant_id, l.amazon_account_id, l.order_id, l.line_id)
                    = (k.merchant_id, k.amazon_account_id, k.order_id, k.line_id)
                offset 0) l
            """;

    private final InstantSource time;
    private final OrderConfig config;
    private final Event<StockChanged> changed;

    OrderLines(InstantSource time, OrderConfig config, Event<StockChanged> changed) {
        this.time = time;
        this.config = config;
        this.changed = changed;
    }

    /// Stores a page.
    ///
    /// @param since of the account: orders that were placed before do not count
    void store(Handle handle, AccountKey account, Instant since, List<OrderedLine> lines) {
        var newest = newest(lines);
        columns(newest)
                .bindTo(handle.createUpdate(STORE))
                .bindMethods(account)
                .bind("since", since)
                .bind("forgotten", time.instant().minus(LeftOrders.remembered(config.expiry())))
                .bind("expiry", config.expiry().toMillis() + " milliseconds")
                .execute();
        var added = resolve(handle, account);
        var known = Columns.of(newest)
                .texts("orders", OrderedLine::orderId)
                .bindTo(handle.createQuery(OF_ORDERS))
                .bindMethods(account);
        settle(handle, added, items(known));
    }

    /// Looks at all that counts once more: what was linked meanwhile, what Shopify did at the same moment,
    /// another policy.
    void lookOverAll(Handle handle, AccountKey account) {
        settle(
                handle,
                resolve(handle, account),
                items(handle.createQuery(OPEN_ITEMS).bindMethods(account)));
    }

    /// Ends what has expired.
    ///
    /// @return whether there may be more
    boolean expire(Handle handle, int most) {
        var expired = items(handle.createQuery("""
                        select distinct merchant_id, shop_id, inventory_item_id from (
                            select * from order_part where ended is null and expires_at <= :now
                            order by expires_at limit :most) due
                        """).bind("now", time.instant()).bind("most", most));
        settle(handle, Set.of(), expired);
        return !expired.isEmpty();
    }

    private SortedSet<ItemKey> resolve(Handle handle, AccountKey account) {
        return new TreeSet<>(handle.createQuery(RESOLVE)
                .bindMethods(account)
                .bind("now", time.instant())
                .map((RowView row) -> OrderRows.item(row))
                .list());
    }

    /// @param added items of which parts came that were not there before
    /// @param others whose parts are to be looked at
    private void settle(Handle handle, Set<ItemKey> added, Collection<ItemKey> others) {
        var items = new TreeSet<>(added);
        items.addAll(others);
        if (items.isEmpty()) {
            return;
        }
        var now = time.instant();
        var parts = OrderRows.lockOpen(handle, items);
        var told = told(handle, parts);
        var changes = new HashSet<>(added);
        changes.addAll(OrderRows.settle(handle, parts, part -> after(part, told.get(lineOf(part)), now), now));
        if (!changes.isEmpty()) {
            changed.fire(new StockChanged(changes));
        }
    }

    private OrderPart after(OrderPart part, @Nullable Told told, Instant now) {
        var timely = part.at(now);
        return told == null || timely.ended().isPresent() ? timely : timely.after(told, now, config.expiry());
    }

    private record LineKey(AccountKey account, String orderId, String lineId) {}

    private static LineKey lineOf(OrderPart part) {
        return new LineKey(
                part.key().accountKey(), part.key().orderId(), part.key().lineId());
    }

    private static Map<LineKey, Told> told(Handle handle, Collection<OrderPart> parts) {
        var told = new HashMap<LineKey, Told>();
        OrderPart.columns(parts)
                .bindTo(handle.createQuery(TOLD))
                .map((RowView row) -> read(row))
                .forEach(entry -> told.put(entry.getKey(), entry.getValue()));
        return told;
    }

    private static Map.Entry<LineKey, Told> read(RowView row) {
        var account = new AccountKey(
                row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class));
        return Map.entry(
                new LineKey(account, row.getColumn("order_id", String.class), row.getColumn("line_id", String.class)),
                new Told(
                        row.getColumn("units", Long.class),
                        row.getColumn("updated_at", Instant.class),
                        Restock.valueOf(row.getColumn("restock_cancelled", String.class))));
    }

    /// Of each line what was told last, in the order of their keys; Amazon may name one twice.
    private static Collection<OrderedLine> newest(List<OrderedLine> lines) {
        var newest = new TreeMap<String, OrderedLine>();
        lines.forEach(line -> newest.merge(
                line.orderId() + " " + line.lineId(),
                line,
                (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other));
        return newest.values();
    }

    private static Columns<OrderedLine> columns(Collection<OrderedLine> lines) {
        return Columns.of(lines)
                .texts("orders", OrderedLine::orderId)
                .texts("lines", OrderedLine::lineId)
                .texts("skus", OrderedLine::sellerSku)
                .ints("ordered", OrderedLine::ordered)
                .ints("units", OrderedLine::units)
                .times("placed", OrderedLine::placedAt)
                .times("updated", OrderedLine::updatedAt);
    }

    private static List<ItemKey> items(Query query) {
        return query.map((RowView row) -> OrderRows.item(row)).list();
    }
}
