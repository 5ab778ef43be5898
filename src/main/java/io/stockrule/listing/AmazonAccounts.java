package io.stockrule.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.listing.AmazonCredentials.Region;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Amazon accounts, for those who send to them.
@ApplicationScoped
public class AmazonAccounts {
    private static final int KEPT = 10_000;
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(10); // secrets in memory: no longer than useful
    private static final String CREDENTIALS = """
            select a.merchant_id, a.amazon_account_id, a.region, a.seller_id, a.client_id, a.credentials_version,
                case when a.credentials_version <> known.version then a.client_secret end client_secret,
                case when a.credentials_version <> known.version then a.refresh_token end refresh_token
            from unnest(:merchants, :accounts, :versions) known(merchant_id, amazon_account_id, version)
            join amazon_account a on a.merchant_id = known.merchant_id
                and a.amazon_account_id = known.amazon_account_id
            """;

    private final Jdbi database;
    private final AmazonSecrets secrets;
    private final Cache<AccountKey, Decrypted> decrypted = Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterAccess(KEPT_UNUSED)
            .build();

    AmazonAccounts(Jdbi database, AmazonSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /// Credentials in one query; only those that are not in memory, or were changed, are decrypted. An account
    /// that does not exist has no entry.
    public Map<AccountKey, AmazonCredentials> credentials(Collection<AccountKey> accounts) {
        var asked = accounts.stream().distinct().toList();
        var known = decrypted.getAllPresent(asked);
        var versions = AccountKey.columns(asked).ints("versions", account -> version(known.get(account)));
        return database.withHandle(handle -> versions.bindTo(handle.createQuery(CREDENTIALS))
                .map((row, _) -> credentials(row, known))
                .collect(Collectors.toMap(AmazonCredentials::account, Function.identity())));
    }

    /// Leaves an account alone for a while because Amazon refused it, unless it has been given other credentials
    /// since: then the refusal says nothing about the new ones.
    ///
    /// @param refused what Amazon was shown
    /// @param reason for the merchant, without secrets
    /// @return whether the account is suspended now
    @Transactional
    public boolean suspend(AmazonCredentials refused, String reason, Instant until) {
        var account = refused.account();
        var whatever = AccountKey.columns(List.of(account)).ints("versions", _ -> 0);
        return database.withHandle(handle -> {
            boolean current = whatever.bindTo(handle.createQuery(CREDENTIALS + " for update of a"))
                    .map((row, _) -> credentials(row, Map.of()))
                    .findOne()
                    .filter(refused::equals)
                    .isPresent();
            return current && suspend(handle, account, reason, until);
        });
    }

    private static boolean suspend(Handle handle, AccountKey account, String reason, Instant until) {
        return handle.createUpdate("""
                        update amazon_account set suspended_until = :until, suspended_reason = :reason
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                        .bindMethods(account)
                        .bind("until", until)
                        .bind("reason", reason)
                        .execute()
                > 0;
    }

    private AmazonCredentials credentials(ResultSet row, Map<AccountKey, Decrypted> known) throws SQLException {
        var account = account(row);
        var secret = row.getBytes("client_secret");
        var inMemory = known.get(account);
        if (secret == null && inMemory != null) {
            return inMemory.credentials();
        }
        var credentials = new AmazonCredentials(
                account,
                Region.valueOf(row.getString("region")),
                row.getString("seller_id"),
                row.getString("client_id"),
                secrets.decryptClientSecret(account, secret),
                secrets.decryptRefreshToken(account, row.getBytes("refresh_token")));
        decrypted.put(account, new Decrypted(row.getInt("credentials_version"), credentials));
        return credentials;
    }

    private static AccountKey account(ResultSet row) throws SQLException {
        return new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id"));
    }

    private static int version(@Nullable Decrypted decrypted) {
        return decrypted == null ? 0 : decrypted.version();
    }

    private record Decrypted(int version, AmazonCredentials credentials) {}
}
