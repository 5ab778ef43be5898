package io.stockrule.shopify;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Which shops may be asked of Shopify now, and with what.
@ApplicationScoped
public class ShopLogins {
    private static final Logger LOG = Logger.getLogger(ShopLogins.class);
    private static final String UNREADABLE = "the shop's secrets cannot be read: enter them anew";

    private final Jdbi database;
    private final ShopSecrets secrets;
    private final InstantSource time;
    private final ShopifyConfig config;

    ShopLogins(Jdbi database, ShopSecrets secrets, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
        this.config = config;
    }

    /// Empty if the shop's secrets cannot be read. Then the shop is left alone as if Shopify had refused it, and its
    /// status says what to do.
    public Optional<ShopLogin> login(ShopKey key) {
        var login = read(key);
        if (login.isEmpty()) {
            LOG.warnf("shop %d is not asked: %s", key.shopId(), UNREADABLE);
            suspend(key, UNREADABLE);
        }
        return login;
    }

    private Optional<ShopLogin> read(ShopKey key) {
        return database.withHandle(handle -> handle.createQuery("""
                        select domain, client_id, client_secret, access_token from shop
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .map((row, _) -> login(key, row))
                .one());
    }

    private Optional<ShopLogin> login(ShopKey key, ResultSet row) throws SQLException {
        var domain = row.getString("domain");
        var clientId = row.getString("client_id");
        var secret = secrets.clientSecret(key, row.getBytes("client_secret"));
        byte @Nullable [] token = row.getBytes("access_token");
        if (token == null) {
            return secret.map(it -> new ShopLogin(key, domain, clientId, it, Optional.empty()));
        }
        var opened = secrets.accessToken(key, token);
        return opened.isEmpty() ? Optional.empty() : secret.map(it -> new ShopLogin(key, domain, clientId, it, opened));
    }

    /// Those of a merchant's shops whose secrets cannot be read.
    Set<Long> unreadable(long merchantId, Collection<Long> shopIds) {
        var unreadable = new HashSet<Long>();
        database.useHandle(handle -> handle.createQuery("""
                        select shop_id, domain, client_id, client_secret, access_token from shop
                        where merchant_id = :merchantId and shop_id = any(:shopIds)
                        """)
                .bind("merchantId", merchantId)
                .bindArray("shopIds", Long.class, shopIds)
                .map((row, _) -> {
                    var key = new ShopKey(merchantId, row.getLong("shop_id"));
                    return login(key, row).isPresent() ? Optional.<Long>empty() : Optional.of(key.shopId());
                })
                .forEach(shop -> shop.ifPresent(unreadable::add)));
        return unreadable;
    }

    /// Leaves Shopify alone for a while, unless the shop was given other credentials since: then the refusal says
    /// nothing about the new ones.
    ///
    /// @param refused what Shopify was shown
    /// @param reason for the merchant, without secrets
    public void suspend(ShopLogin refused, String reason) {
        if (read(refused.shop()).equals(Optional.of(refused))) {
            suspend(refused.shop(), reason);
        }
    }

    private void suspend(ShopKey key, String reason) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set suspended_until = :until, suspended_reason = :reason
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .bind("until", time.instant().plus(config.suspension()))
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
}
