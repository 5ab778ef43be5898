package io.stockrule.delivery.notification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.database.Columns;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/// What each account is subscribed to: which of it is due to be looked at, by whom, and how that stands.
@ApplicationScoped
public class NotificationSubscriptions {
    /// A look takes four calls at the most.
    private static final int CALLS = 4;

    private static final int BURST = 5;

    private static final Duration TO_STORE = Duration.ofSeconds(30);

    /// Accounts are held: of one that goes nothing is left behind.
    private static final String PLAN = """
            insert into amazon_subscription (merchant_id, amazon_account_id, type, due_at)
            select a.merchant_id, a.amazon_account_id, type, :now
            from (
                select merchant_id, amazon_account_id from amazon_account a
                where update_quantity and exists (
                    select from unnest(:types) type
                    where not exists (
                        select from amazon_subscription s
                        where s.merchant_id = a.merchant_id and s.amazon_account_id = a.amazon_account_id
                            and s.type = type))
                order by 1, 2 for key share of a) a
            cross join unnest(:types) type
            on conflict do nothing
            """;

    /// What was denied is tried at once with new credentials.
    private static final String TRY_AGAIN = """
            update amazon_subscription s set due_at = :now, denied_version = null from amazon_account a
            where a.merchant_id = s.merchant_id and a.amazon_account_id = s.amazon_account_id
                and s.denied_version <> a.credentials_version
            """;

    private static final String CLAIM = """
            update amazon_subscription s set fence = fence + 1, leased_until = :lease
            where (merchant_id, amazon_account_id, type) in (
                select d.merchant_id, d.amazon_account_id, d.type from amazon_subscription d
                where d.merchant_id = :merchantId and d.amazon_account_id = :amazonAccountId and d.due_at <= :now
                    and (d.leased_until is null or d.leased_until <= :now)
                order by d.due_at, d.type limit :most
                for update skip locked)
            returning s.*
            """;

    private static final String END = """
            update amazon_subscription s set leased_until = null, due_at = :due,
                failures = case when :problem::text is null then 0 else failures + 1 end,
                subscription_id = coalesce(:subscription, subscription_id),
                looked_at = case when :subscription::text is null then looked_at else :now end,
                problem = :problem,
                denied_version = case when :denied then a.credentials_version end
            from amazon_account a
            where a.merchant_id = s.merchant_id and a.amazon_account_id = s.amazon_account_id
                and s.merchant_id = :merchantId and s.amazon_account_id = :amazonAccountId and s.type = :type
                and s.fence = :fence
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final NotificationConfig config;
    private final DeliveryConfig delivery;

    NotificationSubscriptions(Jdbi database, InstantSource time, NotificationConfig config, DeliveryConfig delivery) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.delivery = delivery;
    }

    /// A look at one subscription, which the caller may take until its lease ends.
    ///
    /// @param fence of the lease
    /// @param failures in a row
    record Turn(AccountKey account, NotificationType type, long fence, int failures) {
        @Override
        public String toString() {
            return "the subscription of %s to %s".formatted(account, type);
        }
    }

    /// How one look has ended.
    ///
    /// @param subscription Amazon's id, if it is there
    /// @param problem why it is not
    /// @param again after which it is looked at next
    /// @param denied by Amazon, with the credentials that the account has
    record Outcome(Optional<String> subscription, Optional<String> problem, Duration again, boolean denied) {
        static Outcome there(String subscription, Duration again) {
            return new Outcome(Optional.of(subscription), Optional.empty(), again, false);
        }

        static Outcome not(String problem, Duration again, boolean denied) {
            return new Outcome(Optional.empty(), Optional.of(problem), again, denied);
        }

        /// It is neither known to be there nor not.
        static Outcome later(Duration again) {
            return new Outcome(Optional.empty(), Optional.empty(), again, false);
        }
    }

    /// Whether notifications are wanted at all.
    public boolean isWanted() {
        return config.queue().isPresent();
    }

    /// Accounts that were added or switched on are looked after from now on.
    void plan() {
        var types = Columns.of(List.of(NotificationType.values())).texts("types", NotificationType::name);
        within(handle -> types.bindTo(handle.createUpdate(PLAN))
                .bind("now", time.instant())
                .execute());
        within(handle ->
                handle.createUpdate(TRY_AGAIN).bind("now", time.instant()).execute());
    }

    List<AccountKey> ready() {
        return within(handle -> Pace.ready(handle, Pace.Operation.NOTIFY, time.instant(), Map.of())).stream()
                .map(Pace.Ready::account)
                .toList();
    }

    /// Each takes one place of the account's pace: it makes one call of each operation.
    List<Turn> claim(AccountKey account) {
        return within(handle -> {
            var now = time.instant();
            var turn = Pace.turn(handle, account, Pace.Operation.NOTIFY, interval(), BURST, now);
            if (turn.permits() == 0) {
                return List.of();
            }
            var claimed = handle.createQuery(CLAIM)
                    .bindMethods(account)
                    .bind("now", now)
                    .bind(
                            "lease",
                            now.plus(delivery.requestTimeout().multipliedBy(CALLS))
                                    .plus(TO_STORE))
                    .bind("most", turn.permits())
                    .map((RowView row) -> turn(account, row))
                    .list();
            Pace.use(
                    handle,
                    account,
                    Pace.Operation.NOTIFY,
                    turn.from().plus(interval().multipliedBy(claimed.size())));
            return claimed.stream().flatMap(Optional::stream).toList();
        });
    }

    /// @return empty for a type that only a later version knows
    private static Optional<Turn> turn(AccountKey account, RowView row) {
        return NotificationType.named(row.getColumn("type", String.class))
                .map(type -> new Turn(
                        account, type, row.getColumn("fence", Long.class), row.getColumn("failures", Integer.class)));
    }

    /// Amazon's limit was hit, whatever was counted here.
    void throttled(Turn turn) {
        within(handle -> {
            Pace.throttled(handle, turn.account(), Pace.Operation.NOTIFY, time.instant());
            return true;
        });
    }

    /// @return false if another has taken it over meanwhile: nothing is stored then
    boolean end(Turn turn, Outcome outcome) {
        var now = time.instant();
        return within(handle -> handle.createUpdate(END)
                        .bindMethods(turn.account())
                        .bind("type", turn.type().name())
                        .bind("fence", turn.fence())
                        .bind("due", now.plus(outcome.again()))
                        .bind("now", now)
                        .bind("subscription", outcome.subscription())
                        .bind("problem", outcome.problem())
                        .bind("denied", outcome.denied())
                        .execute()
                > 0);
    }

    /// How an account's notifications stand.
    ///
    /// @param subscribed how many of the types Amazon sends
    /// @param problems why it does not send others, each once
    public record Standing(int subscribed, int wanted, List<String> problems) {}

    /// As it was when each was last looked at.
    public Standing standing(AccountKey account) {
        List<Map.Entry<Boolean, Optional<String>>> rows = within(handle -> handle.createQuery("""
                        select looked_at is not null and problem is null, problem from amazon_subscription
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        order by type
                        """)
                .bindMethods(account)
                .map((row, _) -> Map.entry(row.getBoolean(1), optional(row.getString(2))))
                .list());
        var problems =
                rows.stream().map(Map.Entry::getValue).flatMap(Optional::stream).distinct();
        int subscribed = Math.toIntExact(rows.stream().filter(Map.Entry::getKey).count());
        return new Standing(subscribed, NotificationType.values().length, problems.toList());
    }

    private static Optional<String> optional(@Nullable String text) {
        return Optional.ofNullable(text);
    }

    private Duration interval() {
        return Duration.ofNanos((long) (1e9 / config.requestsPerSecond()));
    }

    private <T> T within(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(work::apply));
    }
}
