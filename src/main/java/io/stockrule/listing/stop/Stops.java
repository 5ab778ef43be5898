package io.stockrule.listing.stop;

import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Stops listings, resumes them, and takes those out of their lists that were to leave. Callers bring the
/// transaction; whoever stops or resumes marks the targets in it.
@ApplicationScoped
public class Stops {
    private final Jdbi database;
    private final StaleTargets stale;
    private final InstantSource time;

    Stops(Jdbi database, StaleTargets stale, InstantSource time) {
        this.database = database;
        this.stale = stale;
        this.time = time;
    }

    /// Of those that are stopped already it stays known since when and by whom; whether they leave is for
    /// the newest job to say.
    ///
    /// @param job that wants it
    /// @param leave they leave their lists as soon as Amazon shows the 0
    @Transactional(TxType.MANDATORY)
    public void stop(long merchantId, Collection<Long> listings, String by, long job, boolean leave) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into listing_stop (merchant_id, listing_id, stopped_at, stopped_by, job_id, leaves)
                        select merchant_id, listing_id, :now, :by, :job, :leave from listing
                        where merchant_id = :merchant and listing_id = any(:listings)
                        order by listing_id
                        on conflict (merchant_id, listing_id) do update
                        set job_id = excluded.job_id, leaves = excluded.leaves
                        """)
                .bind("merchant", merchantId)
                .bindArray("listings", Long.class, listings)
                .bind("now", time.instant())
                .bind("by", by)
                .bind("job", job)
                .bind("leave", leave)
                .execute());
    }

    @Transactional(TxType.MANDATORY)
    public void resume(long merchantId, Collection<Long> listings) {
        database.useHandle(handle -> handle.createUpdate(
                        "delete from listing_stop where merchant_id = :merchant and listing_id = any(:listings)")
                .bind("merchant", merchantId)
                .bindArray("listings", Long.class, listings)
                .execute());
    }

    /// A listing that is to leave its list.
    ///
    /// @param target empty when it is not linked, or not any more
    /// @param decided nothing about its number is still to be decided, nor being decided without knowledge
    /// of this
    public record Leaving(long listingId, Optional<TargetKey> target, boolean decided) {}

    /// The next ones of a job, in the order of their ids.
    @Transactional(TxType.MANDATORY)
    public List<Leaving> leaving(long merchantId, long job, long after, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select s.listing_id, l.amazon_account_id, l.seller_sku,
                            t.lease_until is null and (t.due_at is null or t.due_at > :now) as decided
                        from listing_stop s join listing l using (merchant_id, listing_id)
                        left join target t on t.merchant_id = l.merchant_id
                            and t.amazon_account_id = l.amazon_account_id and t.seller_sku = l.seller_sku
                        where s.merchant_id = :merchant and s.job_id = :job and s.listing_id > :after and s.leaves
                        order by s.listing_id limit :most
                        """)
                .bind("merchant", merchantId)
                .bind("job", job)
                .bind("after", after)
                .bind("now", time.instant())
                .bind("most", most)
                .map((row, _) ->
                        new Leaving(row.getLong("listing_id"), target(merchantId, row), row.getBoolean("decided")))
                .list());
    }

    /// Takes those out of their lists that are still to leave. What Amazon shows stays there, and nothing
    /// follows it any more.
    @Transactional(TxType.MANDATORY)
    public void remove(long merchantId, Collection<Leaving> leaving) {
        stale.linksChange(merchantId);
        var gone = Columns.of(leaving)
                .longs("listings", Leaving::listingId)
                .texts("skus", it -> it.target().map(TargetKey::sellerSku).orElse(null));
        var targets = database.withHandle(handle -> gone.bindTo(handle.createQuery("""
                        delete from listing l using unnest(:listings, :skus) k(listing_id, sku), listing_stop s
                        where l.merchant_id = :merchant and l.listing_id = k.listing_id
                            and l.seller_sku is not distinct from k.sku
                            and s.merchant_id = l.merchant_id and s.listing_id = l.listing_id and s.leaves
                        returning l.amazon_account_id, l.seller_sku
                        """))
                .bind("merchant", merchantId)
                .map((row, _) -> target(merchantId, row))
                .list());
        stale.fanOut(targets.stream().flatMap(Optional::stream).distinct().toList(), false);
    }

    /// Those that a job has not taken out of their lists stay there, stopped.
    @Transactional(TxType.MANDATORY)
    public void stay(long merchantId, long job) {
        database.useHandle(handle -> handle.execute(
                "update listing_stop set leaves = false where merchant_id = ? and job_id = ? and leaves",
                merchantId,
                job));
    }

    private static Optional<TargetKey> target(long merchantId, ResultSet row) throws SQLException {
        var account = new AccountKey(merchantId, row.getLong("amazon_account_id"));
        return Optional.ofNullable(row.getString("seller_sku")).map(sku -> new TargetKey(account, sku));
    }
}
