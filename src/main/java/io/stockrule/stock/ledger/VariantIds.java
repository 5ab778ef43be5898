package io.stockrule.stock.ledger;

import io.stockrule.database.LongStatements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The ids of a shop's known variants, counted and divided.
@ApplicationScoped
public class VariantIds {
    /// Of a million ids.
    private static final Duration LONGEST_SORT = Duration.ofSeconds(30);

    private final Jdbi database;

    VariantIds(Jdbi database) {
        this.database = database;
    }

    /// How many are known.
    @Transactional
    public long count(long merchantId, long shopId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from variant
                        where merchant_id = :merchant and shop_id = :shop and gone_at is null
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .mapTo(Long.class)
                .one());
    }

    /// The variants with ids in a range, as far as there are any.
    ///
    /// @param lowest the lowest id
    /// @param middle the id in the middle
    /// @param highest the highest id
    public record Range(long variants, long lowest, long middle, long highest) {}

    /// Of the variants that are known with ids in a range, both ends inclusive.
    @Transactional
    public Range range(long merchantId, long shopId, long from, long to) {
        return database.withHandle(handle -> range(handle, merchantId, shopId, from, to));
    }

    private static Range range(Handle handle, long merchantId, long shopId, long from, long to) {
        LongStatements.allow(handle, LONGEST_SORT);
        return handle.createQuery("""
                        select count(*), coalesce(min(variant_id), 0), coalesce(max(variant_id), 0),
                            coalesce(percentile_disc(0.5) within group (order by variant_id), 0)
                        from variant
                        where merchant_id = :merchant and shop_id = :shop and variant_id between :from and :to
                            and gone_at is null
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> new Range(row.getLong(1), row.getLong(2), row.getLong(4), row.getLong(3)))
                .one();
    }

    /// The ids of known variants in a range, both ends inclusive, in their order.
    @Transactional
    public List<Long> ids(long merchantId, long shopId, long from, long to) {
        return database.withHandle(handle -> handle.createQuery("""
                        select variant_id from variant
                        where merchant_id = :merchant and shop_id = :shop and variant_id between :from and :to
                            and gone_at is null
                        order by variant_id
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .list());
    }

    /// Divides them into parts of about the same size.
    ///
    /// @return the last id of each part but the last; fewer where there are few
    @Transactional
    public List<Long> divide(long merchantId, long shopId, int parts) {
        var fractions = IntStream.range(1, parts)
                .mapToObj(part -> (double) part / parts)
                .toList();
        return database.withHandle(handle -> {
            LongStatements.allow(handle, LONGEST_SORT);
            return handle.createQuery("""
                            select distinct unnest(percentile_disc(:fractions::float8[]) within group (order by variant_id))
                            from variant
                            where merchant_id = :merchant and shop_id = :shop and gone_at is null
                            order by 1
                            """)
                    .bindArray("fractions", Double.class, fractions)
                    .bind("merchant", merchantId)
                    .bind("shop", shopId)
                    .mapTo(Long.class)
                    .list();
        });
    }
}
