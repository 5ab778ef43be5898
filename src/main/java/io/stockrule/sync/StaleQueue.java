package io.stockrule.sync;

import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.Lane;
import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The stale targets as a queue: claimed in batches under a lease and a fence, released when they are decided. A mark
/// that is made meanwhile keeps its target due.
final class StaleQueue {
    /// Changes the targets of claims that are still ours. They are locked in the order of their keys, as everywhere.
    private static final String OURS = """
            update target t set <changes>
            from (
                select claim.*
                from (select * from unnest(:merchants, :accounts, :skus, :fences<arguments>) order by 1, 2, 3)
                    claim(merchant_id, amazon_account_id, seller_sku, fence<names>)
                cross join lateral (
                    select from target t
                    where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                        = (claim.merchant_id, claim.amazon_account_id, claim.seller_sku)
                      and t.fence = claim.fence
                    for update) ours
                offset 0) claim
            where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                = (claim.merchant_id, claim.amazon_account_id, claim.seller_sku)
              and t.fence = claim.fence
            returning t.merchant_id, t.amazon_account_id, t.seller_sku
            """;

    private StaleQueue() {}

    /// A target to be decided.
    ///
    /// @param fence number of this lease, or of the last one if there is none: with a later one the target is
    ///     not ours any more
    /// @param marked the changes it had seen when it was claimed
    /// @param asked how often a person had asked for an update
    /// @param wanted true when one of these was not handed over yet
    record Claim(TargetKey target, long fence, long marked, long asked, boolean wanted) {}

    /// Merchants with targets in a lane, in the order of their ids. Each is found by a leap over all targets of the one
    /// before, so it costs the same whether they have one or a million.
    ///
    /// @param after only those with a higher id
    static List<Long> merchants(Handle handle, Lane lane, long after, int most) {
        return handle.createQuery("""
                        with recursive turn(merchant_id) as (
                            (select merchant_id from target
                            where lane = <lane> and due_at is not null and merchant_id > :after
                            order by merchant_id limit 1)
                            union all
                            select (select t.merchant_id from target t
                                where t.lane = <lane> and t.due_at is not null and t.merchant_id > turn.merchant_id
                                order by t.merchant_id limit 1)
                            from turn where turn.merchant_id is not null)
                        select merchant_id from turn where merchant_id is not null limit :most
                        """.replace("<lane>", String.valueOf(lane.number())))
                .bind("after", after)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    /// Merchants of the targets whose time boundary came first, and that nobody decides yet. All others with a
    /// boundary, however many, are not looked at.
    static List<Long> atTheirTime(Handle handle, Instant now, int targets) {
        return handle.createQuery("""
                        select distinct merchant_id from (
                            select merchant_id from target
                            where lane = 2 and due_at <= :now and (lease_until is null or lease_until <= :now)
                            order by due_at limit :most) first
                        order by merchant_id
                        """)
                .bind("now", now)
                .bind("most", targets)
                .mapTo(Long.class)
                .list();
    }

    /// Claims targets of these merchants, those that wait longest first.
    ///
    /// @param most of each merchant
    static List<Claim> claim(Handle handle, Lane lane, List<Long> merchants, int most, Duration lease, Instant now) {
        return handle.createQuery("""
                        with due as (
                            select one.* from unnest(:merchants) turn(merchant_id)
                            cross join lateral (
                                select merchant_id, amazon_account_id, seller_sku from target
                                where target.merchant_id = turn.merchant_id and lane = <lane>
                                    and due_at <= :now and (lease_until is null or lease_until <= :now)
                                order by due_at
                                limit :most
                                for update skip locked) one)
                        update target t set fence = t.fence + 1, lease_until = :leaseUntil
                        from due
                        where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                            = (due.merchant_id, due.amazon_account_id, due.seller_sku)
                        returning t.merchant_id, t.amazon_account_id, t.seller_sku,
                            t.fence, t.marked, t.asked, t.asked > t.answered
                        """.replace("<lane>", String.valueOf(lane.number())))
                .bindArray("merchants", Long.class, merchants)
                .bind("now", now)
                .bind("leaseUntil", now.plus(lease))
                .bind("most", most)
                .map((row, _) -> new Claim(
                        new TargetKey(new AccountKey(row.getLong(1), row.getLong(2)), row.getString(3)),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getBoolean(7)))
                .list();
    }

    /// These targets are decided. One that was marked meanwhile stays due, since it was claimed; the others
    /// are due at their next time boundary. A claim that is not ours any more is left to those who have
    /// claimed the target since, or have decided it without a lease.
    ///
    /// @return which were ours
    static Set<TargetKey> release(
            Handle handle, List<Claim> claims, Map<TargetKey, Instant> boundaries, Instant claimedAt) {
        var values = Columns.of(claims)
                .longs("marked", Claim::marked)
                .longs("asked", Claim::asked)
                .times("boundary", claim -> boundaries.get(claim.target()));
        var statement = handle.createQuery(OURS.replace("<arguments>", ", " + values.arguments())
                .replace("<names>", ", " + values.names())
                .replace("<changes>", """
                        lease_until = null, fence = t.fence + 1, answered = claim.asked,
                            lane = case when t.marked = claim.marked then 2 else t.lane end,
                            due_at = case when t.marked = claim.marked then claim.boundary
                                else greatest(t.due_at, :claimedAt) end"""));
        return keys(values.bindTo(columns(claims).bindTo(statement)).bind("claimedAt", claimedAt));
    }

    /// These targets are left to others, as they were.
    static void giveBack(Handle handle, List<Claim> claims) {
        keys(columns(claims)
                .bindTo(handle.createQuery(OURS.replace("<arguments>", "")
                        .replace("<names>", "")
                        .replace("<changes>", "lease_until = null"))));
    }

    private static Set<TargetKey> keys(Query query) {
        return query
                .map((row, _) -> new TargetKey(new AccountKey(row.getLong(1), row.getLong(2)), row.getString(3)))
                .stream()
                .collect(Collectors.toSet());
    }

    private static Columns<Claim> columns(Collection<Claim> claims) {
        return TargetKey.columns(claims, Claim::target).longs("fences", Claim::fence);
    }
}
