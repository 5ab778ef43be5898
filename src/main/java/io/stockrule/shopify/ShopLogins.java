package io.stockrule.shopify;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Which shops may be asked of Shopify now, and with what.
@ApplicationScoped
public class ShopLogins {
    private final Jdbi database;
    private final ShopSecrets secrets;
    private final InstantSource time;

    ShopLogins(Jdbi database, ShopSecrets secrets, InstantSource time) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
    }

    /// Leaves Shopify alone for a while, unless the shop was given other credentials since: then the refusal says
    /// nothing about the new ones.
    ///
    /// @param refused what Shopify was shown
    /// @param reason for the merchant, without secrets
    public void suspend(ShopLogin refused, String reason, Instant until) {
        var key = refused.shop();
        if (!login(key).equals(refused)) {
            return;
        }
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set suspended_until = :until, suspended_reason = :reason
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .bind("until", until)
                .bind("reason", reason)
                .execute());
    }

    /// Shopify answers again.
    public void liftSuspension(ShopKey key) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set suspended_until = null, suspended_reason = null
                        where merchant_id = :merchantId and shop_id = :shopId and suspended_until is not null
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .execute());
    }

    /// Shops that have items to be re-read and may be asked.
    public List<ShopKey> withDueItems() {
        return database.withHandle(handle -> handle.createQuery("""
                        select merchant_id, shop_id from shop s
                        where (suspended_until is null or suspended_until <= :now)
                            and exists (
                                select from inventory_item i
                                where i.merchant_id = s.merchant_id and i.shop_id = s.shop_id
                                    and i.due_at <= :now and (i.lease_until is null or i.lease_until <= :now))
                        """)
                .bind("now", time.instant())
                .map((row, _) -> new ShopKey(row.getLong(1), row.getLong(2)))
                .list());
    }

    public ShopLogin login(ShopKey key) {
        return database.withHandle(handle -> handle.createQuery("""
                        select domain, client_id, client_secret, access_token from shop
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .map((row, _) -> login(key, row))
                .one());
    }

    private ShopLogin login(ShopKey key, ResultSet row) throws SQLException {
        byte @Nullable [] token = row.getBytes("access_token");
        return new ShopLogin(
                key,
                row.getString("domain"),
                row.getString("client_id"),
                secrets.decryptClientSecret(key, row.getBytes("client_secret")),
                token == null ? Optional.empty() : Optional.of(secrets.decryptAccessToken(key, token)));
    }
}
