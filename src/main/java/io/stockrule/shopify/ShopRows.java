package io.stockrule.shopify;

import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Writes shops with their secrets.
@ApplicationScoped
class ShopRows {
    private static final String UNIQUE_VIOLATION = "23505";

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

    /// @return empty if the merchant has a shop of this domain
    Optional<ShopKey> insert(long merchantId, NewShop shop, byte[] tokenHash) {
        return database.withHandle(handle -> {
            long id = handle.select("select nextval('stockrule_id')")
                    .mapTo(Long.class)
                    .one();
            var key = new ShopKey(merchantId, id);
            var accessToken = shop.accessToken();
            int rows = handle.createUpdate("""
                            insert into shop (merchant_id, shop_id, domain, time_zone, client_id, client_secret,
                                access_token, by_consent, token_hash, created_at)
                            values (:merchantId, :shopId, :domain, :timeZone, :clientId, :clientSecret,
                                :accessToken, :byConsent, :tokenHash, :now)
                            on conflict (merchant_id, domain) do nothing
                            """)
                    .bind("merchantId", key.merchantId())
                    .bind("shopId", key.shopId())
                    .bind("domain", shop.domain().toLowerCase(Locale.ROOT))
                    .bind("timeZone", shop.timeZone())
                    .bind("clientId", shop.clientId())
                    .bind("clientSecret", secrets.encryptClientSecret(key, shop.clientSecret()))
                    .bind("accessToken", accessToken == null ? null : secrets.encryptAccessToken(key, accessToken))
                    .bind("byConsent", shop.kind() == Grant.Kind.AUTHORIZATION_CODE)
                    .bind("tokenHash", tokenHash)
                    .bind("now", time.instant())
                    .execute();
            return rows == 0 ? Optional.empty() : Optional.of(key);
        });
    }

    /// @return whether that is news, and the merchant has said nothing
    boolean learnTimeZone(ShopKey key, String timeZone) {
        return database.withHandle(handle -> handle.createUpdate("""
                        update shop set time_zone = :timeZone, time_zone_learned = true
                        where merchant_id = :merchantId and shop_id = :shopId
                            and (time_zone is null or time_zone_learned) and time_zone is distinct from :timeZone
                        """)
                        .bind("merchantId", key.merchantId())
                        .bind("shopId", key.shopId())
                        .bind("timeZone", timeZone)
                        .execute()
                == 1);
    }

    /// What was written last; empty where there is none, or it cannot be read.
    private record Written(Optional<String> clientSecret, Optional<String> accessToken) {}

    /// Writes secrets that are given and differ from those in force. A row that is locked by the caller.
    ///
    /// @return whether any did
    boolean updateSecrets(ShopKey key, ShopChange change) {
        var written = written(key);
        var secret = Optional.ofNullable(change.clientSecret())
                .filter(given -> !written.clientSecret().equals(Optional.of(given)));
        var token = Optional.ofNullable(change.accessToken())
                .filter(given -> !written.accessToken().equals(Optional.of(given)));
        secret.ifPresent(given -> {
            if (written.clientSecret().isPresent()) {
                outdateSecret(key);
            }
            write(key, "client_secret", secrets.encryptClientSecret(key, given));
        });
        token.ifPresent(given -> {
            write(key, "access_token", secrets.encryptAccessToken(key, given));
            disconnect(key);
        });
        return secret.isPresent() || token.isPresent();
    }

    /// A permanent token takes the place of what the merchant's consent brought.
    private void disconnect(ShopKey key) {
        database.useHandle(handle -> {
            handle.execute(
                    "update shop set by_consent = false where merchant_id = ? and shop_id = ? and by_consent",
                    key.merchantId(),
                    key.shopId());
            handle.execute(
                    "delete from shop_connection where merchant_id = ? and shop_id = ?",
                    key.merchantId(),
                    key.shopId());
        });
    }

    /// Whether the shop got its new name; false if another of the merchant's shops has it, and then nothing
    /// of the transaction may be stored.
    boolean rename(ShopKey key, String domain) {
        try {
            database.useHandle(handle -> handle.createUpdate("""
                            update shop set domain = :domain, told_domain = null
                            where merchant_id = :merchantId and shop_id = :shopId
                            """)
                    .bind("merchantId", key.merchantId())
                    .bind("shopId", key.shopId())
                    .bind("domain", domain)
                    .execute());
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /// What Shopify says that the app may do.
    void granted(ShopKey key, Collection<String> scopes) {
        var sorted = scopes.stream().sorted().toList();
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set granted_scopes = :scopes
                        where merchant_id = :merchantId and shop_id = :shopId
                            and granted_scopes is distinct from :scopes::text[]
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .bindArray("scopes", String.class, sorted)
                .execute());
    }

    private Written written(ShopKey key) {
        return database.withHandle(handle -> handle.createQuery("""
                        select client_secret, access_token from shop
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .map((row, _) -> {
                    byte @Nullable [] token = row.getBytes("access_token");
                    return new Written(
                            secrets.clientSecret(key, row.getBytes("client_secret")),
                            token == null ? Optional.empty() : secrets.accessToken(key, token));
                })
                .one());
    }

    /// Webhooks are still taken that are signed with it, or with the one before: a secret that was mistyped and then
    /// entered again keeps nobody out.
    private void outdateSecret(ShopKey key) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop
                        set older_secret = previous_secret, older_secret_until = previous_secret_until,
                            previous_secret = client_secret, previous_secret_until = :until
                        where merchant_id = :merchantId and shop_id = :shopId
                        """)
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .bind("until", time.instant().plus(config.oldSecret()))
                .execute());
    }

    private void write(ShopKey key, String column, byte[] cipherText) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set <column> = :secret where merchant_id = :merchantId and shop_id = :shopId
                        """.replace("<column>", column))
                .bind("merchantId", key.merchantId())
                .bind("shopId", key.shopId())
                .bind("secret", cipherText)
                .execute());
    }
}
