package io.stockrule.delivery;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.access.Tokens;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.pace.ApplicationPace.Kind;
import io.stockrule.delivery.pace.ApplicationPace.Limit;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many accounts, of two merchants, that share one application, and two replicas that send for them. In
/// simulated time.
@QuarkusTest
class ApplicationPaceTest {
    private static final int ACCOUNTS = 20;
    /// More than a replica has places for at once, where they are.
    private static final int DEAD = 15;

    private static final int SKUS = 60;
    private static final double LIMIT = 50;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final FixedDeliveryConfig CONFIG = new FixedDeliveryConfig(5, 2, LIMIT);
    private static final FixedWaveConfig NO_WAVES = new FixedWaveConfig(0, 0, 0);

    @Inject
    Jdbi database;

    @Inject
    DataSource source;

    private final TestClock clock = new TestClock();
    private final Random random = new Random(17);
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<AccountKey, Integer> sent = new HashMap<>();
    private String client;
    private List<AccountKey> accounts;
    private List<Departures> replicas;

    /// Amazon's bucket of the application: what it allows in a second, at once.
    private double tokens = LIMIT;

    private int throttled;

    @BeforeEach
    void connect() {
        client = "amzn1.application-oa2-client." + Tokens.random();
        accounts = new ArrayList<>();
        accounts.addAll(accounts(TestMerchant.create("Shared").id(), DEAD));
        accounts.addAll(accounts(TestMerchant.create("Shared").id(), ACCOUNTS - DEAD));
        accounts.forEach(account -> want(account, SKUS));
        replicas = List.of(replica(), replica());
    }

    @AfterEach
    void leave() {
        database.useHandle(handle ->
                handle.execute("update amazon_account set update_quantity = false where client_id = ?", client));
    }

    private List<AccountKey> accounts(long merchant, int many) {
        return database.withHandle(handle -> handle.select("""
                        insert into amazon_account (merchant_id, amazon_account_id, name, region, seller_id, client_id,
                            client_secret, refresh_token, credentials_version, update_quantity, created_at)
                        select ?, nextval('stockrule_id'), 'Shared', 'EU', 'SHARED' || number, ?, '', '', 1, true, now()
                        from generate_series(1, ?) number
                        returning amazon_account_id
                        """, merchant, client, many)
                .map((row, _) -> new AccountKey(merchant, row.getLong(1)))
                .list());
    }

    private void want(AccountKey account, int numbers) {
        QuarkusTransaction.requiringNew()
                .run(() -> new Deliveries(database, clock, CONFIG)
                        .handOver(IntStream.range(0, numbers)
                                .mapToObj(i -> new Wanted(
                                        new TargetKey(account, "A-%03d".formatted(i)),
                                        "DE",
                                        new Wish.Number(i + 1, OptionalInt.empty()),
                                        false,
                                        "{}",
                                        Cause.STOCK,
                                        clock.instant()))
                                .toList()));
        database.useHandle(handle -> handle.createUpdate("""
                        update delivery set channel = 'seller', channel_read_at = :now, read_due_at = null
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .bind("now", clock.instant())
                .execute());
    }

    /// With a count of what it asks of the application's row.
    private Departures replica() {
        var counted = Jdbi.create(source);
        counted.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (Objects.requireNonNull(context.getRenderedSql()).contains("application_pace")) {
                    asked.incrementAndGet();
                }
            }
        });
        return new Departures(database, clock, CONFIG, NO_WAVES, new ApplicationPace(counted, clock));
    }

    @Test
    void the_whole_limit_is_used_and_kept_and_shared_fairly() {
        run(RUN, List.of());
        int all = sent.values().stream().mapToInt(it -> it).sum();
        double allowed = LIMIT * RUN.toSeconds();
        assertThat(all / allowed).as("of what is allowed").isBetween(0.98, 1.06);
        assertThat(throttled).as("more than Amazon's bucket holds").isZero();
        double share = (double) all / ACCOUNTS;
        assertThat(accounts)
                .allSatisfy(account -> assertThat(sent.getOrDefault(account, 0))
                        .as("of a share of %s: %s", share, sent)
                        .isBetween((int) (share * 0.85), (int) Math.ceil(share * 1.15)));
        assertThat(asked).as("statements for %d numbers", all).hasValueLessThan(all);
    }

    /// Their secrets cannot be read, say, and they were there before all others.
    @Test
    void accounts_that_leave_their_places_unused_hold_up_no_other() {
        var dead = accounts.subList(0, DEAD);
        database.useHandle(handle -> handle.createUpdate("""
                        insert into pace (merchant_id, amazon_account_id, operation, next_at)
                        select merchant_id, amazon_account_id, 'send', :at from amazon_account
                        where client_id = :client and merchant_id = :merchant
                        """)
                .bind("at", clock.instant().minus(Duration.ofDays(1)))
                .bind("client", client)
                .bind("merchant", dead.getFirst().merchantId())
                .execute());
        run(RUN, dead);
        assertThat(sent).hasSize(ACCOUNTS - DEAD);
        assertThat(sent.values())
                .as("the pace of each, as the application has room for it")
                .allSatisfy(numbers -> assertThat(numbers).isGreaterThan((int) (0.9 * 5 * RUN.toSeconds())));
        assertThat(throttled).isZero();
    }

    @Test
    void an_account_with_one_number_does_not_wait_for_those_with_many() {
        run(Duration.ofSeconds(2), List.of());
        var late = accounts(TestMerchant.create("Late").id(), 1).getFirst();
        accounts.add(late);
        want(late, 1);
        var begun = clock.instant();
        while (!sent.containsKey(late)) {
            run(POLL, List.of());
        }
        assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void an_application_of_few_accounts_costs_nothing() {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set client_id = amazon_account_id || client_id where client_id = ?", client));
        run(Duration.ofSeconds(2), List.of());
        List<String> rows = database.withHandle(
                handle -> handle.select("select client_id from application_pace where client_id like ?", "%" + client)
                        .mapTo(String.class)
                        .list());
        assertThat(rows).isEmpty();
        assertThat(sent.values()).allMatch(numbers -> numbers >= 10);
    }

    @Test
    void a_person_who_waits_has_a_place_of_the_application_or_is_told_that_there_is_none() {
        var pace = new ApplicationPace(database, clock);
        var limit = new Limit(Kind.PREVIEW, 5, 2);
        assertThat(wait(pace, limit))
                .as("there is none yet that could be too early")
                .hasValue(0);
        clock.pass(Duration.ofMinutes(1));
        assertThat(IntStream.range(0, 5).mapToObj(_ -> wait(pace, limit)).toList())
                .containsExactly(
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        OptionalLong.of(500),
                        OptionalLong.of(1000),
                        OptionalLong.empty());
    }

    /// In milliseconds, to ten of them: the database counts in microseconds.
    private OptionalLong wait(ApplicationPace pace, Limit limit) {
        var at = pace.reserve(client, limit, Duration.ofMillis(1200));
        return at.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.round(Duration.between(clock.instant(), at.get()).toMillis() / 10.0) * 10);
    }

    @Test
    void what_is_left_of_an_application_without_accounts_is_deleted() {
        run(Duration.ofSeconds(1), List.of());
        assertThat(rows()).isOne();
        database.useHandle(ApplicationPace::deleteUnused);
        assertThat(rows()).isOne();
        database.useHandle(handle ->
                handle.execute("update amazon_account set client_id = 'another' where client_id = ?", client));
        database.useHandle(ApplicationPace::deleteUnused);
        assertThat(rows()).isZero();
    }

    private long rows() {
        return database.withHandle(
                handle -> handle.select("select count(*) from application_pace where client_id = ?", client)
                        .mapTo(Long.class)
                        .one());
    }

    /// Both replicas look in any order, now and then both before one of them claims.
    private void run(Duration time, List<AccountKey> dead) {
        var ours = accounts.stream().collect(toMap(it -> it, it -> it));
        for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); pass()) {
            int first = random.nextInt(2);
            var one = replicas.get(first);
            var other = replicas.get(1 - first);
            var ready = one.readyAccounts();
            if (random.nextInt(3) == 0) {
                var too = other.readyAccounts();
                claim(one, ready, ours, dead);
                claim(other, too, ours, dead);
            } else {
                claim(one, ready, ours, dead);
                claim(other, other.readyAccounts(), ours, dead);
            }
        }
    }

    private void claim(
            Departures replica, List<AccountKey> ready, Map<AccountKey, AccountKey> ours, List<AccountKey> dead) {
        for (var account : ready) {
            if (ours.containsKey(account) && !dead.contains(account)) {
                int departed = replica.claim(account).size();
                if (departed > 0) {
                    sent.merge(account, departed, Integer::sum);
                }
                tokens -= departed;
                if (tokens < 0) {
                    throttled++;
                }
            }
        }
    }

    private void pass() {
        clock.pass(POLL);
        tokens = Math.min(LIMIT, tokens + LIMIT * POLL.toMillis() / 1000);
    }
}
