package io.stockrule.delivery.order;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.OrdersAnswer;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Which accounts' orders are due to be read, by whom, and how far that has come.
@ApplicationScoped
class OrderReadings {
    /// Amazon leaves out what was changed in the last two minutes (model of the Orders API 2026-01-01,
    /// `lastUpdatedBefore`); if it does not say since when, twice that is taken for missing.
    private static final Duration MAY_BE_MISSING = Duration.ofMinutes(4);

    private static final Duration TO_STORE = Duration.ofMinutes(1);

    private static final int MOST = 1_000;

    /// Accounts are held: of one that goes nothing is left behind.
    private static final String PLAN = """
            insert into order_reading (merchant_id, amazon_account_id, since, read_until, due_at)
            select merchant_id, amazon_account_id, :now, :now, :now
            from (
                select merchant_id, amazon_account_id from amazon_account a
                where subtract_orders and not exists (
                    select from order_reading r
                    where r.merchant_id = a.merchant_id and r.amazon_account_id = a.amazon_account_id)
                order by 1, 2 for key share of a) a
            on conflict do nothing
            """;

    /// What was denied is tried at once with new credentials.
    private static final String TRY_AGAIN = """
            update order_reading r set due_at = :now, denied_version = null from amazon_account a
            where a.merchant_id = r.merchant_id and a.amazon_account_id = r.amazon_account_id
                and r.denied_version <> a.credentials_version
            """;

    private static final String CLAIM = """
            with due as (
                select r.merchant_id, r.amazon_account_id from order_reading r
                join amazon_account a on a.merchant_id = r.merchant_id and a.amazon_account_id = r.amazon_account_id
                where r.merchant_id = :merchantId and r.amazon_account_id = :amazonAccountId and a.subtract_orders
                    and r.due_at <= :now and (r.leased_until is null or r.leased_until <= :now)
                for update of r skip locked)
            update order_reading r set fence = fence + 1, leased_until = :lease
            from due
            where (r.merchant_id, r.amazon_account_id) = (due.merchant_id, due.amazon_account_id)
            returning r.*
            """;

    /// Only while it is switched on.
    private static final String MINE = """
            select true from order_reading r
            join amazon_account a on a.merchant_id = r.merchant_id and a.amazon_account_id = r.amazon_account_id
            where r.merchant_id = :merchantId and r.amazon_account_id = :amazonAccountId and r.fence = :fence
                and a.subtract_orders
            for update of r
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final OrderConfig config;
    private final DeliveryConfig delivery;
    private final OrderLines lines;
    private final SoldOrLowered soldOrLowered;

    OrderReadings(
            Jdbi database,
            InstantSource time,
            OrderConfig config,
            DeliveryConfig delivery,
            OrderLines lines,
            SoldOrLowered soldOrLowered) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.delivery = delivery;
        this.lines = lines;
        this.soldOrLowered = soldOrLowered;
    }

    /// Accounts that were switched on are read from now on; those that were switched off are forgotten.
    void plan() {
        var now = time.instant();
        var off = within(handle -> {
            handle.createUpdate(PLAN).bind("now", now).execute();
            handle.createUpdate(TRY_AGAIN).bind("now", now).execute();
            return handle.createQuery("""
                            select r.merchant_id, r.amazon_account_id from order_reading r
                            join amazon_account a using (merchant_id, amazon_account_id)
                            where not a.subtract_orders order by 1, 2
                            """)
                    .map((row, _) -> new AccountKey(row.getLong(1), row.getLong(2)))
                    .list();
        });
        off.forEach(account -> within(handle -> LeftOrders.forget(handle, account)));
    }

    List<AccountKey> ready() {
        return within(handle -> Pace.ready(handle, Pace.Operation.ORDER, time.instant(), Map.of())).stream()
                .map(Pace.Ready::account)
                .toList();
    }

    /// Begins a reading, with the right to its first page.
    ///
    /// @return empty if it is too early, or another does it
    Optional<OrderRun> begin(AccountKey account) {
        return within(handle -> {
            if (!mayAsk(handle, account)) {
                return Optional.empty();
            }
            var now = time.instant();
            var claimed = handle.createQuery(CLAIM)
                    .bindMethods(account)
                    .bind("now", now)
                    .bind("lease", now.plus(lease()))
                    .map((RowView row) -> read(account, row))
                    .findOne();
            claimed.ifPresent(_ -> ask(handle, account));
            return claimed.map(reading -> new OrderRun(
                    reading,
                    now,
                    reading.readUntil().minus(config.overlap()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0));
        });
    }

    private static OrderReading read(AccountKey account, RowView row) {
        return new OrderReading(
                account,
                row.getColumn("fence", Long.class),
                row.getColumn("since", Instant.class),
                row.getColumn("read_until", Instant.class),
                row.getColumn("failures", Integer.class));
    }

    /// Until the next page's turn has come, and it is stored.
    private Duration lease() {
        return pace().multipliedBy(2).plus(delivery.requestTimeout()).plus(TO_STORE);
    }

    /// Whether the next page of a reading may be asked for.
    enum Turn {
        NOW,
        NOT_YET,
        /// Another has taken the reading over, or it was switched off.
        LOST
    }

    /// The right to the next page.
    Turn turn(OrderReading reading) {
        return within(handle -> {
            if (!isMine(handle, reading)) {
                return Turn.LOST;
            }
            if (!mayAsk(handle, reading.account())) {
                return Turn.NOT_YET;
            }
            ask(handle, reading.account());
            prolong(handle, reading);
            return Turn.NOW;
        });
    }

    /// Amazon's limit was hit: the bucket is empty, whatever was counted here.
    void throttled(OrderReading reading) {
        var now = time.instant();
        within(handle -> {
            Pace.use(handle, reading.account(), Pace.Operation.ORDER, now.plus(pace()));
            prolong(handle, reading);
            return true;
        });
    }

    /// Stores a page that is not the last.
    ///
    /// @return false if another has taken the reading over: nothing is stored then
    boolean store(OrderReading reading, OrdersAnswer.Page page) {
        return within(handle -> {
            boolean mine = isMine(handle, reading);
            if (mine) {
                lines.store(handle, reading.account(), reading.since(), page.lines());
            }
            return mine;
        });
    }

    /// Stores the last page, and with it that all is read.
    ///
    /// @param run after that page
    void finish(OrderRun run, OrdersAnswer.Page last) {
        var reading = run.reading();
        var until = run.until().orElse(run.begunAt().minus(MAY_BE_MISSING));
        boolean done = within(handle -> {
            boolean mine = isMine(handle, reading);
            if (mine) {
                lines.store(handle, reading.account(), reading.since(), last.lines());
                lines.lookOverAll(handle, reading.account());
                finish(handle, run, until);
            }
            return mine;
        });
        if (done) {
            tell(reading.account(), Optional.empty());
            tellFalls(reading, until);
        }
    }

    /// What falls were, a portion at a time. What is not told now is told after the next reading.
    private void tellFalls(OrderReading reading, Instant until) {
        var after = OptionalLong.of(0);
        while (after.isPresent()) {
            long from = after.getAsLong();
            after = within(handle ->
                    isMine(handle, reading) ? soldOrLowered.tell(handle, reading, until, from) : OptionalLong.empty());
        }
    }

    private void finish(Handle handle, OrderRun run, Instant until) {
        handle.createUpdate("""
                        update order_reading set read_until = greatest(read_until, :until), due_at = :due,
                            leased_until = null, failures = 0, denied_version = null, read_at = :now, remark = :remark
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(run.reading().account())
                .bind("until", until)
                .bind("due", run.begunAt().plus(config.interval()))
                .bind("now", time.instant())
                .bind("remark", run.remark())
                .execute();
    }

    /// The reading is cut, and begins again later.
    ///
    /// @param denied with the credentials that the account has
    void failed(OrderReading reading, String problem, Duration again, boolean denied) {
        var now = time.instant();
        boolean done = within(handle -> {
            boolean mine = isMine(handle, reading);
            if (mine) {
                handle.createUpdate("""
                                update order_reading r set failures = failures + 1, leased_until = null, due_at = :due,
                                    denied_version = case when :denied then a.credentials_version end
                                from amazon_account a
                                where a.merchant_id = r.merchant_id and a.amazon_account_id = r.amazon_account_id
                                    and r.merchant_id = :merchantId and r.amazon_account_id = :amazonAccountId
                                """)
                        .bindMethods(reading.account())
                        .bind("due", now.plus(again))
                        .bind("denied", denied)
                        .execute();
            }
            return mine;
        });
        if (done) {
            tell(reading.account(), Optional.of(problem));
        }
    }

    /// Has the account say why its orders cannot be read. By itself: whoever holds an account may wait for
    /// marks, and marks are made where a page is stored.
    private void tell(AccountKey account, Optional<String> problem) {
        within(handle -> handle.createUpdate("""
                        update amazon_account set orders_problem = :problem
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and subtract_orders and orders_problem is distinct from :problem
                        """)
                .bindMethods(account)
                .bind("problem", problem)
                .execute());
    }

    private boolean mayAsk(Handle handle, AccountKey account) {
        return Pace.turn(handle, account, Pace.Operation.ORDER, pace(), config.burst(), time.instant())
                        .permits()
                > 0;
    }

    private void ask(Handle handle, AccountKey account) {
        var turn = Pace.turn(handle, account, Pace.Operation.ORDER, pace(), config.burst(), time.instant());
        Pace.use(handle, account, Pace.Operation.ORDER, turn.from().plus(pace()));
    }

    private static boolean isMine(Handle handle, OrderReading reading) {
        return handle.createQuery(MINE)
                .bindMethods(reading.account())
                .bind("fence", reading.fence())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    private void prolong(Handle handle, OrderReading reading) {
        handle.createUpdate("""
                        update order_reading set leased_until = :lease
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and fence = :fence
                        """)
                .bindMethods(reading.account())
                .bind("fence", reading.fence())
                .bind("lease", time.instant().plus(lease()))
                .execute();
    }

    /// Ends what has expired, and forgets what nobody asks for any more.
    void tidy() {
        while (within(handle -> lines.expire(handle, MOST))) {
            // until nothing has
        }
        while (within(handle -> LeftOrders.forgetOld(handle, time.instant(), config.expiry(), MOST)) > 0) {
            // until nothing is old
        }
    }

    private <T> T within(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(work::apply));
    }

    /// Between two pages.
    private Duration pace() {
        return Duration.ofNanos((long) (1e9 / config.requestsPerSecond()));
    }
}
