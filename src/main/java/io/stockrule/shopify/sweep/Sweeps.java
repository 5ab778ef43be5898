package io.stockrule.shopify.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.ledger.LevelDifference.Cause;
import io.stockrule.stock.ledger.LevelDifferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// How far each shop has been swept, and who is at it. A sweep that fails anywhere counts as not made: the next one
/// begins where the last good one began.
@ApplicationScoped
public class Sweeps {
    private final Jdbi database;
    private final InstantSource time;
    private final ShopTurns turns;
    private final LevelDifferences differences;
    private final ShopifyConfig config;

    Sweeps(Jdbi database, InstantSource time, ShopTurns turns, LevelDifferences differences, ShopifyConfig config) {
        this.database = database;
        this.time = time;
        this.turns = turns;
        this.differences = differences;
        this.config = config;
    }

    /// Takes a shop that is due and nobody is at, and that may be asked: first of the merchant who has the fewest at
    /// work. One that is being read whole has its turn afterwards, unless that reading is stuck.
    @Transactional
    Optional<SweepClaim> claim() {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select merchant_id, shop_id from level_sweep w
                            where due_at <= :now and (lease_until is null or lease_until <= :now)
                                and exists (
                                    select from shop s
                                    where s.merchant_id = w.merchant_id and s.shop_id = w.shop_id
                                        and (s.suspended_until is null or s.suspended_until <= :now))
                                and not exists (
                                    select from shop_import i
                                    where i.merchant_id = w.merchant_id and i.shop_id = w.shop_id
                                        and i.ended_at is null and i.problem is null)
                            order by (
                                select count(*) from level_sweep a
                                where a.merchant_id = w.merchant_id and a.lease_until > :now),
                                due_at
                            limit 1
                            for update skip locked)
                        update level_sweep w set lease_until = :lease, fence = w.fence + 1
                        from due
                        where (w.merchant_id, w.shop_id) = (due.merchant_id, due.shop_id)
                        returning w.merchant_id, w.shop_id, w.fence, w.swept_to
                        """)
                .bind("now", now)
                .bind("lease", now.plus(config.sweepLease()))
                .map((row, _) ->
                        new SweepClaim(new ShopKey(row.getLong(1), row.getLong(2)), row.getLong(3), time(row, 4)))
                .findOne());
    }

    /// The shop was read whole, from this moment on.
    @Transactional(Transactional.TxType.MANDATORY)
    public void wasRead(ShopKey shop, Instant from) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into level_sweep as w (merchant_id, shop_id, swept_to, due_at)
                        values (:merchant, :shop, :from, :due)
                        on conflict (merchant_id, shop_id) do update set swept_to = greatest(w.swept_to, excluded.swept_to)
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("from", from)
                .bind("due", time.instant().plus(config.sweepEvery()))
                .execute());
    }

    /// Whether the shop was read whole, ever.
    boolean wasEverRead(ShopKey shop) {
        return database.withHandle(handle -> handle.createQuery(
                        "select exists(select from level_sweep where merchant_id = :merchant and shop_id = :shop)")
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .mapTo(Boolean.class)
                .one());
    }

    /// Locations of the shop by Shopify's ids, as far as they are known.
    List<Long> locations(ShopKey shop) {
        return database.withHandle(handle -> handle.createQuery("""
                        select location_id from warehouse
                        where merchant_id = :merchant and shop_id = :shop order by location_id
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .mapTo(Long.class)
                .list());
    }

    /// The sweep goes on, and nobody else takes it before the caller's transaction ends.
    ///
    /// @return false if somebody else has taken it meanwhile, or the shop has been deleted
    @Transactional(Transactional.TxType.MANDATORY)
    boolean goesOn(SweepClaim claim) {
        return change(
                claim,
                "lease_until = :lease",
                it -> it.bind("lease", time.instant().plus(config.sweepLease())));
    }

    /// All that changed before this moment is known.
    @Transactional
    void swept(SweepClaim claim, Instant to) {
        change(
                claim,
                "swept_to = greatest(swept_to, :to), due_at = :due, lease_until = null, failures = 0, problem = null",
                it -> it.bind("to", to).bind("due", time.instant().plus(config.sweepEvery())));
    }

    /// Tried again later, the later the more failures there were in a row, from where the last good one began.
    @Transactional
    void failed(SweepClaim claim, String problem) {
        change(
                claim,
                """
                problem = :problem, failures = failures + 1, lease_until = null,
                due_at = :now::timestamptz + interval '1 second' * least(5 * power(2, least(failures, 10)), :most)
                """,
                it -> it.bind("problem", problem)
                        .bind("now", time.instant())
                        .bind("most", config.sweepEvery().toSeconds()));
    }

    /// Gives the shop back, to be swept when it may be asked.
    @Transactional
    void release(SweepClaim claim, Optional<String> problem) {
        change(claim, "lease_until = null, problem = :problem", it -> it.bind("problem", problem.orElse(null)));
    }

    /// More has changed than a sweep can bring in: the whole shop is read instead, now.
    @Transactional
    void readWhole(SweepClaim claim, String problem) {
        turns.readWhole(claim.shop());
        failed(claim, problem);
    }

    /// @param lastSweptAt what changed before is known; empty as long as the shop was never read
    /// @param found levels that were other than known, ever, by why; also by readings of the whole shop
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Progress(
            Optional<Instant> lastSweptAt, Optional<Instant> dueAt, Map<Cause, Long> found, Optional<String> problem) {}

    @Transactional
    Progress progress(ShopKey shop) {
        var found = differences.counts(shop.merchantId(), shop.shopId());
        return database.withHandle(handle -> handle.createQuery("""
                        select swept_to, due_at, problem from level_sweep
                        where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .map((row, _) -> new Progress(
                        Optional.of(time(row, 1)),
                        Optional.of(time(row, 2)),
                        found,
                        Optional.ofNullable(row.getString(3))))
                .findOne()
                .orElseGet(() -> new Progress(Optional.empty(), Optional.empty(), found, Optional.empty())));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// Changes nothing if somebody else has taken the shop meanwhile.
    private boolean change(SweepClaim claim, String changes, UnaryOperator<Update> bind) {
        return database.withHandle(handle -> bind.apply(handle.createUpdate("""
                        update level_sweep set <changes>
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        """.replace("<changes>", changes)))
                        .bind("merchant", claim.shop().merchantId())
                        .bind("shop", claim.shop().shopId())
                        .bind("fence", claim.fence())
                        .execute()
                == 1);
    }
}
