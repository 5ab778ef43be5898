package io.stockrule.shopify;

import io.stockrule.activity.Activities;
import io.stockrule.activity.Activities.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Which shops may be asked of Shopify now, and with what.
@ApplicationScoped
public class ShopLogins {
    private static final Logger LOG = Logger.getLogger(ShopLogins.class);

    /// How long before its end a connection that nothing has used is told of.
    private static final Duration WARNING = Duration.ofDays(14);

    private static final String UNREADABLE = "the shop's secrets cannot be read: enter them anew";
    private static final String UNINSTALLED = "the app was uninstalled in Shopify";

    private final Jdbi database;
    private final ShopSecrets secrets;
    private final Activities activities;
    private final InstantSource time;
    private final ShopifyConfig config;

    ShopLogins(Jdbi database, ShopSecrets secrets, Activities activities, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.secrets = secrets;
        this.activities = activities;
        this.time = time;
        this.config = config;
    }

    /// Empty if the shop's secrets cannot be read. Then the shop is left alone as if Shopify had refused it,
    /// and its status says what to do. Empty, too, if the shop has been deleted.
    public Optional<ShopLogin> login(ShopKey key) {
        var login = read(key);
        if (login.isEmpty() && suspend(key, UNREADABLE)) {
            LOG.warnf("shop %d is not asked: %s", key.shopId(), UNREADABLE);
        }
        return login;
    }

    /// The app that a shop's merchant lets in, whether or not that has happened; empty if its secret cannot
    /// be read. What opens the shop besides is of no use.
    public Optional<ShopLogin> app(ShopKey key) {
        return database.withHandle(handle -> handle.createQuery("""
                        select domain, client_id, client_secret from shop
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .map((row, _) -> login(key, row, Optional.of(new Grant.AuthorizationCode(0))))
                .one());
    }

    private Optional<ShopLogin> read(ShopKey key) {
        return read(key, "");
    }

    /// @param locking how the shop's row is locked, if it is
    private Optional<ShopLogin> read(ShopKey key, String locking) {
        return database.withHandle(handle -> handle.createQuery("""
                        select s.domain, s.client_id, s.client_secret, s.access_token, s.by_consent, c.number
                        from shop s left join shop_connection c using (merchant_id, shop_id)
                        where s.merchant_id = :merchantId and s.shop_id = :shopId <locking>
                        """.replace("<locking>", locking))
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .map((row, _) -> login(key, row))
                .findOne()
                .flatMap(login -> login));
    }

    /// @param row with the columns of a login
    Optional<ShopLogin> login(ShopKey key, ResultSet row) throws SQLException {
        return login(key, row, grant(key, row));
    }

    private Optional<ShopLogin> login(ShopKey key, ResultSet row, Optional<? extends Grant> grant) throws SQLException {
        var domain = row.getString("domain");
        var clientId = row.getString("client_id");
        var secret = secrets.clientSecret(key, row.getBytes("client_secret"));
        return secret.flatMap(it -> grant.map(how -> new ShopLogin(key, domain, clientId, it, how)));
    }

    private Optional<? extends Grant> grant(ShopKey key, ResultSet row) throws SQLException {
        return switch (kind(row)) {
            case CLIENT_CREDENTIALS -> Optional.of(new Grant.ClientCredentials());
            case AUTHORIZATION_CODE -> Optional.of(new Grant.AuthorizationCode(row.getLong("number")));
            case PERMANENT_TOKEN ->
                secrets.accessToken(key, row.getBytes("access_token")).map(Grant.PermanentToken::new);
        };
    }

    private static Grant.Kind kind(ResultSet row) throws SQLException {
        if (row.getBytes("access_token") != null) {
            return Grant.Kind.PERMANENT_TOKEN;
        }
        return row.getBoolean("by_consent") ? Grant.Kind.AUTHORIZATION_CODE : Grant.Kind.CLIENT_CREDENTIALS;
    }

    /// How it stands with some of a merchant's shops, by their ids.
    Map<Long, ShopStanding> standings(long merchantId, Collection<Long> shopIds) {
        var standings = new HashMap<Long, ShopStanding>();
        database.useHandle(handle -> handle.createQuery("""
                        select s.shop_id, s.domain, s.client_id, s.client_secret, s.access_token, s.by_consent,
                            s.granted_scopes, s.told_domain, s.webhook_at, c.number, c.connected_at, c.refresh_until,
                            (select max(good_until) from former_webhook_address a
                            where a.merchant_id = s.merchant_id and a.shop_id = s.shop_id and a.good_until > :now)
                                former_until
                        from shop s left join shop_connection c using (merchant_id, shop_id)
                        where s.merchant_id = :merchantId and s.shop_id = any(:shopIds)
                        """)
                .bind("merchantId", merchantId)
                .bindArray("shopIds", Long.class, shopIds)
                .bind("now", time.instant())
                .map((row, _) -> Map.entry(row.getLong("shop_id"), standing(merchantId, row)))
                .forEach(it -> standings.put(it.getKey(), it.getValue())));
        return standings;
    }

    private ShopStanding standing(long merchantId, ResultSet row) throws SQLException {
        var key = new ShopKey(merchantId, row.getLong("shop_id"));
        var granted = Optional.ofNullable(row.getArray("granted_scopes"));
        return new ShopStanding(
                kind(row),
                login(key, row).isEmpty(),
                moment(row, "connected_at"),
                moment(row, "refresh_until")
                        .filter(until -> until.minus(WARNING).isBefore(time.instant())),
                granted.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Scopes.lacking(List.of((String[]) granted.get().getArray()))),
                Optional.ofNullable(row.getString("told_domain")),
                moment(row, "webhook_at"),
                moment(row, "former_until"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /// Leaves Shopify alone for a while, unless the shop was given other credentials since: then the refusal
    /// says nothing about the new ones.
    ///
    /// @param refused what Shopify was shown
    /// @param reason for the merchant, without secrets
    @Transactional
    public void suspend(ShopLogin refused, String reason) {
        if (read(refused.shop(), "for no key update of s").equals(Optional.of(refused))) {
            suspend(refused.shop(), reason);
        }
    }

    /// Nothing can be asked before the merchant has consented at Shopify, and the shop says so.
    void waitForConsent(ShopKey key) {
        suspend(key, notConnected(key));
    }

    /// For the merchant.
    public static String notConnected(ShopKey key) {
        return "the shop is not connected yet: open the address that POST /api/v1/shops/%d/actions/authorize answers"
                .formatted(key.shopId());
    }

    /// That the app was uninstalled says more than the refusals that follow from it.
    ///
    /// @return whether there is such a shop
    private boolean suspend(ShopKey key, String reason) {
        var suspended = database.withHandle(handle -> handle.createQuery("""
                        update shop
                        set suspended_until = :until,
                            suspended_reason =
                                case when suspended_reason = :uninstalled then suspended_reason else :reason end
                        where merchant_id = :merchantId and shop_id = :shopId
                        returning new.suspended_reason, old.suspended_until is null
                            or old.suspended_reason is distinct from new.suspended_reason
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .bind("until", time.instant().plus(config.suspension()))
                .bind("uninstalled", UNINSTALLED)
                .bind("reason", reason)
                .map((row, _) -> new Suspended(row.getString(1), row.getBoolean(2)))
                .findOne());
        suspended
                .filter(Suspended::news)
                .ifPresent(it -> activities.note(
                        key.merchantId(),
                        key.shopId(),
                        Kind.SHOP_SUSPENDED,
                        "Shopify is asked no more for a while: " + it.reason()));
        return suspended.isPresent();
    }

    /// @param news it was not, or for another reason
    private record Suspended(String reason, boolean news) {}

    /// Shopify told that the app was uninstalled, perhaps a day late: the shop is left alone as if it had been
    /// refused, its numbers stay, and the next answer ends it.
    public void uninstalled(ShopKey key) {
        suspend(key, UNINSTALLED);
    }

    /// Shopify answers again.
    public void liftSuspension(ShopKey key) {
        int lifted = database.withHandle(handle -> handle.createUpdate("""
                        update shop set suspended_until = null, suspended_reason = null
                        where merchant_id = :merchantId and shop_id = :shopId and suspended_until is not null
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .execute());
        if (lifted > 0) {
            activities.note(key.merchantId(), key.shopId(), Kind.SHOP_RESUMED, "Shopify is asked again");
        }
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
