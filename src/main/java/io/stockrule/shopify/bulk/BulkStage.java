package io.stockrule.shopify.bulk;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.stockrule.database.LongStatements;
import io.stockrule.shopify.ShopKey;
import io.stockrule.stock.ledger.BundlePart;
import io.stockrule.stock.ledger.Holding;
import io.stockrule.stock.ledger.ItemRead;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import io.stockrule.stock.ledger.ShopCollection;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.Variant;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.postgresql.PGConnection;

/// Tables of their own for what the files of one import hold, in any order. They are made for it and dropped
/// after it, so nothing of it is left in tables that last. They are not logged: should the database break down,
/// it forgets them, and the files are fetched once more.
///
/// @param importId of the import
/// @param number of the attempt to fetch its files
record BulkStage(long importId, long number) {
    /// To sort and count millions of rows.
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(10);

    enum Table {
        /// Variants, as JSON.
        VARIANT("variant_id bigint not null, tracked boolean not null, facts text not null"),
        /// What counts at a location; times in microseconds since 1970.
        LEVEL(
                "variant_id bigint not null, location_id bigint not null, available bigint not null, updated_at bigint not null, "
                        + "on_hand int not null, committed int not null, incoming int not null, held_at bigint not null"),
        /// Variants in collections.
        MEMBER("variant_id bigint not null, collection_id bigint not null, title text not null"),
        /// Bundles and what they are made of.
        PART("variant_id bigint not null, part_id bigint not null, quantity bigint not null");

        private final String columns;

        Table(String columns) {
            this.columns = columns;
        }
    }

    String name(Table table) {
        return "stage_%d_%d_%s".formatted(importId, number, table.name().toLowerCase(Locale.ROOT));
    }

    /// Makes it, in place of others of the import.
    void create(Handle handle) {
        dropAll(handle, importId);
        for (var table : Table.values()) {
            handle.execute("create unlogged table %s (%s)".formatted(name(table), table.columns));
        }
    }

    /// @param rows in the form of PostgreSQL's `copy`
    void copy(Handle handle, Table table, CharSequence rows) {
        if (rows.isEmpty()) {
            return;
        }
        LongStatements.allow(handle, LONGEST_STATEMENT);
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s from stdin".formatted(name(table)), new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw new IllegalStateException("what was fetched could not be stored", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sorts what is in it. Nothing is added after that.
    void sort(Handle handle) {
        LongStatements.allow(handle, LONGEST_STATEMENT);
        handle.execute("alter table %s add primary key (variant_id)".formatted(name(Table.VARIANT)));
        for (var table : List.of(Table.LEVEL, Table.MEMBER, Table.PART)) {
            handle.execute("create index on %s (variant_id)".formatted(name(table)));
        }
        for (var table : Table.values()) {
            handle.execute("analyze %s".formatted(name(table)));
        }
    }

    /// How many rows there are; 0 if the database has forgotten them, -1 if they are not as they are made now, as after
    /// an update from a version that had others.
    long rows(Handle handle) {
        LongStatements.allow(handle, LONGEST_STATEMENT);
        long rows = 0;
        for (var table : Table.values()) {
            int columns = handle.createQuery(
                            "select count(*) from pg_attribute where attrelid = to_regclass(:name) and attnum > 0")
                    .bind("name", name(table))
                    .mapTo(Integer.class)
                    .one();
            if (columns != table.columns.split(",").length) {
                return -1;
            }
            rows += handle.createQuery("select count(*) from " + name(table))
                    .mapTo(Long.class)
                    .one();
        }
        return rows;
    }

    /// Variants after this one, in their order, with all that belongs to them.
    ///
    /// @param askedAt before which nothing of it was asked
    ShopPart part(Handle handle, ShopKey shop, long after, int most, Instant askedAt) {
        LongStatements.allow(handle, LONGEST_STATEMENT);
        var facts = handle.createQuery("select * from %s where variant_id > :after order by variant_id limit :most"
                        .formatted(name(Table.VARIANT)))
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> new Facts(row.getLong(1), row.getBoolean(2), variant(row.getString(3))))
                .list();
        long last = facts.isEmpty() ? after : facts.getLast().variantId();
        var levels = levels(handle, after, last);
        var collections = collections(handle, after, last);
        var parts = parts(handle, after, last);
        var items = new HashMap<Long, ItemRead>();
        var variants = new ArrayList<Variant>();
        for (var it : facts) {
            var variant = it.variant().in(collections.getOrDefault(it.variantId(), List.of()));
            variants.add(variant.bundle() ? variant.bundleOf(parts.getOrDefault(it.variantId(), List.of())) : variant);
            items.put(
                    it.variant().inventoryItemId(),
                    new ItemRead(it.tracked(), levels.getOrDefault(it.variantId(), Map.of())));
        }
        return new ShopPart(shop.merchantId(), shop.shopId(), variants, items, askedAt);
    }

    /// What was staged without metafields says nothing of them.
    private static final ObjectReader STAGED =
            BulkLine.JSON.readerFor(Variant.class).without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private record Facts(long variantId, boolean tracked, Variant variant) {}

    private static Variant variant(String facts) {
        try {
            return STAGED.readValue(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a staged variant cannot be read", e);
        }
    }

    private Map<Long, Map<Long, ReadLevel>> levels(Handle handle, long after, long last) {
        var levels = new HashMap<Long, Map<Long, ReadLevel>>();
        between(handle, Table.LEVEL, after, last)
                .map((row, _) -> levels.computeIfAbsent(row.getLong(1), _ -> new HashMap<>())
                        .put(row.getLong(2), level(row)))
                .forEach(_ -> {});
        return levels;
    }

    private static ReadLevel level(ResultSet row) throws SQLException {
        var holding = new Holding(row.getInt(5), row.getInt(6), row.getInt(7), time(row.getLong(8)));
        return new ReadLevel(row.getInt(3), time(row.getLong(4)), holding);
    }

    private Map<Long, List<ShopCollection>> collections(Handle handle, long after, long last) {
        var collections = new HashMap<Long, List<ShopCollection>>();
        between(handle, Table.MEMBER, after, last)
                .map((row, _) -> collections
                        .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                        .add(new ShopCollection(row.getLong(2), row.getString(3))))
                .forEach(_ -> {});
        return collections;
    }

    private Map<Long, List<BundlePart>> parts(Handle handle, long after, long last) {
        var parts = new HashMap<Long, List<BundlePart>>();
        between(handle, Table.PART, after, last)
                .map((row, _) -> parts.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                        .add(new BundlePart(row.getLong(2), row.getLong(3))))
                .forEach(_ -> {});
        return parts;
    }

    private Query between(Handle handle, Table table, long after, long last) {
        return handle.createQuery(
                        "select * from %s where variant_id > :after and variant_id <= :last".formatted(name(table)))
                .bind("after", after)
                .bind("last", last);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// Drops all stages of an import.
    static void dropAll(Handle handle, long importId) {
        tables(handle).forEach((table, itsImport) -> {
            if (itsImport == importId) {
                handle.execute("drop table if exists " + table);
            }
        });
    }

    /// Drops the stages of imports that have ended.
    static void dropOrphans(Handle handle) {
        var tables = tables(handle);
        var running = handle.createQuery(
                        "select import_id from shop_import where ended_at is null and import_id = any(:ids)")
                .bindArray("ids", Long.class, tables.values())
                .mapTo(Long.class)
                .set();
        tables.forEach((table, itsImport) -> {
            if (!running.contains(itsImport)) {
                handle.execute("drop table if exists " + table);
            }
        });
    }

    private static Map<String, Long> tables(Handle handle) {
        return handle.createQuery("""
                        select relname, split_part(relname, '_', 2)::bigint from pg_class
                        where relname ~ '^stage_[0-9]+_[0-9]+_[a-z]+$' and relkind = 'r'
                            and relnamespace = current_schema()::regnamespace
                        """)
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
