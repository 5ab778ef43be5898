package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.toMap;

import io.stockrule.database.Columns;
import io.stockrule.database.Statements;
import io.stockrule.stock.ItemKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The table `stock_level`, a statement per batch. Rows are created and locked in key order, levels before items, so
/// that two transactions at once cannot wait for each other.
public final class LevelRows {
    private static final String ADD = """
            insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id)
            select * from unnest(:merchants, :shops, :items, :locations) order by 1, 2, 3, 4
            on conflict do nothing
            """;

    private LevelRows() {}

    /// @param untracked items of the levels that Shopify does not count
    record Locked(Map<LevelKey, Level> levels, Set<ItemKey> untracked) {}

    /// Creates the rows that are missing, as levels not seen yet, and locks all. Then looks at their items.
    static Locked lock(Handle handle, SortedSet<LevelKey> keys) {
        return Statements.send(
                LevelKey.columns(keys).bindTo(handle.createQuery("""
                <add>;
                select l.*
                from (select * from unnest(:merchants, :shops, :items, :locations) order by 1, 2, 3, 4)
                    k(merchant_id, shop_id, inventory_item_id, location_id)
                cross join lateral (
                    select * from stock_level s
                    where (s.merchant_id, s.shop_id, s.inventory_item_id, s.location_id)
                        = (k.merchant_id, k.shop_id, k.inventory_item_id, k.location_id)
                    for update) l;
                <untracked>
                """.replace("<add>", ADD)
                        .replace("<untracked>", ItemRows.UNTRACKED))),
                answers -> {
                    answers.skip();
                    return new Locked(byKey(answers.next(LevelRows::row)), Set.copyOf(answers.next(ItemRows::key)));
                });
    }

    /// Those of the levels that are there, unlocked.
    static Map<LevelKey, Level> read(Handle handle, SortedSet<LevelKey> keys) {
        return read(LevelKey.columns(keys).bindTo(handle.createQuery("""
                select l.*
                from unnest(:merchants, :shops, :items, :locations)
                    k(merchant_id, shop_id, inventory_item_id, location_id)
                cross join lateral (
                    select * from stock_level s
                    where (s.merchant_id, s.shop_id, s.inventory_item_id, s.location_id)
                        = (k.merchant_id, k.shop_id, k.inventory_item_id, k.location_id)
                    offset 0) l
                """)));
    }

    /// @param items those that have a row
    record Known(Map<ItemKey, ItemRows.Row> items, Map<LevelKey, Level> levels) {}

    /// What is known of these items, then all of their levels, unlocked.
    static Known known(Handle handle, Collection<ItemKey> items) {
        return Statements.send(
                ItemKey.columns(items).bindTo(handle.createQuery("""
                <items>;
                select l.*
                from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                cross join lateral (
                    select * from stock_level s
                    where (s.merchant_id, s.shop_id, s.inventory_item_id)
                        = (k.merchant_id, k.shop_id, k.inventory_item_id)
                    offset 0) l
                """.replace("<items>", ItemRows.READ))), answers -> {
                    var known = ItemRows.byKey(answers.next(ItemRows::entry));
                    return new Known(known, byKey(answers.next(LevelRows::row)));
                });
    }

    /// Adds levels that nobody has added meanwhile.
    ///
    /// @return whether that was so of all
    static boolean insert(Handle handle, SortedMap<LevelKey, Level> levels) {
        return levels.isEmpty()
                || columns(levels).bindTo(handle.createUpdate("""
                insert into stock_level
                    (merchant_id, shop_id, inventory_item_id, location_id,
                    available, updated_at, state, on_hand, committed, incoming, held_at)
                select * from unnest(:merchants, :shops, :items, :locations,
                    :available, :updated, :states, :onHand, :committed, :incoming, :heldAt)
                order by 1, 2, 3, 4
                on conflict do nothing
                """)).execute() == levels.size();
    }

    /// Locks all levels of these items.
    ///
    /// @param keys levels that shall exist
    static Map<LevelKey, Level> lockAll(Handle handle, Collection<ItemKey> items, SortedSet<LevelKey> keys) {
        LevelKey.columns(keys).bindTo(handle.createUpdate(ADD)).execute();
        return read(ItemKey.columns(items).bindTo(handle.createQuery("""
                select l.*
                from (select * from unnest(:merchants, :shops, :items) order by 1, 2, 3)
                    k(merchant_id, shop_id, inventory_item_id)
                cross join lateral (
                    select * from stock_level s
                    where (s.merchant_id, s.shop_id, s.inventory_item_id)
                        = (k.merchant_id, k.shop_id, k.inventory_item_id)
                    order by s.location_id
                    for update) l
                """)));
    }

    /// Writes levels that are locked.
    static void write(Handle handle, Map<LevelKey, Level> levels) {
        if (levels.isEmpty()) {
            return;
        }
        columns(levels).bindTo(handle.createUpdate("""
                update stock_level l set available = n.available, updated_at = n.updated_at, state = n.state,
                    on_hand = n.on_hand, committed = n.committed, incoming = n.incoming, held_at = n.held_at
                from unnest(:merchants, :shops, :items, :locations,
                    :available, :updated, :states, :onHand, :committed, :incoming, :heldAt)
                    n(merchant_id, shop_id, inventory_item_id, location_id,
                    available, updated_at, state, on_hand, committed, incoming, held_at)
                where (l.merchant_id, l.shop_id, l.inventory_item_id, l.location_id)
                    = (n.merchant_id, n.shop_id, n.inventory_item_id, n.location_id)
                """)).execute();
    }

    private static Columns<Map.Entry<LevelKey, Level>> columns(Map<LevelKey, Level> levels) {
        return LevelKey.columns(levels.entrySet(), Map.Entry::getKey)
                .longs("available", row -> available(row.getValue()))
                .times("updated", row -> row.getValue().updatedAt().orElse(null))
                .texts("states", row -> row.getValue().state().name())
                .ints("onHand", row -> held(row.getValue(), Holding::onHand))
                .ints("committed", row -> held(row.getValue(), Holding::committed))
                .ints("incoming", row -> held(row.getValue(), Holding::incoming))
                .times("heldAt", row -> held(row.getValue(), Holding::at));
    }

    private static <T> @Nullable T held(Level level, Function<Holding, T> part) {
        return level.holding().map(part).orElse(null);
    }

    private static @Nullable Long available(Level level) {
        return level.available().isPresent() ? level.available().getAsLong() : null;
    }

    private static Map<LevelKey, Level> read(Query query) {
        return byKey(query.map(LevelRows::row).list());
    }

    private static Map<LevelKey, Level> byKey(Collection<Map.Entry<LevelKey, Level>> rows) {
        return rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map.Entry<LevelKey, Level> row(ResultSet row, StatementContext context) throws SQLException {
        return Map.entry(key(row), level(row));
    }

    public static LevelKey key(ResultSet row) throws SQLException {
        var item = new ItemKey(row.getLong("merchant_id"), row.getLong("shop_id"), row.getLong("inventory_item_id"));
        return new LevelKey(item, row.getLong("location_id"));
    }

    public static Level level(ResultSet row) throws SQLException {
        return new Level(
                number(row), time(row, "updated_at"), Level.State.valueOf(row.getString("state")), holding(row));
    }

    private static OptionalLong number(ResultSet row) throws SQLException {
        long number = row.getLong("available");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Optional<Holding> holding(ResultSet row) throws SQLException {
        var at = time(row, "held_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Holding(row.getInt("on_hand"), row.getInt("committed"), row.getInt("incoming"), at.get()));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
