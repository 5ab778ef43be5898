package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.database.Columns;
import io.stockrule.stock.ledger.LevelDifference.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The differences that were found, counted by cause and, for a while, one by one.
@ApplicationScoped
public class LevelDifferences {
    /// Of one shop in one transaction. Where there are more, something happened that no list of levels explains.
    static final int KEPT_AT_ONCE = 100;

    private final Jdbi database;
    private final InstantSource time;

    LevelDifferences(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// One that was found, as a person sees it.
    ///
    /// @param sku of the variant; empty if it is not known any more
    /// @param warehouse empty for a location that is not a warehouse of the merchant's
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Entry(
            long id,
            Cause cause,
            Optional<String> sku,
            Optional<String> title,
            Optional<String> warehouse,
            long inventoryItemId,
            long locationId,
            OptionalLong was,
            OptionalLong found,
            Instant changedAt,
            Instant foundAt) {}

    /// Part of the caller's transaction, which also mends them.
    ///
    /// @param differences of one shop
    @Transactional(Transactional.TxType.MANDATORY)
    public void note(long merchantId, long shopId, Collection<LevelDifference> differences) {
        if (!differences.isEmpty()) {
            database.useHandle(handle -> {
                keep(handle, differences);
                count(handle, merchantId, shopId, differences);
            });
        }
    }

    private void keep(Handle handle, Collection<LevelDifference> differences) {
        var kept = differences.stream().limit(KEPT_AT_ONCE).toList();
        LevelKey.columns(kept, it -> new LevelKey(it.item(), it.locationId()))
                .texts("causes", it -> it.cause().name())
                .longs("was", it -> orNull(it.was()))
                .longs("found", it -> orNull(it.found()))
                .times("changed", LevelDifference::changedAt)
                .bindTo(handle.createUpdate("""
                        insert into level_difference (merchant_id, shop_id, difference_id, inventory_item_id, location_id,
                            cause, was, found, changed_at, found_at)
                        select merchant_id, shop_id, nextval('stockrule_id'), item, location, cause, was, found, changed, :now
                        from unnest(:merchants, :shops, :items, :locations, :causes, :was, :found, :changed)
                            k(merchant_id, shop_id, item, location, cause, was, found, changed)
                        """))
                .bind("now", time.instant())
                .execute();
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    /// In the order of the key, as whoever counts for the same shop at the same time.
    private static void count(Handle handle, long merchantId, long shopId, Collection<LevelDifference> differences) {
        var counts = new EnumMap<Cause, Long>(Cause.class);
        differences.forEach(it -> counts.merge(it.cause(), 1L, Long::sum));
        Columns.of(counts.entrySet())
                .texts("causes", it -> it.getKey().name())
                .longs("counts", Map.Entry::getValue)
                .bindTo(handle.createUpdate("""
                        insert into difference_count as c (merchant_id, shop_id, cause, found)
                        select :merchant, :shop, * from unnest(:causes, :counts) order by 3
                        on conflict (merchant_id, shop_id, cause) do update set found = c.found + excluded.found
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .execute();
    }

    /// How many there were, ever.
    @Transactional
    public Map<Cause, Long> counts(long merchantId, long shopId) {
        return database.withHandle(handle -> whole(handle.createQuery("""
                        select cause, found from difference_count where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .map((row, _) -> Map.entry(Cause.valueOf(row.getString(1)), row.getLong(2)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /// How many there were that nobody was told of, and are now. Part of the caller's transaction, which tells.
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Cause, Long> tell(long merchantId, long shopId) {
        return database.withHandle(handle -> whole(handle.createQuery("""
                        update difference_count c set told = c.found
                        where merchant_id = :merchant and shop_id = :shop and told < found
                        returning cause, old.found - old.told
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .map((row, _) -> Map.entry(Cause.valueOf(row.getString(1)), row.getLong(2)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private static Map<Cause, Long> whole(Map<Cause, Long> some) {
        var all = new EnumMap<Cause, Long>(Cause.class);
        Arrays.stream(Cause.values()).forEach(cause -> all.put(cause, some.getOrDefault(cause, 0L)));
        return all;
    }

    /// The newest first.
    ///
    /// @param before an id to go on from
    @Transactional
    public List<Entry> list(long merchantId, long shopId, long before, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select d.*, v.sku, v.title, w.name
                        from (
                            select * from level_difference
                            where merchant_id = :merchant and shop_id = :shop and difference_id < :before
                            order by difference_id desc limit :limit) d
                        left join warehouse w using (merchant_id, shop_id, location_id)
                        left join lateral (
                            select sku, title from variant v
                            where (v.merchant_id, v.shop_id, v.inventory_item_id)
                                = (d.merchant_id, d.shop_id, d.inventory_item_id)
                            order by variant_id limit 1) v on true
                        order by d.difference_id desc
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("difference_id"),
                Cause.valueOf(row.getString("cause")),
                Optional.ofNullable(row.getString("sku")),
                Optional.ofNullable(row.getString("title")),
                Optional.ofNullable(row.getString("name")),
                row.getLong("inventory_item_id"),
                row.getLong("location_id"),
                number(row, "was"),
                number(row, "found"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getObject("found_at", OffsetDateTime.class).toInstant());
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /// Forgets those found longer ago, a batch in a call; they stay counted.
    ///
    /// @return how many it was
    @Transactional
    public int forget(Duration age, int limit) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from level_difference where (merchant_id, shop_id, difference_id) in (
                            select merchant_id, shop_id, difference_id from level_difference where found_at < :before
                            order by found_at limit :limit
                            for update skip locked)
                        """)
                .bind("before", time.instant().minus(age))
                .bind("limit", limit)
                .execute());
    }
}
