package io.stockrule.shopify.admin;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// The token pairs of connected shops, a row each, for all replicas. Who renews a pair takes a lease first;
/// each lease and each new pair has a number of its own, the fence, and nobody writes with an older one.
@ApplicationScoped
class TokenPairs {
    private final Jdbi database;
    private final ShopSecrets secrets;
    private final InstantSource time;

    TokenPairs(Jdbi database, ShopSecrets secrets, InstantSource time) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
    }

    /// @param pair empty if it cannot be read any more
    record Kept(Optional<TokenPair> pair, long fence) {}

    /// Empty if the shop is not connected.
    Optional<Kept> find(ShopKey shop) {
        return database.withHandle(handle -> shop(handle.createQuery("""
                        select access_token, access_until, refresh_token, refresh_until, fence from shop_connection
                        where merchant_id = :merchant and shop_id = :shop
                        """), shop)
                .map((row, _) -> new Kept(pair(shop, row), row.getLong("fence")))
                .findOne());
    }

    private Optional<TokenPair> pair(ShopKey shop, ResultSet row) throws SQLException {
        var access = secrets.offlineToken(shop, row.getBytes("access_token"));
        var refresh = secrets.refreshToken(shop, row.getBytes("refresh_token"));
        var accessUntil = row.getObject("access_until", OffsetDateTime.class).toInstant();
        var refreshUntil = row.getObject("refresh_until", OffsetDateTime.class).toInstant();
        return access.flatMap(a -> refresh.map(r -> new TokenPair(a, accessUntil, r, refreshUntil)));
    }

    /// Takes it on to renew the pair that was found, unless somebody else is at it or has done so.
    ///
    /// @return the fence to write with
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Long> claim(ShopKey shop, Kept found, Duration lease) {
        var now = time.instant();
        return database.withHandle(handle -> shop(handle.createQuery("""
                        update shop_connection set lease_until = :lease, fence = fence + 1
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                            and (lease_until is null or lease_until <= :now)
                        returning fence
                        """), shop)
                .bind("fence", found.fence())
                .bind("now", now)
                .bind("lease", now.plus(lease))
                .mapTo(Long.class)
                .findOne());
    }

    /// The new pair takes the place of the old one, in a transaction of its own: what Shopify gave is not
    /// given back when something else fails.
    ///
    /// @return false if the lease is somebody else's by now, or the merchant has connected the shop again
    @Transactional(TxType.REQUIRES_NEW)
    public boolean renew(ShopKey shop, long fence, TokenPair pair) {
        return database.withHandle(handle ->
                pair(handle.createUpdate("""
                        update shop_connection
                        set access_token = :access, access_until = :accessUntil, refresh_token = :refresh,
                            refresh_until = :refreshUntil, lease_until = null, fence = fence + 1
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        """), shop, pair).bind("fence", fence).execute() == 1);
    }

    /// Ends a lease under which nothing came.
    @Transactional(TxType.REQUIRES_NEW)
    public void release(ShopKey shop, long fence) {
        database.useHandle(handle ->
                shop(handle.createUpdate("""
                        update shop_connection set lease_until = null
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        """), shop).bind("fence", fence).execute());
    }

    /// The access token that was found is no longer good.
    @Transactional(TxType.REQUIRES_NEW)
    public void expire(ShopKey shop, Kept found) {
        database.useHandle(handle -> shop(handle.createUpdate("""
                        update shop_connection set access_until = :now
                        where merchant_id = :merchant and shop_id = :shop and fence = :fence
                        """), shop)
                .bind("fence", found.fence())
                .bind("now", time.instant())
                .execute());
    }

    /// The merchant has consented. What opened the shop before opens it no more, and Shopify is asked again
    /// at once.
    @Transactional
    public void connect(ShopKey shop, TokenPair pair, Collection<String> scopes) {
        var granted = scopes.stream().sorted().toList();
        database.useHandle(handle -> {
            shop(handle.createUpdate("""
                            update shop
                            set by_consent = true, access_token = null, granted_scopes = :scopes,
                                suspended_until = null, suspended_reason = null
                            where merchant_id = :merchant and shop_id = :shop
                            """), shop)
                    .bindArray("scopes", String.class, granted)
                    .execute();
            pair(handle.createUpdate("""
                            insert into shop_connection as c (merchant_id, shop_id, number, access_token, access_until,
                                refresh_token, refresh_until, connected_at, fence)
                            values (:merchant, :shop, nextval('stockrule_id'), :access, :accessUntil, :refresh,
                                :refreshUntil, :now, 1)
                            on conflict (merchant_id, shop_id) do update
                            set number = excluded.number, access_token = excluded.access_token,
                                access_until = excluded.access_until, refresh_token = excluded.refresh_token,
                                refresh_until = excluded.refresh_until, connected_at = excluded.connected_at,
                                lease_until = null, fence = c.fence + 1
                            """), shop, pair)
                    .bind("now", time.instant())
                    .execute();
        });
    }

    private static <S extends SqlStatement<S>> S shop(S statement, ShopKey shop) {
        return statement.bind("merchant", shop.merchantId()).bind("shop", shop.shopId());
    }

    private <S extends SqlStatement<S>> S pair(S statement, ShopKey shop, TokenPair pair) {
        return shop(statement, shop)
                .bind("access", secrets.encryptOfflineToken(shop, pair.access()))
                .bind("accessUntil", pair.accessUntil())
                .bind("refresh", secrets.encryptRefreshToken(shop, pair.refresh()))
                .bind("refreshUntil", pair.refreshUntil());
    }
}
