package io.stockrule.delivery.pace;

import io.stockrule.listing.AccountKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// How fast each account may be called. The state is one row per account and operation, so that all replicas
/// together keep to Amazon's limit: each request moves the row's next time on by one interval (a leaky
/// bucket).
public final class Pace {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private Pace() {}

    /// Amazon counts each operation of an account by itself.
    public enum Operation {
        SEND("""
                a.update_quantity and exists (select from delivery d
                    where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                      and d.waiting and d.channel = 'seller' and d.flight_number is null and d.due_at <= :now)
                """),
        READ("""
                (exists (select from delivery d
                    where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                      and d.read_due_at <= :now)
                or (select greatest(d.channel_read_at, d.reported_at) from delivery d
                    where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                      and d.channel = 'seller'
                    order by greatest(d.channel_read_at, d.reported_at) limit 1) <= :lookedAtSince)
                """),
        FEED("""
                a.update_quantity and (select count(*) from (
                    select from delivery d
                    where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                      and d.waiting and d.channel = 'seller' and d.flight_number is null and d.due_at <= :now
                      and d.channel_read_at > :knownSince
                    limit :worthAFeed) ready) >= :worthAFeed
                """),
        ORDER("""
                a.subtract_orders and exists (select from order_reading r
                    where r.merchant_id = a.merchant_id and r.amazon_account_id = a.amazon_account_id
                      and r.due_at <= :now and (r.leased_until is null or r.leased_until <= :now))
                """),
        NOTIFY("""
                a.update_quantity and exists (select from amazon_subscription s
                    where s.merchant_id = a.merchant_id and s.amazon_account_id = a.amazon_account_id
                      and s.due_at <= :now and (s.leased_until is null or s.leased_until <= :now))
                """);

        private final String hasWork;

        /// @param hasWork condition on an account `a`: there is something to do for it at `:now`; a target
        /// that was looked at before `:lookedAtSince` is to be looked at again; `:worthAFeed` numbers whose
        /// channel is known since
        /// `:knownSince` are a feed
        Operation(String hasWork) {
            this.hasWork = hasWork;
        }

        String inDatabase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An account that has something to do, and may be called as far as its own limit is concerned.
    ///
    /// @param clientId the application that calls for it
    /// @param next since when it may be called
    public record Ready(AccountKey account, String clientId, Instant next) {}

    /// The accounts that have something to do and may be called now, each with its row.
    ///
    /// @param terms what the operation's condition names, but `:now`
    public static List<Ready> ready(Handle handle, Operation operation, Instant now, Map<String, ?> terms) {
        var accounts = handle.createQuery("""
                        select a.merchant_id, a.amazon_account_id, a.client_id, coalesce(p.next_at, :now) next_at
                        from amazon_account a
                        left join pace p on p.merchant_id = a.merchant_id
                            and p.amazon_account_id = a.amazon_account_id and p.operation = :operation
                        where (a.suspended_until is null or a.suspended_until <= :now)
                          and (p.next_at is null or p.next_at <= :now)
                          and\s""" + operation.hasWork)
                .bind("operation", operation.inDatabase())
                .bind("now", now)
                .bindMap(terms)
                .map(Pace::ready)
                .list();
        if (!accounts.isEmpty()) {
            insertMissing(handle, accounts.stream().map(Ready::account).toList(), operation, now);
        }
        return accounts;
    }

    private static Ready ready(RowView row) {
        var account = new AccountKey(
                row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class));
        return new Ready(account, row.getColumn("client_id", String.class), row.getColumn("next_at", Instant.class));
    }

    /// The right to send some requests now.
    ///
    /// @param permits how many, 0 if it is too early or another replica is at it
    /// @param from when the first of them counts
    /// @param pausedSince when the last one counted, about
    public record Turn(int permits, Instant from, Instant pausedSince) {
        /// One place in so many is for whatever has waited longest, however urgent others are.
        private static final int FOR_THE_OLDEST = 10;

        /// At most so many.
        public Turn atMost(int most) {
            return new Turn(Math.min(permits, most), from, pausedSince);
        }

        /// How many of the permits are for those that have waited longest. The places are counted by the
        /// clock, so all replicas count alike.
        ///
        /// @param interval between two permits
        public int oldest(Duration interval) {
            long first = Math.floorDiv(Duration.between(Instant.EPOCH, from).toNanos(), interval.toNanos());
            return Math.toIntExact(LongStream.range(first, first + permits)
                    .filter(place -> place % FOR_THE_OLDEST == 0)
                    .count());
        }
    }

    /// Their accounts are held: of one that goes no row is left behind.
    private static void insertMissing(
            Handle handle, Collection<AccountKey> accounts, Operation operation, Instant now) {
        AccountKey.columns(accounts)
                .bindTo(handle.createUpdate("""
                        insert into pace (merchant_id, amazon_account_id, operation, next_at)
                        select merchant_id, amazon_account_id, :operation, :now
                        from (
                            select merchant_id, amazon_account_id from amazon_account a
                            where (merchant_id, amazon_account_id) in (select * from unnest(:merchants, :accounts))
                                and not exists (
                                    select from pace p
                                    where p.merchant_id = a.merchant_id and p.amazon_account_id = a.amazon_account_id
                                        and p.operation = :operation)
                            for key share of a) held
                        order by 1, 2
                        on conflict do nothing
                        """))
                .bind("operation", operation.inDatabase())
                .bind("now", now)
                .execute();
    }

    /// Locks the account's row until the end of the transaction and says how many requests may go now.
    public static Turn turn(
            Handle handle, AccountKey account, Operation operation, Duration interval, int burst, Instant now) {
        Optional<Instant> next = handle.createQuery("""
                        select next_at from pace
                        where merchant_id = :merchant and amazon_account_id = :account and operation = :operation
                        for update skip locked
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("operation", operation.inDatabase())
                .mapTo(Instant.class)
                .findOne();
        if (next.isEmpty() || next.get().isAfter(now)) {
            return new Turn(0, now, now);
        }
        var earliest = now.minus(interval.multipliedBy(burst - 1L));
        var from = next.get().isAfter(earliest) ? next.get() : earliest;
        return new Turn((int) Duration.between(from, now).dividedBy(interval) + 1, from, next.get());
    }

    /// Takes one place of an account for a person who waits for the answer, so that what leaves otherwise
    /// keeps to its pace.
    ///
    /// @param patience how long that person waits
    /// @return when the request may go; empty if that is later, or the account is gone: no place is taken
    ///     then
    public static Optional<Instant> reserve(
            Handle handle,
            AccountKey account,
            Operation operation,
            Duration interval,
            int burst,
            Duration patience,
            Instant now) {
        insertMissing(handle, List.of(account), operation, now);
        var earliest = now.minus(interval.multipliedBy(burst - 1L));
        var place = locked(handle, account, operation)
                .map(next -> next.isAfter(earliest) ? next : earliest)
                .filter(next -> !next.isAfter(now.plus(patience)));
        place.ifPresent(next -> use(handle, account, operation, next.plus(interval)));
        return place.map(next -> next.isAfter(now) ? next : now);
    }

    private static Optional<Instant> locked(Handle handle, AccountKey account, Operation operation) {
        return handle.createQuery("""
                        select next_at from pace
                        where merchant_id = :merchant and amazon_account_id = :account and operation = :operation
                        for update
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("operation", operation.inDatabase())
                .mapTo(Instant.class)
                .findOne();
    }

    /// When the account's next request of that kind may go, or might have gone.
    public static Optional<Instant> next(Handle handle, AccountKey account, Operation operation) {
        return handle.createQuery("""
                        select next_at from pace
                        where merchant_id = :merchant and amazon_account_id = :account and operation = :operation
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("operation", operation.inDatabase())
                .mapTo(Instant.class)
                .findOne();
    }

    /// These many requests go out.
    public static void use(Handle handle, AccountKey account, Operation operation, Instant next) {
        handle.createUpdate("""
                        update pace set next_at = :next
                        where merchant_id = :merchant and amazon_account_id = :account and operation = :operation
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("operation", operation.inDatabase())
                .bind("next", next)
                .execute();
    }

    /// Amazon said 429, which carries no time to wait: the whole operation pauses, twice as long each time
    /// in a row.
    public static void throttled(Handle handle, AccountKey account, Operation operation, Instant now) {
        int times = handle.createUpdate("""
                        update pace set throttled = throttled + 1
                        where merchant_id = :merchant and amazon_account_id = :account and operation = :operation
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("operation", operation.inDatabase())
                .executeAndReturnGeneratedKeys("throttled")
                .mapTo(Integer.class)
                .findOne()
                .orElse(1);
        use(handle, account, operation, now.plus(Backoff.doubling(FIRST_PAUSE, Math.min(times, 7))));
    }

    public static void answered(Handle handle, Collection<AccountKey> accounts, Operation operation) {
        AccountKey.columns(accounts)
                .bindTo(handle.createUpdate("""
                        update pace set throttled = 0
                        from unnest(:merchants, :accounts) k(merchant_id, amazon_account_id)
                        where (pace.merchant_id, pace.amazon_account_id) = (k.merchant_id, k.amazon_account_id)
                          and pace.operation = :operation and pace.throttled > 0
                        """))
                .bind("operation", operation.inDatabase())
                .execute();
    }
}
