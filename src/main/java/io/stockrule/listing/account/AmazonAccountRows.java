package io.stockrule.listing.account;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonSecrets;
import io.stockrule.listing.account.AmazonAccountInput.AccountChange;
import io.stockrule.listing.account.AmazonAccountInput.NewAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Writes the rows of Amazon accounts where secrets are concerned. Callers bring a transaction.
@ApplicationScoped
class AmazonAccountRows {
    private final Jdbi database;
    private final InstantSource time;
    private final AmazonSecrets secrets;

    AmazonAccountRows(Jdbi database, InstantSource time, AmazonSecrets secrets) {
        this.database = database;
        this.time = time;
        this.secrets = secrets;
    }

    /// @return empty when the merchant has an account of this seller in this region already
    Optional<AccountKey> insert(long merchantId, NewAccount account) {
        var key = new AccountKey(merchantId, nextId());
        int inserted = database.withHandle(handle -> handle.createUpdate("""
                        insert into amazon_account (merchant_id, amazon_account_id, name, region, seller_id, client_id,
                            client_secret, client_secret_entered_at, other_client_secret,
                            other_client_secret_entered_at, refresh_token, credentials_version, update_quantity,
                            created_at)
                        values (:merchantId, :amazonAccountId, :name, :region, :sellerId, :clientId,
                            :secret, :now, :other, :otherEnteredAt, :token, 1, :on, :now)
                        on conflict (merchant_id, region, seller_id) do nothing
                        """)
                .bindMethods(key)
                .bind("name", account.name())
                .bind("region", account.region())
                .bind("sellerId", account.sellerId())
                .bind("clientId", account.clientId())
                .bind("secret", secrets.encryptClientSecret(key, account.clientSecret()))
                .bind("other", otherSecret(key, account.otherClientSecret()))
                .bind("otherEnteredAt", account.otherClientSecret() == null ? null : time.instant())
                .bind("token", secrets.encryptRefreshToken(key, account.refreshToken()))
                .bind("on", !Boolean.FALSE.equals(account.updateQuantity()))
                .bind("now", time.instant())
                .execute());
        return Optional.of(key).filter(_ -> inserted == 1);
    }

    /// Which secret Amazon accepts has to be found out anew when one has changed.
    void updateCredentials(AccountKey account, AccountChange change) {
        database.useHandle(handle -> handle.createUpdate("""
                        update amazon_account set
                            client_id = coalesce(:client, client_id),
                            client_secret = coalesce(:secret, client_secret),
                            client_secret_entered_at =
                                case when :bringsSecret then :now else client_secret_entered_at end,
                            other_client_secret =
                                case when not :dropsOther then coalesce(:other, other_client_secret) end,
                            other_client_secret_entered_at = case
                                when :bringsOther then :now
                                when not :dropsOther then other_client_secret_entered_at end,
                            other_secret_serves = other_secret_serves and not :changesSecrets,
                            refresh_token = coalesce(:token, refresh_token),
                            credentials_version = credentials_version + 1
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .bind("client", change.clientId())
                .bind("secret", clientSecret(account, change.clientSecret()))
                .bind("bringsSecret", change.clientSecret() != null)
                .bind("other", otherSecret(account, change.bringsOtherSecret() ? change.otherClientSecret() : null))
                .bind("bringsOther", change.bringsOtherSecret())
                .bind("dropsOther", change.takesOtherSecretAway())
                .bind("changesSecrets", change.changesSecrets())
                .bind("token", refreshToken(account, change.refreshToken()))
                .bind("now", time.instant())
                .execute());
    }

    private byte @Nullable [] clientSecret(AccountKey account, @Nullable String secret) {
        return secret == null ? null : secrets.encryptClientSecret(account, secret);
    }

    private byte @Nullable [] otherSecret(AccountKey account, @Nullable String secret) {
        return secret == null ? null : secrets.encryptOtherClientSecret(account, secret);
    }

    private byte @Nullable [] refreshToken(AccountKey account, @Nullable String token) {
        return token == null ? null : secrets.encryptRefreshToken(account, token);
    }

    private long nextId() {
        return database.withHandle(handle -> handle.select("select nextval('stockrule_id')")
                .mapTo(Long.class)
                .one());
    }
}
