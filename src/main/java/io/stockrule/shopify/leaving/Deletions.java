package io.stockrule.shopify.leaving;

import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Shops that are being deleted, and who is at it.
@ApplicationScoped
class Deletions {
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Jdbi database;
    private final InstantSource time;

    Deletions(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Takes one that nobody is at: first of the merchant who has the fewest at work, then the oldest.
    @Transactional
    Optional<DeletionClaim> claim() {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select merchant_id, shop_id from shop_deletion d
                            where due_at <= :now and (lease_until is null or lease_until <= :now)
                            order by (
                                select count(*) from shop_deletion a
                                where a.merchant_id = d.merchant_id and a.lease_until > :now),
                                started_at
                            limit 1
                            for update skip locked)
                        update shop_deletion d set lease_until = :lease, fence = d.fence + 1
                        from due
                        where (d.merchant_id, d.shop_id) = (due.merchant_id, due.shop_id)
                        returning d.merchant_id, d.shop_id, d.fence
                        """)
                .bind("now", now)
                .bind("lease", now.plus(LEASE))
                .map((row, _) -> new DeletionClaim(new ShopKey(row.getLong(1), row.getLong(2)), row.getLong(3)))
                .findOne());
    }

    /// @param rows that are gone since the last time
    /// @return false if somebody else has taken it meanwhile
    @Transactional
    boolean goesOn(DeletionClaim claim, int rows) {
        return change(
                claim,
                "lease_until = :lease, deleted = deleted + :rows, failures = 0",
                it -> it.bind("lease", time.instant().plus(LEASE)).bind("rows", rows));
    }

    /// Nothing more is asked of Shopify, so what opens the shop is not needed any more.
    @Transactional
    void forgetSecrets(DeletionClaim claim) {
        change(claim, "client_secret = null, access_token = null", it -> it);
    }

    /// Hashes of the tokens in the addresses that the shop's webhooks went to.
    @Transactional
    Set<ByteBuffer> addresses(ShopKey shop) {
        var hashes = new HashSet<ByteBuffer>();
        database.useHandle(handle -> handle.createQuery("""
                        select token_hash, webhook_token_hash from shop_deletion
                        where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .map((row, _) -> {
                    hashes.add(ByteBuffer.wrap(row.getBytes(1)));
                    byte @Nullable [] own = row.getBytes(2);
                    return own != null && hashes.add(ByteBuffer.wrap(own));
                })
                .list());
        return hashes;
    }

    /// Gives it back, to be gone on with at once by whoever may.
    @Transactional
    void release(DeletionClaim claim) {
        change(claim, "lease_until = null", it -> it);
    }

    /// Tried again later, the later the more failures there were in a row: at most ten minutes.
    @Transactional
    void failed(DeletionClaim claim) {
        change(claim, """
                lease_until = null, failures = failures + 1,
                due_at = :now::timestamptz + interval '1 second' * least(2 * power(2, least(failures, 10)), 600)
                """, it -> it.bind("now", time.instant()));
    }

    /// Nothing is left of the shop.
    ///
    /// @return how many rows it were; empty if somebody else has taken it meanwhile
    @Transactional
    Optional<Long> end(DeletionClaim claim) {
        return database.withHandle(handle -> handle.createQuery("""
                        delete from shop_deletion
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        returning deleted
                        """)
                .bind("merchant", claim.shop().merchantId())
                .bind("shop", claim.shop().shopId())
                .bind("fence", claim.fence())
                .mapTo(Long.class)
                .findOne());
    }

    private boolean change(DeletionClaim claim, String changes, UnaryOperator<Update> bind) {
        return database.withHandle(handle -> bind.apply(handle.createUpdate("""
                        update shop_deletion set <changes>
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        """.replace("<changes>", changes)))
                        .bind("merchant", claim.shop().merchantId())
                        .bind("shop", claim.shop().shopId())
                        .bind("fence", claim.fence())
                        .execute()
                == 1);
    }
}
