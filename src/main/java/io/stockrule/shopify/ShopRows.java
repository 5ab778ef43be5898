package io.stockrule.shopify;

import io.stockrule.access.Problem;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Writes shops with their secrets.
@ApplicationScoped
class ShopRows {
    private final Jdbi database;
    private final ShopSecrets secrets;
    private final InstantSource time;
    private final ShopifyConfig config;

    ShopRows(Jdbi database, ShopSecrets secrets, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
        this.config = config;
    }

    ShopKey insert(long merchantId, NewShop shop, byte[] tokenHash) {
        return database.withHandle(handle -> {
            long id = handle.select("select nextval('stockrule_id')")
                    .mapTo(Long.class)
                    .one();
            var key = new ShopKey(merchantId, id);
            var accessToken = shop.accessToken();
            int rows = handle.createUpdate("""
                            insert into shop (merchant_id, shop_id, domain, time_zone, client_id, client_secret,
                                access_token, token_hash, created_at)
                            values (:merchantId, :shopId, :domain, :timeZone, :clientId, :clientSecret,
                                :accessToken, :tokenHash, :now)
                            on conflict (merchant_id, domain) do nothing
                            """)
                    .bind("merchantId", key.merchantId())
                    .bind("shopId", key.shopId())
                    .bind("domain", shop.domain().toLowerCase(Locale.ROOT))
                    .bind("timeZone", shop.timeZone())
                    .bind("clientId", shop.clientId())
                    .bind("clientSecret", secrets.encryptClientSecret(key, shop.clientSecret()))
                    .bind("accessToken", accessToken == null ? null : secrets.encryptAccessToken(key, accessToken))
                    .bind("tokenHash", tokenHash)
                    .bind("now", time.instant())
                    .execute();
            if (rows == 0) {
                throw new Problem(409, "shop-exists", "there is a shop %s already".formatted(shop.domain()));
            }
            return key;
        });
    }

    /// A new client secret leaves the old one valid for webhooks for a while.
    void updateSecrets(ShopKey key, ShopChange change) {
        var clientSecret = change.clientSecret();
        if (clientSecret != null) {
            database.useHandle(handle -> handle.createUpdate("""
                            update shop
                            set previous_secret = client_secret, previous_secret_until = :until, client_secret = :secret
                            where merchant_id = :merchantId and shop_id = :shopId
                            """)
                    .bind("merchantId", key.merchantId())
                    .bind("shopId", key.shopId())
                    .bind("until", time.instant().plus(config.oldSecret()))
                    .bind("secret", secrets.encryptClientSecret(key, clientSecret))
                    .execute());
        }
        var accessToken = change.accessToken();
        if (accessToken != null) {
            database.useHandle(handle -> handle.createUpdate("""
                            update shop set access_token = :token where merchant_id = :merchantId and shop_id = :shopId
                            """)
                    .bind("merchantId", key.merchantId())
                    .bind("shopId", key.shopId())
                    .bind("token", secrets.encryptAccessToken(key, accessToken))
                    .execute());
        }
    }

    /// Leaves Shopify alone for a while, unless the shop was given other credentials since: then the refusal says
    /// nothing about the new ones.
    ///
    /// @param refused what Shopify was shown
    /// @param reason for the merchant, without secrets
    void suspend(ShopLogin refused, String reason, Instant until) {
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
    void liftSuspension(ShopKey key) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set suspended_until = null, suspended_reason = null
                        where merchant_id = :merchantId and shop_id = :shopId and suspended_until is not null
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .execute());
    }

    /// Shops that have items to be re-read and may be asked.
    List<ShopKey> withDueItems() {
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

    ShopLogin login(ShopKey key) {
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
