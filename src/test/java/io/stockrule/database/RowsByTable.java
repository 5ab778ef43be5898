package io.stockrule.database;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What stands in the tables of the database, whatever tables there are: one that is added later is looked at, too.
public final class RowsByTable {
    private final Jdbi database;

    public RowsByTable(Jdbi database) {
        this.database = database;
    }

    /// How many rows each table has that carries an id, of a shop say.
    ///
    /// @param column its name, in whatever table
    public Map<String, Long> of(String column, long merchant, long id) {
        return database.withHandle(handle -> with(handle, column)
                .collect(toMap(
                        table -> table,
                        table -> handle.select(
                                        "select count(*) from %s where merchant_id = ? and %s = ?"
                                                .formatted(table, column),
                                        merchant,
                                        id)
                                .mapTo(Long.class)
                                .one())));
    }

    /// How many rows each table has that carries the id of one of these listings.
    public Map<String, Long> ofListings(long merchant, List<Long> listings) {
        return database.withHandle(handle -> with(handle, "listing_id").collect(toMap(table -> table, table ->
                (long) rows(handle, table, merchant, listings).size())));
    }

    /// Rows of a merchant, as texts: of the tables that carry such an id those with another one, and of those
    /// that carry the id of a listing those of other listings.
    public Map<String, List<String>> besides(String column, long merchant, long id, List<Long> listings) {
        var rows = new TreeMap<String, List<String>>();
        database.useHandle(handle -> {
            with(handle, column).forEach(table -> rows.put(table, rows(handle, table, merchant, column, id)));
            with(handle, "listing_id").forEach(table -> {
                var all = rows(handle, table, merchant, "0", 1);
                var theirs = rows(handle, table, merchant, listings);
                rows.put(
                        table, all.stream().filter(row -> !theirs.contains(row)).toList());
            });
        });
        return rows;
    }

    /// All rows of a merchant, as texts.
    public Map<String, List<String>> all(long merchant) {
        var rows = new TreeMap<String, List<String>>();
        database.useHandle(handle ->
                with(handle, "merchant_id").forEach(table -> rows.put(table, rows(handle, table, merchant, "0", 1))));
        return rows;
    }

    /// All rows of all tables in which this stands, as text or as bytes.
    public List<String> containing(String text) {
        return database.withHandle(handle -> with(handle, "merchant_id")
                .flatMap(table -> handle.select("""
                        select t::text from %s t
                        where strpos(t::text, ?) > 0 or strpos(t::text, encode(convert_to(?, 'UTF8'), 'hex')) > 0
                        """.formatted(table), text, text).mapTo(String.class).list().stream())
                .toList());
    }

    private static List<String> rows(Handle handle, String table, long merchant, String column, long except) {
        return handle.select(
                        "select t::text from %s t where merchant_id = ? and %s <> ? order by 1"
                                .formatted(table, column),
                        merchant,
                        except)
                .mapTo(String.class)
                .list();
    }

    private static List<String> rows(Handle handle, String table, long merchant, List<Long> listings) {
        return handle.createQuery(
                        "select t::text from %s t where merchant_id = :merchant and listing_id = any(:listings)"
                                .formatted(table))
                .bind("merchant", merchant)
                .bindArray("listings", Long.class, listings)
                .mapTo(String.class)
                .list();
    }

    private static Stream<String> with(Handle handle, String column) {
        return handle.select("""
                        select table_name from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where table_schema = current_schema() and table_type = 'BASE TABLE' and column_name = ?
                            and exists (
                                select from information_schema.columns m
                                where (m.table_schema, m.table_name) = (c.table_schema, c.table_name)
                                    and m.column_name = 'merchant_id')
                        order by 1
                        """, column).mapTo(String.class).list().stream();
    }
}
