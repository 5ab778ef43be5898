package io.stockrule.amazon;

import io.stockrule.access.UnreadableSecret;
import io.stockrule.amazon.TokenResult.Granted;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.AmazonSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The access tokens in use, a row each account, for all replicas and across their restarts. Who fetches
/// another takes a lease first; each lease and each new token has a number of its own, the fence, and nobody
/// writes with an older one.
///
/// A row says what its token was granted for. Credentials that were changed find no token there.
@ApplicationScoped
class KeptTokens {
    private static final Logger LOG = Logger.getLogger(KeptTokens.class);

    private final Jdbi database;
    private final AmazonSecrets secrets;
    private final InstantSource time;

    KeptTokens(Jdbi database, AmazonSecrets secrets, InstantSource time) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
    }

    /// What a row says of these credentials.
    ///
    /// @param token empty if there is none, none for these credentials, or none that can be read here
    /// @param fetchedAt when it was asked for
    /// @param replacedAt when it was fetched because Amazon had turned down the one before, if so
    record Kept(Optional<Granted> token, Instant fetchedAt, Optional<Instant> replacedAt, long fence) {}

    /// A token to be kept.
    ///
    /// @param fetchedAt when it was asked for
    /// @param replaces one that Amazon had turned down
    record Fetched(Granted token, Instant fetchedAt, boolean replaces) {}

    /// The account's row, which is made if there is none.
    ///
    /// @return empty if the account is gone
    Optional<Kept> find(AmazonCredentials account) {
        return read(account).or(() -> {
            insertMissing(account);
            return read(account);
        });
    }

    private Optional<Kept> read(AmazonCredentials account) {
        return database.withHandle(handle -> handle.createQuery("""
                        select token, fetched_at, renew_from, usable_until, replaced_at, fence, grant_hash = :grant same
                        from amazon_access_token
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account.account())
                .bind("grant", grant(account))
                .map((row, _) -> kept(account.account(), row))
                .findOne());
    }

    private Kept kept(AccountKey account, ResultSet row) throws SQLException {
        long fence = row.getLong("fence");
        if (!row.getBoolean("same") || row.getBytes("token") == null) {
            return new Kept(Optional.empty(), Instant.EPOCH, Optional.empty(), fence);
        }
        var token = decrypted(account, row.getBytes("token"));
        var renewFrom = instant(row, "renew_from").orElse(Instant.EPOCH);
        var usableUntil = instant(row, "usable_until").orElse(Instant.EPOCH);
        return new Kept(
                token.map(text -> new Granted(text, renewFrom, usableUntil)),
                instant(row, "fetched_at").orElse(Instant.EPOCH),
                instant(row, "replaced_at"),
                fence);
    }

    private Optional<String> decrypted(AccountKey account, byte[] cipherText) {
        try {
            return Optional.of(secrets.decryptAccessToken(account, cipherText));
        } catch (UnreadableSecret e) {
            LOG.warnf("%s: its access token is fetched anew: %s", account, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /// The account is held: of one that goes no row is left behind.
    @Transactional(TxType.REQUIRES_NEW)
    public void insertMissing(AmazonCredentials account) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into amazon_access_token (merchant_id, amazon_account_id, grant_hash)
                        select merchant_id, amazon_account_id, :grant from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        for key share
                        on conflict do nothing
                        """)
                .bindMethods(account.account())
                .bind("grant", grant(account))
                .execute());
    }

    /// Takes it on to fetch another token than what was found, unless somebody else is at it, for the same
    /// credentials, or has done so. A token of other credentials is forgotten.
    ///
    /// @param drops the one that was found is of no use to anybody any more
    /// @return the fence to write with
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Long> claim(AmazonCredentials account, Kept found, boolean drops, Duration lease) {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        update amazon_access_token
                        set lease_until = :lease, fence = fence + 1, grant_hash = :grant,
                            token = case when grant_hash = :grant and not :drops then token end
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and fence = :fence
                            and (lease_until is null or lease_until <= :now or grant_hash <> :grant)
                        returning fence
                        """)
                .bindMethods(account.account())
                .bind("grant", grant(account))
                .bind("drops", drops)
                .bind("fence", found.fence())
                .bind("now", now)
                .bind("lease", now.plus(lease))
                .mapTo(Long.class)
                .findOne());
    }

    /// The new token takes the place of the old one, and the lease ends.
    ///
    /// @return false if the lease is somebody else's by now
    @Transactional(TxType.REQUIRES_NEW)
    public boolean store(AccountKey account, long fence, Fetched fetched) {
        var token = fetched.token();
        return database.withHandle(handle -> handle.createUpdate("""
                                update amazon_access_token
                                set token = :token, fetched_at = :fetchedAt, renew_from = :renewFrom,
                                    usable_until = :usableUntil, replaced_at = :replacedAt, lease_until = null,
                                    fence = fence + 1
                                where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                                    and fence = :fence
                                """)
                        .bindMethods(account)
                        .bind("fence", fence)
                        .bind("token", secrets.encryptAccessToken(account, token.token()))
                        .bind("fetchedAt", fetched.fetchedAt())
                        .bind("renewFrom", token.renewFrom())
                        .bind("usableUntil", token.usableUntil())
                        .bind("replacedAt", replacedAt(fetched))
                        .execute()
                == 1);
    }

    private static @Nullable Instant replacedAt(Fetched fetched) {
        return fetched.replaces() ? fetched.fetchedAt() : null;
    }

    /// Ends a lease under which nothing came.
    @Transactional(TxType.REQUIRES_NEW)
    public void release(AccountKey account, long fence) {
        database.useHandle(handle -> handle.createUpdate("""
                        update amazon_access_token set lease_until = null
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and fence = :fence
                        """)
                .bindMethods(account)
                .bind("fence", fence)
                .execute());
    }

    private static byte[] grant(AmazonCredentials account) {
        return AccessTokens.Grant.hash(account);
    }
}
