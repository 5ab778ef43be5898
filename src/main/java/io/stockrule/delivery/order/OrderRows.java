package io.stockrule.delivery.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.stockrule.database.Columns;
import io.stockrule.delivery.order.FallAttribution.Move;
import io.stockrule.delivery.order.OrderPart.End;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockMove;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// The tables `order_part` and `stock_move`. Parts are locked in key order, before moves, and before the
/// targets that are marked for them. A move and a part that come at the same moment may not see each other:
/// each reading looks at all once more.
final class OrderRows {
    private static final String LOCK = """
            select p.*
            from (select * from unnest(:merchants, :shops, :items) order by 1, 2, 3) k(merchant_id, shop_id, item)
            cross join lateral (
                select * from order_part o
                where (o.merchant_id, o.shop_id, o.inventory_item_id) = (k.merchant_id, k.shop_id, k.item)
                  and o.ended is null
                order by o.amazon_account_id, o.order_id, o.line_id
                for update) p
            """;

    private static final String MOVES = """
            select m.*
            from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
            cross join lateral (
                select * from stock_move m
                where (m.merchant_id, m.shop_id, m.inventory_item_id)
                    = (k.merchant_id, k.shop_id, k.inventory_item_id) and m.remaining <> 0
                offset 0) m
            order by m.moved_at
            """;

    private OrderRows() {}

    /// Parts of these items that count, locked.
    static List<OrderPart> lockOpen(Handle handle, SortedSet<ItemKey> items) {
        return ItemKey.columns(items)
                .bindTo(handle.createQuery(LOCK))
                .map((RowView row) -> part(row))
                .list();
    }

    /// Notes what stock did. What it did in the same second elsewhere counts together with it.
    static void record(Handle handle, Collection<StockMove> moves) {
        ItemKey.columns(moves, StockMove::item)
                .times("times", StockMove::at)
                .longs("units", StockMove::units)
                .bindTo(handle.createUpdate("""
                        insert into stock_move
                            (merchant_id, shop_id, inventory_item_id, moved_at, units, remaining)
                        select merchant_id, shop_id, item, at, sum(units), sum(units)
                        from unnest(:merchants, :shops, :items, :times, :units) m(merchant_id, shop_id, item, at, units)
                        group by 1, 2, 3, 4 order by 1, 2, 3, 4
                        on conflict (merchant_id, shop_id, inventory_item_id, moved_at) do update
                        set units = stock_move.units + excluded.units,
                            remaining = stock_move.remaining + excluded.remaining
                        """))
                .execute();
    }

    /// Ends those of the parts that stock shows, and writes what has become of all.
    ///
    /// @param parts of these items, all that count, locked
    /// @param change what else becomes of them, before
    /// @return the items of which other units count now
    static Set<ItemKey> settle(Handle handle, List<OrderPart> parts, UnaryOperator<OrderPart> change, Instant now) {
        if (parts.isEmpty()) {
            return Set.of();
        }
        Map<ItemKey, List<OrderPart>> byItem =
                parts.stream().collect(groupingBy(part -> part.key().item()));
        Map<ItemKey, List<Move>> moves = moves(handle, byItem.keySet());
        var written = new ArrayList<OrderPart>();
        var used = new ArrayList<Used>();
        var changed = new HashSet<ItemKey>();
        byItem.forEach((item, before) -> {
            var told = before.stream().map(change).toList();
            var known = moves.getOrDefault(item, List.of());
            var result = FallAttribution.of(
                    told.stream().filter(part -> part.ended().isEmpty()).toList(), known);
            var after = new HashSet<>(result.parts());
            told.stream().filter(part -> part.ended().isPresent()).forEach(after::add);
            after.removeAll(before);
            written.addAll(after);
            for (int i = 0; i < known.size(); i++) {
                if (!known.get(i).equals(result.moves().get(i))) {
                    used.add(new Used(item, result.moves().get(i)));
                }
            }
            if (!after.isEmpty()) {
                changed.add(item);
            }
        });
        write(handle, written, now);
        use(handle, used);
        return changed;
    }

    private record Used(ItemKey item, Move move) {}

    private static Map<ItemKey, List<Move>> moves(Handle handle, Collection<ItemKey> items) {
        return ItemKey.columns(items)
                .bindTo(handle.createQuery(MOVES))
                .map((RowView row) -> new Used(
                        item(row),
                        new Move(row.getColumn("moved_at", Instant.class), row.getColumn("remaining", Long.class))))
                .stream()
                .collect(groupingBy(Used::item, mapping(Used::move, toList())));
    }

    private static void write(Handle handle, Collection<OrderPart> parts, Instant now) {
        if (parts.isEmpty()) {
            return;
        }
        OrderPart.columns(parts)
                .longs("units", OrderPart::units)
                .times("held", part -> part.heldSince().orElse(null))
                .times("expiry", OrderPart::expiresAt)
                .texts("ends", part -> part.ended().map(End::name).orElse(null))
                .bindTo(handle.createUpdate("""
                        update order_part p set units = n.units, held_since = n.held, expires_at = n.expiry,
                            ended = n.ended, ended_at = case when n.ended is not null then :now::timestamptz end
                        from unnest(:merchants, :shops, :items, :accounts, :orders, :lines, :units, :held, :expiry, :ends)
                            n(merchant_id, shop_id, item, account, order_id, line_id, units, held, expiry, ended)
                        where (p.merchant_id, p.shop_id, p.inventory_item_id, p.amazon_account_id, p.order_id, p.line_id)
                            = (n.merchant_id, n.shop_id, n.item, n.account, n.order_id, n.line_id)
                        """))
                .bind("now", now)
                .execute();
    }

    private static void use(Handle handle, Collection<Used> moves) {
        if (moves.isEmpty()) {
            return;
        }
        Columns<Used> columns = ItemKey.columns(moves, Used::item)
                .times("times", used -> used.move().at())
                .longs("remaining", used -> used.move().remaining());
        columns.bindTo(handle.createUpdate("""
                        update stock_move m set remaining = n.remaining
                        from unnest(:merchants, :shops, :items, :times, :remaining)
                            n(merchant_id, shop_id, item, at, remaining)
                        where (m.merchant_id, m.shop_id, m.inventory_item_id, m.moved_at)
                            = (n.merchant_id, n.shop_id, n.item, n.at)
                        """)).execute();
    }

    static OrderPart part(RowView row) {
        return new OrderPart(
                new OrderPart.Key(
                        item(row),
                        row.getColumn("amazon_account_id", Long.class),
                        row.getColumn("order_id", String.class),
                        row.getColumn("line_id", String.class)),
                row.getColumn("each", Long.class),
                row.getColumn("units", Long.class),
                row.getColumn("placed_at", Instant.class),
                Optional.ofNullable(row.getColumn("held_since", Instant.class)),
                row.getColumn("expires_at", Instant.class),
                Optional.ofNullable(row.getColumn("ended", String.class)).map(End::valueOf));
    }

    static ItemKey item(RowView row) {
        return new ItemKey(
                row.getColumn("merchant_id", Long.class),
                row.getColumn("shop_id", Long.class),
                row.getColumn("inventory_item_id", Long.class));
    }
}
