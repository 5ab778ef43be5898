package io.stockrule.shopify.importing;

import io.stockrule.database.Columns;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.bulk.BulkHeard;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.shopify.importing.ImportClaim.Way;
import io.stockrule.shopify.sweep.FoundLevels;
import io.stockrule.shopify.sweep.Sweeps;
import io.stockrule.stock.ledger.LeftOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/// How far imports have come. A step is noted in the transaction that makes it, by whoever is at the import.
@ApplicationScoped
class Imports {
    /// In a row, before a shop is read without bulk operations.
    private static final int BULK_FAILURES = 3;

    /// The import, as long as it is the claim's.
    private static final String CLAIMED = """
            where merchant_id = :merchant and shop_id = :shop and import_id = :import
                and fence = :fence and ended_at is null
            """;

    private final NightlyReadings nights;
    private final Sweeps sweeps;
    private final FoundLevels found;
    private final BulkReading bulk;
    private final Jdbi database;
    private final InstantSource time;
    private final ShopifyConfig config;

    Imports(
            NightlyReadings nights,
            Sweeps sweeps,
            FoundLevels found,
            BulkReading bulk,
            Jdbi database,
            InstantSource time,
            ShopifyConfig config) {
        this.nights = nights;
        this.sweeps = sweeps;
        this.found = found;
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

    @Transactional
    void begins(ImportClaim claim) {
        update(claim, "phase = 'WAREHOUSES'", it -> it);
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

    /// Something that bulk operations found is of no use, or there is none of it. When starting it anew has not helped
    /// either, the shop is read page by page.
    @Transactional
    void bulkFailed(ImportClaim claim, String problem) {
        bulk.forgetStage(claim.bulk());
        update(claim, """
                stage = null, prepared_at = null, bulk_failures = bulk_failures + 1,
                way = case when bulk_failures + 1 >= :most then 'PAGES' else 'BULK' end
                """, it -> it.bind("most", BULK_FAILURES));
        failed(claim, problem);
    }

    /// @param way how the variants are read from now on
    /// @param expected how many there are, if they were counted
    @Transactional
    void broughtIn(ImportClaim claim, int warehouses, Way way, Optional<Long> expected) {
        update(
                claim,
                """
                phase = case when :way = 'BULK' and stage is null then 'PREPARING' else 'VARIANTS' end, way = :way,
                expected_variants = coalesce(:expected, expected_variants), warehouses = :warehouses, problem = null,
                advanced_at = :now
                """,
                it -> it.bind("warehouses", warehouses)
                        .bind("way", way.name())
                        .bind("expected", expected.orElse(null))
                        .bind("now", time.instant()));
    }

    /// The caller is at the import, and nobody else until its transaction ends: who goes on with an import locks its
    /// row, which this keeps from them. It does not keep the caller from noting how far it has come.
    @Transactional(Transactional.TxType.MANDATORY)
    void hold(ImportClaim claim) {
        boolean isOurs = database.withHandle(handle -> of(claim, handle.createQuery("""
                        select from shop_import <claim> for key share
                        """.replace("<claim>", CLAIMED)))
                .mapToMap()
                .findOne()
                .isPresent());
        if (!isOurs) {
            throw new LeaseLost(claim);
        }
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

    @Transactional
    void leavesOut(ImportClaim claim, LeftOut variants) {
        update(
                claim,
                """
                without_sku = :withoutSku, with_shared_sku = :withSharedSku, gift_cards = :giftCards,
                uncounted = :uncounted, lease_until = :lease
                """,
                it -> it.bindMethods(variants).bind("lease", time.instant().plus(config.importLease())));
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
    /// comes to nothing, or is variants that it [holds][#hold] the import for, which another one waits for. Changes
    /// nothing if the import is not the claim's any more.
    @Transactional
    void takeAway(ImportClaim claim) {
        change(claim, "fence = fence + 1, lease_until = null, due_at = :now", it -> it.bind("now", time.instant()));
    }

    /// @param problem empty when all is in
    @Transactional
    void end(ImportClaim claim, Optional<String> problem) {
        nights.ends(claim.shop(), claim.startedAt()); // first, as a nightly reading locks its shop before its import
        if (problem.isEmpty()) {
            sweeps.wasRead(claim.shop(), claim.startedAt());
            found.tell(claim.shop());
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
        return database.withHandle(handle -> of(claim, bind.apply(handle.createUpdate("""
                        update shop_import set <changes> <claim>
                        """.replace("<changes>", changes)
                        .replace("<claim>", CLAIMED))))
                .execute());
    }

    private static <S extends SqlStatement<S>> S of(ImportClaim claim, S statement) {
        return statement
                .bind("merchant", claim.shop().merchantId())
                .bind("shop", claim.shop().shopId())
                .bind("import", claim.importId())
                .bind("fence", claim.fence());
    }
}
