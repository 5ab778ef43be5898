package io.stockrule.listing.participation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Where accounts sell: what Amazon has told, and of whom it is to be asked next.
@ApplicationScoped
public class Participations {
    private static final String FIND = """
            select p.*, array(select distinct s.marketplace from selling_list s
                where s.merchant_id = p.merchant_id and s.amazon_account_id = p.amazon_account_id
                order by 1) of_lists
            from unnest(:merchants, :accounts) asked(merchant_id, amazon_account_id)
            join amazon_participation p using (merchant_id, amazon_account_id)
            """;

    /// Accounts are held: of one that goes nothing is left behind.
    private static final String PLAN = """
            insert into amazon_participation (merchant_id, amazon_account_id, due_at)
            select merchant_id, amazon_account_id, :now
            from (
                select merchant_id, amazon_account_id from amazon_account a
                where not exists (
                    select from amazon_participation p
                    where p.merchant_id = a.merchant_id and p.amazon_account_id = a.amazon_account_id)
                order by 1, 2 for key share of a) added
            on conflict do nothing
            """;

    /// With new credentials it is asked at once: they may be another seller's.
    private static final String CLAIM = """
            with due as (
                select p.merchant_id, p.amazon_account_id, a.credentials_version
                from amazon_participation p
                join amazon_account a on a.merchant_id = p.merchant_id and a.amazon_account_id = p.amazon_account_id
                where (p.due_at <= :now or p.credentials_version <> a.credentials_version)
                    and (a.suspended_until is null or a.suspended_until <= :now)
                order by p.due_at
                limit :most
                for update of p skip locked)
            update amazon_participation p set due_at = :lease, credentials_version = due.credentials_version,
                failures = case when p.credentials_version = due.credentials_version then p.failures else 0 end
            from due
            where p.merchant_id = due.merchant_id and p.amazon_account_id = due.amazon_account_id
            returning p.merchant_id, p.amazon_account_id, p.credentials_version, p.failures
            """;

    /// Of two answers that cross the one counts that was asked for later, and none to credentials that were replaced
    /// since.
    private static final String TOLD = """
            insert into amazon_participation as p (merchant_id, amazon_account_id, sells_in, suspended_in, told_at,
                credentials_version, due_at)
            select merchant_id, amazon_account_id, :sellsIn, :suspendedIn, :toldAt, credentials_version, :due
            from amazon_account
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                and credentials_version = coalesce(:credentials, credentials_version)
            for key share
            on conflict (merchant_id, amazon_account_id) do update
            set sells_in = excluded.sells_in, suspended_in = excluded.suspended_in, told_at = excluded.told_at,
                problem = null, failures = 0, due_at = excluded.due_at, credentials_version = excluded.credentials_version
            where p.told_at is null or p.told_at <= excluded.told_at
            """;

    /// A failure does not count beside an answer that was asked for later.
    private static final String NOT_TOLD = """
            update amazon_participation p set problem = :problem, failures = failures + 1, due_at = :due
            from amazon_account a
            where a.merchant_id = :merchantId and a.amazon_account_id = :amazonAccountId
                and p.merchant_id = a.merchant_id and p.amazon_account_id = a.amazon_account_id
                and a.credentials_version = coalesce(:credentials, a.credentials_version)
                and (p.told_at is null or p.told_at <= :asked)
            """;

    /// What Amazon has not told again for so long is not held for true: a marketplace may have been opened since.
    private static final Duration HELD_FOR_TRUE = Duration.ofDays(3);

    private final Jdbi database;
    private final InstantSource time;

    Participations(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// What is known of an account.
    ///
    /// @param sellsIn empty: Amazon has not told, or not for days
    /// @param problem why it did not when it was asked last, which may be after it told
    /// @param warning what somebody should do about it
    public record Known(Optional<SellsIn> sellsIn, Optional<String> problem, Optional<String> warning) {
        /// Of an account of which Amazon has not been asked yet.
        public static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// An account that Amazon is to be asked about.
    ///
    /// @param credentialsVersion that the account has
    /// @param failures in a row
    public record Due(AccountKey account, int credentialsVersion, int failures) {}

    /// A question to Amazon.
    ///
    /// @param credentialsVersion that it was asked with; empty: not known, so that its answer counts in any case
    public record Asked(AccountKey account, Instant at, OptionalInt credentialsVersion) {}

    /// An account of which nothing is known has no entry.
    public Map<AccountKey, Known> of(Collection<AccountKey> accounts) {
        return database.withHandle(handle -> of(handle, accounts, time.instant()));
    }

    /// Within the caller's transaction.
    ///
    /// @return empty: Amazon has not told, or not for days
    public static Optional<SellsIn> of(Handle handle, AccountKey account, Instant now) {
        return Optional.ofNullable(of(handle, List.of(account), now).get(account))
                .flatMap(Known::sellsIn);
    }

    private static Map<AccountKey, Known> of(Handle handle, Collection<AccountKey> accounts, Instant now) {
        return AccountKey.columns(accounts)
                .bindTo(handle.createQuery(FIND))
                .map((row, _) -> Map.entry(account(row), known(row, now)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Accounts that were added are asked about from now on.
    public void plan() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle ->
                        handle.createUpdate(PLAN).bind("now", time.instant()).execute()));
    }

    /// Accounts that the caller asks Amazon about until the lease ends; after it they are due again.
    public List<Due> claim(int most, Duration lease) {
        var now = time.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> handle.createQuery(CLAIM)
                        .bind("now", now)
                        .bind("lease", now.plus(lease))
                        .bind("most", most)
                        .map((row, _) ->
                                new Due(account(row), row.getInt("credentials_version"), row.getInt("failures")))
                        .list()));
    }

    /// Notes what Amazon told. An account that is gone is left alone.
    ///
    /// @param again after which it is asked next
    public void told(Asked asked, SellsIn sellsIn, Duration again) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> handle.createUpdate(TOLD)
                        .bindMethods(asked.account())
                        .bind("credentials", asked.credentialsVersion())
                        .bind("sellsIn", sellsIn.marketplaces().toArray(String[]::new))
                        .bind("suspendedIn", sellsIn.suspended().toArray(String[]::new))
                        .bind("toldAt", sellsIn.toldAt())
                        .bind("due", time.instant().plus(again))
                        .execute()));
    }

    /// Notes that Amazon did not tell; what it told before stands.
    ///
    /// @param problem for the merchant
    /// @param again after which it is asked next
    public void notTold(Asked asked, String problem, Duration again) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> handle.createUpdate(NOT_TOLD)
                        .bindMethods(asked.account())
                        .bind("credentials", asked.credentialsVersion())
                        .bind("asked", asked.at())
                        .bind("problem", problem)
                        .bind("due", time.instant().plus(again))
                        .execute()));
    }

    private static AccountKey account(ResultSet row) throws SQLException {
        return new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id"));
    }

    private static Known known(ResultSet row, Instant now) throws SQLException {
        var sellsIn = sellsIn(row).filter(told -> told.toldAt().isAfter(now.minus(HELD_FOR_TRUE)));
        var ofLists = codes(row.getArray("of_lists"));
        return new Known(
                sellsIn, Optional.ofNullable(row.getString("problem")), sellsIn.flatMap(told -> told.warning(ofLists)));
    }

    private static Optional<SellsIn> sellsIn(ResultSet row) throws SQLException {
        var toldAt = row.getObject("told_at", OffsetDateTime.class);
        return toldAt == null
                ? Optional.empty()
                : Optional.of(new SellsIn(
                        codes(row.getArray("sells_in")), codes(row.getArray("suspended_in")), toldAt.toInstant()));
    }

    private static List<String> codes(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
