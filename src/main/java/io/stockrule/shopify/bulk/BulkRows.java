package io.stockrule.shopify.bulk;

import io.stockrule.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// Which bulk operations imports are for, and which of them have been started.
@ApplicationScoped
class BulkRows {
    private final Jdbi database;

    BulkRows(Jdbi database) {
        this.database = database;
    }

    /// One of an import's operations.
    ///
    /// @param part number of it in the import
    /// @param operationId Shopify's own; empty before it is started
    /// @param askedAt by our clock, just before it was started
    record Row(int part, BulkRange range, Optional<String> operationId, Optional<Instant> askedAt) {}

    @Transactional
    List<Row> list(BulkKey key) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from bulk_operation
                        where merchant_id = :merchant and shop_id = :shop and import_id = :import
                        order by part
                        """)
                .bind("merchant", key.shop().merchantId())
                .bind("shop", key.shop().shopId())
                .bind("import", key.importId())
                .map((row, _) -> row(row))
                .list());
    }

    /// Adds operations that nobody has planned yet.
    @Transactional
    void plan(BulkKey key, List<BulkRange> ranges) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < ranges.size(); i++) {
            rows.add(new Row(i, ranges.get(i), Optional.empty(), Optional.empty()));
        }
        database.useHandle(handle -> Columns.of(rows)
                .ints("parts", Row::part)
                .longs("firsts", row -> row.range().first())
                .longs(
                        "lasts",
                        row -> row.range().last().isPresent()
                                ? row.range().last().getAsLong()
                                : null)
                .bindTo(handle.createUpdate("""
                        insert into bulk_operation (merchant_id, shop_id, import_id, part, first_id, last_id)
                        select :merchant, :shop, :import, k.*
                        from unnest(:parts, :firsts, :lasts) k(part, first_id, last_id)
                        order by k.part
                        on conflict do nothing
                        """))
                .bind("merchant", key.shop().merchantId())
                .bind("shop", key.shop().shopId())
                .bind("import", key.importId())
                .execute());
    }

    @Transactional
    void started(BulkKey key, Row row, String operationId, Instant askedAt) {
        database.useHandle(handle -> handle.createUpdate("""
                        update bulk_operation set operation_id = :operation, asked_at = :asked
                        where merchant_id = :merchant and shop_id = :shop and import_id = :import and part = :part
                        """)
                .bind("merchant", key.shop().merchantId())
                .bind("shop", key.shop().shopId())
                .bind("import", key.importId())
                .bind("part", row.part())
                .bind("operation", operationId)
                .bind("asked", askedAt)
                .execute());
    }

    /// An operation came to nothing, and is to be started once more; the others stay.
    @Transactional
    CameToNothing nothing(BulkKey key, Row row, String reason) {
        database.useHandle(handle -> handle.createUpdate("""
                        update bulk_operation set operation_id = null, asked_at = null
                        where merchant_id = :merchant and shop_id = :shop and import_id = :import and part = :part
                            and operation_id = :operation
                        """)
                .bind("merchant", key.shop().merchantId())
                .bind("shop", key.shop().shopId())
                .bind("import", key.importId())
                .bind("part", row.part())
                .bind("operation", row.operationId().orElse(null))
                .execute());
        return new CameToNothing(reason);
    }

    /// They are of no more use.
    @Transactional
    void forget(BulkKey key) {
        database.useHandle(handle -> handle.execute(
                "delete from bulk_operation where merchant_id = ? and shop_id = ? and import_id = ?",
                key.shop().merchantId(),
                key.shop().shopId(),
                key.importId()));
    }

    private static Row row(ResultSet row) throws SQLException {
        var last = Optional.ofNullable(row.getObject("last_id", Long.class));
        var range = new BulkRange(
                row.getLong("first_id"), last.map(OptionalLong::of).orElse(OptionalLong.empty()));
        return new Row(
                row.getInt("part"),
                range,
                Optional.ofNullable(row.getString("operation_id")),
                Optional.ofNullable(row.getObject("asked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
