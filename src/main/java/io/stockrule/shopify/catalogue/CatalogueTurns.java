package io.stockrule.shopify.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;

/// Who asks which shop about its doubts.
@ApplicationScoped
class CatalogueTurns {
    private final Jdbi database;
    private final InstantSource time;
    private final ShopifyConfig config;

    CatalogueTurns(Jdbi database, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Takes a shop that has doubts and may be asked, and that nobody is at: first of the merchant who has the fewest
    /// at work, then the one whose last turn is longest ago.
    @Transactional
    Optional<CatalogueClaim> claim() {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select s.merchant_id, s.shop_id
                            from shop s left join catalogue_reading r using (merchant_id, shop_id)
                            where (s.suspended_until is null or s.suspended_until <= :now)
                                and (r.due_at is null or r.due_at <= :now)
                                and (r.lease_until is null or r.lease_until <= :now)
                                and exists (
                                    select from catalogue_doubt d
                                    where d.merchant_id = s.merchant_id and d.shop_id = s.shop_id and d.open)
                            order by (
                                select count(*) from catalogue_reading a
                                where a.merchant_id = s.merchant_id and a.lease_until > :now),
                                r.ended_at nulls first
                            limit 1)
                        insert into catalogue_reading as r (merchant_id, shop_id, lease_until, fence)
                        select merchant_id, shop_id, :lease, 1 from due
                        on conflict (merchant_id, shop_id) do update
                        set lease_until = excluded.lease_until, fence = r.fence + 1
                        where r.lease_until is null or r.lease_until <= :now
                        returning merchant_id, shop_id, fence
                        """)
                .bind("now", now)
                .bind("lease", now.plus(config.catalogueLease()))
                .map((row, _) -> new CatalogueClaim(new ShopKey(row.getLong(1), row.getLong(2)), row.getLong(3)))
                .findOne());
    }

    /// The turn goes on. Nobody else takes it before the caller's transaction ends.
    ///
    /// @return false if somebody else has taken it meanwhile
    @Transactional(Transactional.TxType.MANDATORY)
    boolean goesOn(CatalogueClaim claim) {
        return change(
                claim,
                "lease_until = :lease, failures = 0, problem = null",
                it -> it.bind("lease", time.instant().plus(config.catalogueLease())));
    }

    /// The turn is over.
    ///
    /// @param problem why the shop cannot be asked for now; empty if nothing is wrong
    @Transactional
    void end(CatalogueClaim claim, Optional<String> problem) {
        change(
                claim,
                "lease_until = null, due_at = null, ended_at = :now, problem = :problem",
                it -> it.bind("now", time.instant()).bind("problem", problem.orElse(null)));
    }

    /// Tried again later, the later the more failures there were in a row: at most ten minutes.
    @Transactional
    void failed(CatalogueClaim claim, String problem) {
        change(claim, """
                lease_until = null, ended_at = :now, problem = :problem, failures = failures + 1,
                due_at = :now::timestamptz + interval '1 second' * least(2 * power(2, least(failures, 10)), 600)
                """, it -> it.bind("now", time.instant()).bind("problem", problem));
    }

    /// @param inDoubt products that Shopify is still to be asked about, and 1 for all locations
    /// @param oldestSince since when the first of them is in doubt
    /// @param problem why they are not asked about for now
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Progress(long inDoubt, Optional<Instant> oldestSince, Optional<String> problem) {}

    @Transactional
    Progress progress(ShopKey shop) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(d.*) in_doubt, min(d.asked_at) oldest, (
                            select problem from catalogue_reading r
                            where r.merchant_id = :merchant and r.shop_id = :shop) problem
                        from catalogue_doubt d
                        where d.merchant_id = :merchant and d.shop_id = :shop and d.open
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .map((RowView row) -> new Progress(
                        row.getColumn("in_doubt", Long.class),
                        Optional.ofNullable(row.getColumn("oldest", Instant.class)),
                        Optional.ofNullable(row.getColumn("problem", String.class))))
                .one());
    }

    private boolean change(CatalogueClaim claim, String changes, UnaryOperator<Update> bind) {
        return database.withHandle(handle -> bind.apply(handle.createUpdate("""
                        update catalogue_reading set <changes>
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        """.replace("<changes>", changes)))
                        .bind("merchant", claim.shop().merchantId())
                        .bind("shop", claim.shop().shopId())
                        .bind("fence", claim.fence())
                        .execute()
                == 1);
    }
}
