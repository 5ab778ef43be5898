package io.stockrule.shopify.importing;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.importing.ImportClaim.Way;
import io.stockrule.shopify.importing.ImportProgress.Phase;
import io.stockrule.stock.ledger.LeftOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// The imports that were asked for, and whose turn it is.
@ApplicationScoped
class ImportQueue {
    private final Jdbi database;
    private final InstantSource time;
    private final ShopifyConfig config;

    ImportQueue(Jdbi database, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// @return the id of the new import; empty if one of this shop is running
    @Transactional
    Optional<Long> start(ShopKey shop) {
        return database.withHandle(handle -> handle.createQuery("""
                        insert into shop_import
                            (merchant_id, shop_id, import_id, phase, started_at, advanced_at, due_at)
                        values (:merchant, :shop, nextval('stockrule_id'), 'CONNECTING', :now, :now, :now)
                        on conflict (merchant_id, shop_id) where ended_at is null do nothing
                        returning import_id
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("now", time.instant())
                .mapTo(Long.class)
                .findOne());
    }

    /// The newest first.
    ///
    /// @param before an id to go on from
    List<ImportProgress> list(ShopKey shop, long before, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from shop_import
                        where merchant_id = :merchant and shop_id = :shop and import_id < :before
                        order by import_id desc limit :limit
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> progress(row))
                .list());
    }

    private static ImportProgress progress(ResultSet row) throws SQLException {
        var phase = Phase.valueOf(row.getString("phase"));
        var problem = Optional.ofNullable(row.getString("problem"));
        return new ImportProgress(
                row.getLong("import_id"),
                ImportProgress.Cause.valueOf(row.getString("cause")),
                phase.state(problem.isPresent()),
                phase,
                row.getInt("warehouses"),
                row.getLong("variants"),
                Optional.ofNullable(row.getObject("expected_variants", Long.class)),
                row.getLong("levels"),
                row.getLong("staged"),
                row.getLong("changed"),
                row.getLong("removed"),
                leftOut(row),
                problem,
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "prepared_at"),
                row.getObject("advanced_at", OffsetDateTime.class).toInstant(),
                time(row, "ended_at"));
    }

    private static Optional<LeftOut> leftOut(ResultSet row) throws SQLException {
        return row.getObject("without_sku") == null
                ? Optional.empty()
                : Optional.of(new LeftOut(
                        row.getLong("without_sku"),
                        row.getLong("with_shared_sku"),
                        row.getLong("gift_cards"),
                        row.getLong("uncounted")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /// Takes an import that is due and nobody is at, of a shop that may be asked: first of the merchant who has the
    /// fewest at work, then the one that has waited longest.
    @Transactional
    Optional<ImportClaim> claim() {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select merchant_id, shop_id, import_id from shop_import i
                            where ended_at is null and due_at <= :now and (lease_until is null or lease_until <= :now)
                                and exists (
                                    select from shop s
                                    where s.merchant_id = i.merchant_id and s.shop_id = i.shop_id
                                        and (s.suspended_until is null or s.suspended_until <= :now))
                            order by (
                                select count(*) from shop_import w
                                where w.merchant_id = i.merchant_id and w.ended_at is null and w.lease_until > :now),
                                due_at
                            limit 1
                            for update skip locked)
                        update shop_import i set lease_until = :lease, fence = i.fence + 1
                        from due
                        where (i.merchant_id, i.shop_id, i.import_id) = (due.merchant_id, due.shop_id, due.import_id)
                        returning i.*
                        """)
                .bind("now", now)
                .bind("lease", now.plus(config.importLease()))
                .map((row, _) -> claim(row))
                .findOne());
    }

    private static ImportClaim claim(ResultSet row) throws SQLException {
        var stage = Optional.ofNullable(row.getObject("stage", Long.class));
        return new ImportClaim(
                new ShopKey(row.getLong("merchant_id"), row.getLong("shop_id")),
                row.getLong("import_id"),
                row.getLong("fence"),
                row.getLong("last_variant_id"),
                way(row),
                stage.map(OptionalLong::of).orElse(OptionalLong.empty()),
                row.getLong("staged"),
                row.getObject("started_at", OffsetDateTime.class).toInstant());
    }

    /// Whether an import waits of a merchant who has fewer at work than this one's.
    boolean othersWait(ImportClaim claim) {
        return database.withHandle(handle -> handle.createQuery("""
                        with at_work as (
                            select merchant_id, count(*) imports from shop_import
                            where ended_at is null and lease_until > :now
                            group by merchant_id)
                        select exists (
                            select from shop_import i
                            join shop s using (merchant_id, shop_id)
                            where i.merchant_id <> :merchant and i.ended_at is null and i.due_at <= :now
                                and (i.lease_until is null or i.lease_until <= :now)
                                and (s.suspended_until is null or s.suspended_until <= :now)
                                and coalesce((select imports from at_work w where w.merchant_id = i.merchant_id), 0)
                                    < coalesce((select imports from at_work w where w.merchant_id = :merchant), 0))
                        """)
                .bind("merchant", claim.shop().merchantId())
                .bind("now", time.instant())
                .mapTo(Boolean.class)
                .one());
    }

    /// A replica of an older version, which knows pages alone, says no way.
    private static Optional<Way> way(ResultSet row) throws SQLException {
        var way = Optional.ofNullable(row.getString("way")).map(Way::valueOf);
        return way.isEmpty() && row.getObject("expected_variants") != null ? Optional.of(Way.PAGES) : way;
    }
}
