package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.Rereads.Claim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// The table `inventory_item`, a statement per batch.
final class ItemRows {
    /// 1 s, 2 s, 4 s and so on, at most 10 minutes.
    private static final String BACKOFF =
            ":now::timestamptz + least(interval '1 second' * power(2, least(i.failures, 10)), interval '10 minutes')";

    /// Of the items in `:merchants`, `:shops` and `:items`.
    static final String UNTRACKED = """
            select k.*
            from (select distinct * from unnest(:merchants, :shops, :items)) k(merchant_id, shop_id, inventory_item_id)
            cross join lateral (
                select from inventory_item r
                where (r.merchant_id, r.shop_id, r.inventory_item_id)
                    = (k.merchant_id, k.shop_id, k.inventory_item_id)
                    and not r.tracked
                offset 0) i
            """;

    /// Those of `:merchants`, `:shops` and `:items`.
    static final String READ = """
            select i.*
            from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
            cross join lateral (
                select * from inventory_item r
                where (r.merchant_id, r.shop_id, r.inventory_item_id)
                    = (k.merchant_id, k.shop_id, k.inventory_item_id)
                offset 0) i
            """;

    private ItemRows() {}

    /// Those of the items that Shopify does not count.
    static Set<ItemKey> untracked(Handle handle, Collection<ItemKey> items) {
        return Set.copyOf(ItemKey.columns(items)
                .bindTo(handle.createQuery(UNTRACKED))
                .map(ItemRows::key)
                .list());
    }

    static ItemKey key(ResultSet row, StatementContext context) throws SQLException {
        return new ItemKey(row.getLong("merchant_id"), row.getLong("shop_id"), row.getLong("inventory_item_id"));
    }

    /// Asks for a re-read. It is due at once if a variant is known that sells the item, else when one becomes known:
    /// a shop may report far more items than the merchant uses, and re-reads are scarce. One that is due keeps its
    /// time.
    ///
    /// @param doubts the reason per item
    static void ask(Handle handle, SortedMap<ItemKey, String> doubts, Instant now) {
        ItemKey.columns(doubts.entrySet(), Map.Entry::getKey)
                .texts("reasons", Map.Entry::getValue)
                .bindTo(handle.createUpdate("""
                insert into inventory_item as i
                    (merchant_id, shop_id, inventory_item_id, revision, reason, asked_at, due_at)
                select k.merchant_id, k.shop_id, k.inventory_item_id, 1, k.reason, :now::timestamptz,
                    case when exists (
                        select from variant v
                        where (v.merchant_id, v.shop_id, v.inventory_item_id)
                            = (k.merchant_id, k.shop_id, k.inventory_item_id) and v.gone_at is null)
                    then :now::timestamptz end
                from unnest(:merchants, :shops, :items, :reasons) k(merchant_id, shop_id, inventory_item_id, reason)
                order by 1, 2, 3
                on conflict (merchant_id, shop_id, inventory_item_id) do update
                set revision = i.revision + 1, reason = excluded.reason, asked_at = excluded.asked_at,
                    due_at = coalesce(i.due_at, excluded.due_at)
                """))
                .bind("now", now)
                .execute();
    }

    /// As [#ask], for what is held: no doubt has arisen of what is available, so that an answer that
    /// is under way counts. Those that are asked for it already stay as they are.
    ///
    /// @return how many these were not
    static int askForHoldings(Handle handle, SortedSet<ItemKey> items, Instant now) {
        return ItemKey.columns(items)
                .bindTo(handle.createUpdate("""
                insert into inventory_item as i
                    (merchant_id, shop_id, inventory_item_id, revision, reason, asked_at, due_at, holding_asked)
                select k.*, 1, :reason, :now::timestamptz, :now::timestamptz, true
                from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                order by 1, 2, 3
                on conflict (merchant_id, shop_id, inventory_item_id) do update
                set holding_asked = true, reason = coalesce(i.reason, excluded.reason),
                    asked_at = case when i.due_at is null then excluded.asked_at else i.asked_at end,
                    due_at = coalesce(i.due_at, excluded.due_at)
                where not i.holding_asked or i.due_at is null
                """))
                .bind(
                        "reason",
                        "what is on hand, committed or incoming is to be counted, and is older than what is available")
                .bind("now", now)
                .execute();
    }

    /// @param fence number of the latest lease
    /// @param askedAt when the latest doubt arose
    /// @param due whether it is to be re-read
    /// @param holdingAsked whether that is for what is held of it, too
    record Row(
            boolean tracked, long revision, long fence, Optional<Instant> askedAt, boolean due, boolean holdingAsked) {}

    /// Creates the rows that are missing.
    static void add(Handle handle, Collection<ItemKey> items) {
        ItemKey.columns(items).bindTo(handle.createUpdate("""
                insert into inventory_item (merchant_id, shop_id, inventory_item_id)
                select * from unnest(:merchants, :shops, :items) order by 1, 2, 3
                on conflict do nothing
                """)).execute();
    }

    /// Those that have a row.
    static Map<ItemKey, Row> read(Handle handle, Collection<ItemKey> items) {
        return rows(ItemKey.columns(items).bindTo(handle.createQuery(READ)));
    }

    static Map<ItemKey, Row> lock(Handle handle, Collection<ItemKey> items) {
        return rows(ItemKey.columns(items).bindTo(handle.createQuery("""
                select i.*
                from (select * from unnest(:merchants, :shops, :items) order by 1, 2, 3)
                    k(merchant_id, shop_id, inventory_item_id)
                cross join lateral (
                    select * from inventory_item r
                    where (r.merchant_id, r.shop_id, r.inventory_item_id)
                        = (k.merchant_id, k.shop_id, k.inventory_item_id)
                    for update) i
                """)));
    }

    private static Map<ItemKey, Row> rows(Query query) {
        return byKey(query.map(ItemRows::entry).list());
    }

    static Map<ItemKey, Row> byKey(Collection<Map.Entry<ItemKey, Row>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Map.Entry<ItemKey, Row> entry(ResultSet row, StatementContext context) throws SQLException {
        return Map.entry(key(row, context), row(row));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getBoolean("tracked"),
                row.getLong("revision"),
                row.getLong("fence"),
                Optional.ofNullable(row.getObject("asked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getObject("due_at", OffsetDateTime.class) != null,
                row.getBoolean("holding_asked"));
    }

    /// @param doubt why it is to be read once more; empty when nothing is in doubt
    record Settled(ItemKey item, boolean tracked, Optional<String> doubt) {}

    /// Ends the leases of items that are locked. Shopify's times have whole seconds: asked again within the same one
    /// it might give the same answer.
    static void settle(Handle handle, Collection<Settled> settled, Instant now) {
        ItemKey.columns(settled, Settled::item)
                .flags("tracked", Settled::tracked)
                .texts("doubts", item -> item.doubt().orElse(null))
                .bindTo(handle.createUpdate("""
                update inventory_item i
                set tracked = k.tracked, reason = k.doubt, lease_until = null,
                    holding_asked = i.holding_asked and k.doubt is not null,
                    failures = case when k.doubt is null then 0 else i.failures + 1 end,
                    due_at = case when k.doubt is not null then <backoff> end
                from unnest(:merchants, :shops, :items, :tracked, :doubts)
                    k(merchant_id, shop_id, inventory_item_id, tracked, doubt)
                where (i.merchant_id, i.shop_id, i.inventory_item_id)
                    = (k.merchant_id, k.shop_id, k.inventory_item_id)
                """.replace("<backoff>", BACKOFF)))
                .bind("now", now)
                .execute();
    }

    static void fail(Handle handle, Collection<Claim> claims, String reason, Instant now) {
        end(
                handle,
                claims,
                ", reason = :reason, failures = i.failures + 1, due_at = " + BACKOFF,
                update -> update.bind("reason", reason).bind("now", now));
    }

    static void release(Handle handle, Collection<Claim> claims) {
        end(handle, claims, "", update -> update);
    }

    /// Ends leases that are still the caller's.
    private static void end(Handle handle, Collection<Claim> claims, String changes, UnaryOperator<Update> bind) {
        var fences = lock(handle, claims.stream().map(Claim::item).toList()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().fence()));
        var mine = claims.stream()
                .filter(claim -> Objects.equals(fences.get(claim.item()), claim.fence()))
                .map(Claim::item)
                .toList();
        bind.apply(ItemKey.columns(mine).bindTo(handle.createUpdate("""
                update inventory_item i set lease_until = null <changes>
                from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                where (i.merchant_id, i.shop_id, i.inventory_item_id)
                    = (k.merchant_id, k.shop_id, k.inventory_item_id)
                """.replace("<changes>", changes))))
                .execute();
    }
}
