package io.stockrule.shopify;

import io.stockrule.access.Problem;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;

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
}
