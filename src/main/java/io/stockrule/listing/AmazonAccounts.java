package io.stockrule.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.access.UnreadableSecret;
import io.stockrule.listing.AmazonCredentials.Region;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
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
                a.unreadable_version, a.other_secret_serves,
                case when a.credentials_version <> known.version then a.client_secret end client_secret,
                case when a.credentials_version <> known.version then a.other_client_secret end other_client_secret,
                case when a.credentials_version <> known.version then a.refresh_token end refresh_token
            from unnest(:merchants, :accounts, :versions) known(merchant_id, amazon_account_id, version)
            join amazon_account a on a.merchant_id = known.merchant_id
                and a.amazon_account_id = known.amazon_account_id
            """;

    private static final Logger LOG = Logger.getLogger(AmazonAccounts.class);

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

    /// Other replicas forget what they have decrypted when it has not been used for a while: nobody asks for
    /// it again.
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountDeleted gone) {
        decrypted.invalidate(gone.account());
    }

    /// Credentials in one query; only those that are not in memory, or were changed, are decrypted. An
    /// account that does not exist has no entry, nor has one whose secrets cannot be decrypted here: its
    /// status says so until they are entered anew, or until a replica can.
    public Map<AccountKey, AmazonCredentials> credentials(Collection<AccountKey> accounts) {
        var asked = accounts.stream().distinct().toList();
        var known = decrypted.getAllPresent(asked);
        var versions = AccountKey.columns(asked).ints("versions", account -> version(known.get(account)));
        var found = database.withHandle(handle -> versions.bindTo(handle.createQuery(CREDENTIALS))
                .map((row, _) -> decrypted(row, known))
                .list());
        note(found.stream().filter(Decrypted::isNews).toList());
        return found.stream()
                .flatMap(it -> it.credentials().stream())
                .collect(Collectors.toMap(AmazonCredentials::account, Function.identity()));
    }

    /// In the order of their keys, as everybody locks them.
    private void note(List<Decrypted> news) {
        for (var one :
                news.stream().sorted(Comparator.comparing(Decrypted::account)).toList()) {
            database.useHandle(handle -> handle.createUpdate("""
                            update amazon_account set unreadable_version = :unreadable
                            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                                and credentials_version = :version and unreadable_version is distinct from :unreadable
                            """)
                    .bindMethods(one.account())
                    .bind("version", one.version())
                    .bind("unreadable", one.isReadable() ? null : one.version())
                    .execute());
        }
    }

    /// What is done when somebody else has changed a number at Amazon.
    public enum ForeignChanges {
        /// Ours wins: it is sent again, a few times.
        CORRECT,
        /// Amazon's wins, until another number is decided.
        KEEP,
        /// A person is asked; until then nothing is sent that lists more.
        ASK
    }

    /// What the account wants; [ForeignChanges#CORRECT] if it is gone.
    public static ForeignChanges foreignChanges(Handle handle, AccountKey account) {
        return handle.createQuery("""
                        select foreign_changes from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .mapTo(ForeignChanges.class)
                .findOne()
                .orElse(ForeignChanges.CORRECT);
    }

    /// Amazon denied a SKU of the account.
    ///
    /// @return whether it denied another one before and has accepted none since: then it is the account that
    /// it means
    @Transactional
    public boolean suspect(AmazonCredentials used, String sellerSku) {
        return database.withHandle(handle -> handle.createQuery("""
                        update amazon_account set denied_sku = :sku
                        from (select denied_sku before from amazon_account
                            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId for update) a
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        returning before is not null and before <> :sku
                        """)
                .bindMethods(used.account())
                .bind("sku", sellerSku)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /// Amazon accepted something of the account.
    @Transactional
    public void clearSuspicion(AccountKey account) {
        database.useHandle(
                handle -> handle.createUpdate("""
                        update amazon_account set denied_sku = null
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and denied_sku is not null
                        """).bindMethods(account).execute());
    }

    /// Leaves an account alone for a while because Amazon refused it, unless it has been given other
    /// credentials since: then the refusal says nothing about the new ones.
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
                    .map((row, _) -> decrypted(row, Map.of()))
                    .findOne()
                    .flatMap(Decrypted::credentials)
                    .filter(refused::isSameAs)
                    .isPresent();
            return current && suspend(handle, account, reason, until);
        });
    }

    /// Leaves an account alone for a while, for a reason that is not its credentials.
    ///
    /// @param reason for the merchant
    public static void pause(Handle handle, AccountKey account, String reason, Instant until) {
        suspend(handle, account, reason, until);
    }

    /// Ends what [#pause] has begun for that reason; a suspension for any other stays.
    ///
    /// @return whether there was something to end
    public static boolean endPause(Handle handle, AccountKey account, String reason) {
        return handle.createUpdate("""
                        update amazon_account set suspended_until = null, suspended_reason = null
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and suspended_reason = :reason
                        """)
                        .bindMethods(account)
                        .bind("reason", reason)
                        .execute()
                > 0;
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

    /// Amazon has accepted one of an account's two client secrets: it is tried first from now on, by all
    /// replicas.
    ///
    /// @param other which
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void secretServes(AmazonCredentials used, boolean other) {
        database.useHandle(handle -> handle.createUpdate("""
                        update amazon_account set other_secret_serves = :other
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and other_secret_serves <> :other and client_id = :client
                            and (other_client_secret is not null or not :other)
                        """)
                .bindMethods(used.account())
                .bind("client", used.clientId())
                .bind("other", other)
                .execute());
    }

    private Decrypted decrypted(ResultSet row, Map<AccountKey, Decrypted> known) throws SQLException {
        var account = account(row);
        int version = row.getInt("credentials_version");
        boolean toldUnreadable = version == row.getInt("unreadable_version");
        var inMemory = known.get(account);
        if (row.getBytes("client_secret") == null && inMemory != null) {
            return inMemory.told(toldUnreadable, row.getBoolean("other_secret_serves"));
        }
        var fresh = new Decrypted(account, version, decrypt(account, row), toldUnreadable);
        decrypted.put(account, fresh);
        return fresh;
    }

    private Optional<AmazonCredentials> decrypt(AccountKey account, ResultSet row) throws SQLException {
        try {
            return Optional.of(new AmazonCredentials(
                    account,
                    Region.valueOf(row.getString("region")),
                    row.getString("seller_id"),
                    row.getString("client_id"),
                    new ClientSecrets(
                            secrets.decryptClientSecret(account, row.getBytes("client_secret")),
                            otherSecret(account, row.getBytes("other_client_secret")),
                            row.getBoolean("other_secret_serves")),
                    secrets.decryptRefreshToken(account, row.getBytes("refresh_token"))));
        } catch (UnreadableSecret e) {
            LOG.errorf(
                    "nothing is sent to or read from %s: %s. Enter its client secret and refresh token anew.",
                    account, e.getMessage());
            return Optional.empty();
        }
    }

    /// The account can do without it.
    private Optional<String> otherSecret(AccountKey account, byte @Nullable [] cipherText) {
        try {
            return Optional.ofNullable(cipherText).map(it -> secrets.decryptOtherClientSecret(account, it));
        } catch (UnreadableSecret e) {
            LOG.warnf("%s goes on with one client secret: %s. Enter the other one anew.", account, e.getMessage());
            return Optional.empty();
        }
    }

    private static AccountKey account(ResultSet row) throws SQLException {
        return new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id"));
    }

    private static int version(@Nullable Decrypted decrypted) {
        return decrypted == null ? 0 : decrypted.version();
    }

    /// @param credentials empty: they cannot be decrypted here
    /// @param toldUnreadable the database says that they cannot be
    private record Decrypted(
            AccountKey account, int version, Optional<AmazonCredentials> credentials, boolean toldUnreadable) {
        boolean isReadable() {
            return credentials.isPresent();
        }

        boolean isNews() {
            return isReadable() == toldUnreadable;
        }

        Decrypted told(boolean unreadable, boolean otherServes) {
            var told = credentials.map(it -> it.with(it.clientSecrets().serving(otherServes)));
            return new Decrypted(account, version, told, unreadable);
        }
    }
}
