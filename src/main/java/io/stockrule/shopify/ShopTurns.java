package io.stockrule.shopify;

import io.stockrule.shopify.ShopTurn.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;

/// Who is at which work for which shop.
@ApplicationScoped
public class ShopTurns {
    private final Jdbi database;
    private final InstantSource time;

    ShopTurns(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Takes a shop that may be asked, where the work is due and nobody is at it: first of the merchant who has the
    /// fewest at work, then the one whose last turn is longest ago.
    @Transactional
    public Optional<ShopTurn> claim(Work work, Duration lease) {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select s.merchant_id, s.shop_id
                            from shop s
                            left join shop_turn r
                                on r.merchant_id = s.merchant_id and r.shop_id = s.shop_id and r.work = :work
                            where (s.suspended_until is null or s.suspended_until <= :now)
                                and (r.due_at is null or r.due_at <= :now)
                                and (r.lease_until is null or r.lease_until <= :now)
                                and <wanted>
                            order by (
                                select count(*) from shop_turn a
                                where a.merchant_id = s.merchant_id and a.work = :work and a.lease_until > :now),
                                r.ended_at nulls first
                            limit 1
                            for key share of s skip locked)
                        insert into shop_turn as r (merchant_id, shop_id, work, lease_until, fence)
                        select merchant_id, shop_id, :work, :lease, 1 from due
                        on conflict (merchant_id, shop_id, work) do update
                        set lease_until = excluded.lease_until, fence = r.fence + 1
                        where r.lease_until is null or r.lease_until <= :now
                        returning merchant_id, shop_id, fence, known_to
                        """.replace("<wanted>", work.wanted()))
                .bind("work", work)
                .bind("now", now)
                .bind("lease", now.plus(lease))
                .map((RowView row) -> new ShopTurn(
                        new ShopKey(row.getColumn("merchant_id", Long.class), row.getColumn("shop_id", Long.class)),
                        work,
                        row.getColumn("fence", Long.class),
                        Optional.ofNullable(row.getColumn("known_to", Instant.class))))
                .findOne());
    }

    /// The turn goes on, and nobody else takes it before the caller's transaction ends.
    ///
    /// @return false if somebody else has taken it meanwhile, or the shop has been deleted
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean goesOn(ShopTurn turn, Duration lease) {
        return change(
                turn,
                "lease_until = :lease, failures = 0, problem = null",
                it -> it.bind("lease", time.instant().plus(lease)));
    }

    /// The turn is over.
    ///
    /// @param next how long until the work is due again; zero if it is whenever there is something to do
    /// @param problem why it cannot be done for now; empty if nothing is wrong
    @Transactional
    public void end(ShopTurn turn, Duration next, Optional<String> problem) {
        change(
                turn,
                "lease_until = null, failures = 0, ended_at = :now, due_at = :due, problem = :problem",
                it -> it.bind("now", time.instant())
                        .bind("due", time.instant().plus(next))
                        .bind("problem", problem.orElse(null)));
    }

    /// As [#end], and what was so before this moment is known.
    @Transactional
    public void end(ShopTurn turn, Duration next, Instant knownTo) {
        change(turn, "known_to = :known", it -> it.bind("known", knownTo));
        end(turn, next, Optional.empty());
    }

    /// Has the whole shop read, as soon as may be.
    @Transactional
    public void readWhole(ShopKey shop) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set read_due_at = :now where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("now", time.instant())
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .execute());
    }

    /// Gives the turn back, to be gone on with at once by whoever may.
    @Transactional
    public void release(ShopTurn turn) {
        change(turn, "lease_until = null", it -> it);
    }

    /// Tried again later, the later the more failures there were in a row: at most ten minutes.
    @Transactional
    public void failed(ShopTurn turn, String problem) {
        change(turn, """
                lease_until = null, ended_at = :now, problem = :problem, failures = failures + 1,
                due_at = :now::timestamptz + interval '1 second' * least(2 * power(2, least(failures, 10)), 600)
                """, it -> it.bind("now", time.instant()).bind("problem", problem));
    }

    /// @param endedAt the latest turn; empty before the first has ended
    /// @param knownTo what was so before this moment is known, where the work is to find what has changed
    /// @param problem why the latest turn failed
    public record Standing(Optional<Instant> endedAt, Optional<Instant> knownTo, Optional<String> problem) {
        static final Standing NEVER = new Standing(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// How the work goes at a shop.
    @Transactional
    public Standing standing(ShopKey shop, Work work) {
        return database.withHandle(handle -> handle.createQuery("""
                        select ended_at, known_to, problem from shop_turn
                        where merchant_id = :merchant and shop_id = :shop and work = :work
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("work", work)
                .map((RowView row) -> new Standing(
                        Optional.ofNullable(row.getColumn("ended_at", Instant.class)),
                        Optional.ofNullable(row.getColumn("known_to", Instant.class)),
                        Optional.ofNullable(row.getColumn("problem", String.class))))
                .findOne()
                .orElse(Standing.NEVER));
    }

    private boolean change(ShopTurn turn, String changes, UnaryOperator<Update> bind) {
        return database.withHandle(handle -> bind.apply(handle.createUpdate("""
                        update shop_turn set <changes>
                        where merchant_id = :merchant and shop_id = :shop and work = :work and fence = :fence
                        """.replace("<changes>", changes)))
                        .bind("merchant", turn.shop().merchantId())
                        .bind("shop", turn.shop().shopId())
                        .bind("work", turn.work())
                        .bind("fence", turn.fence())
                        .execute()
                == 1);
    }
}
