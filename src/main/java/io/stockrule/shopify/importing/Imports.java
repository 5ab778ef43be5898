package io.stockrule.shopify.importing;

import io.stockrule.database.Columns;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.bulk.BulkHeard;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.shopify.importing.ImportClaim.Way;
import io.stockrule.shopify.importing.ImportProgress.Phase;
import io.stockrule.shopify.sweep.Sweeps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// The imports with how far they have come, and who is at them. A step is noted in the transaction that makes it.
@ApplicationScoped
class Imports {
    /// In a row, before a shop is read without bulk operations.
    private static final int BULK_FAILURES = 3;

    private final NightlyReadings nights;
    private final Sweeps sweeps;
    private final BulkReading bulk;
    private final Jdbi database;
    private final InstantSource time;
    private final ShopifyConfig config;

    Imports(
            NightlyReadings nights,
            Sweeps sweeps,
            BulkReading bulk,
            Jdbi database,
            InstantSource time,
            ShopifyConfig config) {
        this.nights = nights;
        this.sweeps = sweeps;
        this.bulk = bulk;
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Somebody else goes on with the import, or nobody does, as its shop has been deleted.
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost(ImportClaim claim) {
            super("import %d is gone on with elsewhere, or its shop has been deleted".formatted(claim.importId()));
        }
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
                problem,
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "prepared_at"),
                row.getObject("advanced_at", OffsetDateTime.class).toInstant(),
                time(row, "ended_at"));
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
                Optional.ofNullable(row.getString("way")).map(Way::valueOf),
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

    @Transactional
    void expect(ImportClaim claim, long variants) {
        update(claim, "phase = 'WAREHOUSES', expected_variants = :variants", it -> it.bind("variants", variants));
    }

    /// Shopify is at work, or will be when others' work has ended.
    ///
    /// @param why for the merchant, if something is in the way
    @Transactional
    void waits(ImportClaim claim, Optional<String> why, Duration pause) {
        update(
                claim,
                """
                phase = 'PREPARING', problem = :why, failures = 0, advanced_at = :now, lease_until = null, due_at = :due
                """,
                it -> it.bind("why", why.orElse(null))
                        .bind("now", time.instant())
                        .bind("due", time.instant().plus(pause)));
    }

    /// Shopify has told something of the shops' bulk operations: asking how they are is worth it now.
    @Transactional(Transactional.TxType.MANDATORY)
    void hurry(@Observes BulkHeard heard) {
        var rows = Columns.of(heard.shops())
                .longs("merchants", ShopKey::merchantId)
                .longs("shops", ShopKey::shopId);
        database.useHandle(handle -> rows.bindTo(handle.createUpdate("""
                        update shop_import i set due_at = :now
                        from unnest(:merchants, :shops) k(merchant_id, shop_id)
                        where (i.merchant_id, i.shop_id) = (k.merchant_id, k.shop_id) and i.ended_at is null
                            and i.phase = 'PREPARING' and i.due_at > :now
                        """))
                .bind("now", time.instant())
                .execute());
    }

    /// The files are fetched, from the beginning.
    @Transactional
    void fetches(ImportClaim claim) {
        update(
                claim,
                """
                phase = 'FETCHING', problem = null, stage = null, staged = 0, prepared_at = coalesce(prepared_at, :now),
                advanced_at = :now, lease_until = :lease
                """,
                it -> it.bind("now", time.instant())
                        .bind("lease", time.instant().plus(config.importLease())));
    }

    /// Some more of the files are in the stage.
    @Transactional(Transactional.TxType.MANDATORY)
    void stages(ImportClaim claim, int rows) {
        update(
                claim,
                "staged = staged + :rows, advanced_at = :now, lease_until = :lease",
                it -> it.bind("now", time.instant())
                        .bind("rows", rows)
                        .bind("lease", time.instant().plus(config.importLease())));
    }

    /// All of the files are in the stage of this claim.
    @Transactional
    void fetched(ImportClaim claim) {
        update(
                claim,
                "stage = fence, bulk_failures = 0, failures = 0, lease_until = null, due_at = :now",
                it -> it.bind("now", time.instant()));
    }

    /// What bulk operations found is of no use, or there is none. They are started anew; when that has not
    /// helped either, the shop is read page by page.
    @Transactional
    void bulkFailed(ImportClaim claim, String problem) {
        bulk.forget(claim.bulk());
        update(claim, """
                stage = null, prepared_at = null, bulk_failures = bulk_failures + 1,
                way = case when bulk_failures + 1 >= :most then 'PAGES' else 'BULK' end
                """, it -> it.bind("most", BULK_FAILURES));
        failed(claim, problem);
    }

    /// @param way how the variants are read from now on
    @Transactional
    void broughtIn(ImportClaim claim, int warehouses, Way way) {
        update(
                claim,
                """
                phase = case when :way = 'BULK' and stage is null then 'PREPARING' else 'VARIANTS' end, way = :way,
                warehouses = :warehouses, problem = null, advanced_at = :now
                """,
                it -> it.bind("warehouses", warehouses).bind("way", way.name()).bind("now", time.instant()));
    }

    /// A further part is in.
    @Transactional(Transactional.TxType.MANDATORY)
    void advance(ImportClaim claim, long lastVariantId, int variants, int levels) {
        update(
                claim,
                """
                last_variant_id = :last, variants = variants + :variants, levels = levels + :levels, problem = null,
                failures = 0, advanced_at = :now, lease_until = :lease
                """,
                it -> it.bind("now", time.instant())
                        .bind("last", lastVariantId)
                        .bind("variants", variants)
                        .bind("levels", levels)
                        .bind("lease", time.instant().plus(config.importLease())));
    }

    /// Something of these items was other than known.
    @Transactional(Transactional.TxType.MANDATORY)
    void changed(ImportClaim claim, int items) {
        update(claim, "changed = changed + :items", it -> it.bind("items", items));
    }

    @Transactional
    void checks(ImportClaim claim) {
        update(claim, "phase = 'CHECKING', problem = null", it -> it);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void removed(ImportClaim claim, int variants) {
        update(
                claim,
                "removed = removed + :variants, failures = 0, advanced_at = :now, lease_until = :lease",
                it -> it.bind("now", time.instant())
                        .bind("variants", variants)
                        .bind("lease", time.instant().plus(config.importLease())));
    }

    /// Shopify wants a pause, which the caller waits for.
    @Transactional
    void pauses(ImportClaim claim, String why) {
        update(
                claim,
                "problem = :why, lease_until = :lease",
                it -> it.bind("why", why).bind("lease", time.instant().plus(config.importLease())));
    }

    /// Goes on later, the later the more failures there were in a row.
    @Transactional
    void failed(ImportClaim claim, String problem) {
        update(claim, """
                problem = :problem, failures = failures + 1, lease_until = null,
                due_at = :now::timestamptz + least(interval '1 second' * power(2, least(failures, 6)), interval '1 minute')
                """, it -> it.bind("problem", problem).bind("now", time.instant()));
    }

    /// Gives the import back, to be gone on with when its shop may be asked and its turn comes.
    ///
    /// @param problem empty when nothing is wrong
    @Transactional
    void release(ImportClaim claim, Optional<String> problem) {
        update(
                claim,
                "lease_until = null, due_at = :now, problem = :problem",
                it -> it.bind("problem", problem.orElse(null)).bind("now", time.instant()));
    }

    /// Takes the import from who is at it, for another one to go on with at once. What is still written by the old one
    /// comes to nothing. Changes nothing if the import is not the claim's any more.
    @Transactional
    void takeAway(ImportClaim claim) {
        change(claim, "fence = fence + 1, lease_until = null, due_at = :now", it -> it.bind("now", time.instant()));
    }

    /// @param problem empty when all is in
    @Transactional
    void end(ImportClaim claim, Optional<String> problem) {
        nights.ends(claim.shop()); // first, as a nightly reading locks its shop before its import
        if (problem.isEmpty()) {
            sweeps.wasRead(claim.shop(), claim.startedAt());
        }
        bulk.forget(claim.bulk());
        update(
                claim,
                "phase = :phase, problem = :problem, lease_until = null, advanced_at = :now, ended_at = :now",
                it -> it.bind("now", time.instant())
                        .bind("phase", problem.isPresent() ? "FAILED" : "DONE")
                        .bind("problem", problem.orElse(null)));
        bulk.forgetEnded();
    }

    private void update(ImportClaim claim, String changes, UnaryOperator<Update> bind) {
        if (change(claim, changes, bind) == 0) {
            throw new LeaseLost(claim);
        }
    }

    /// @return 0 if the import is not the claim's any more
    private int change(ImportClaim claim, String changes, UnaryOperator<Update> bind) {
        return database.withHandle(handle -> bind.apply(handle.createUpdate("""
                        update shop_import set <changes>
                        where merchant_id = :merchant and shop_id = :shop and import_id = :import
                            and fence = :fence and ended_at is null
                        """.replace("<changes>", changes)))
                .bind("merchant", claim.shop().merchantId())
                .bind("shop", claim.shop().shopId())
                .bind("import", claim.importId())
                .bind("fence", claim.fence())
                .execute());
    }
}
