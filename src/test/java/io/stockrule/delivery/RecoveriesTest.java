package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.stockrule.command.RecoverRun;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecoveriesTest {
    private static final Duration DENIED_FOR = Duration.ofMinutes(30);
    private static final SendResult ACCEPTED = new SendResult.Accepted("s", Optional.empty(), List.of());
    private static final SendResult REFUSED = new SendResult.Refused("refused", Optional.empty(), List.of());
    private static final SendResult PUT_OFF = new SendResult.PutOff("not now", Optional.empty(), List.of());
    private static final SendResult DENIED = new SendResult.Denied(
            "denied", Optional.empty(), List.of(), new SendResult.AccountRefused("denied", DENIED_FOR));

    /// By SKU; the others are accepted.
    private static final Map<String, SendResult> FAILURES =
            Map.of("REFUSED", REFUSED, "REFUSED-2", REFUSED, "PUT-OFF", PUT_OFF, "DENIED", DENIED);

    @Inject
    Jdbi database;

    @Inject
    AmazonAccounts accounts;

    @Inject
    InstantSource time;

    private final TestClock clock = new TestClock();
    private Instant before = clock.instant();

    @SuppressWarnings("NullAway.Init") // before each
    private TestSeller seller;

    @SuppressWarnings("NullAway.Init") // before each
    private FailedNumbers numbers;

    @BeforeEach
    void fail() {
        seller = TestSeller.create();
        numbers = new FailedNumbers(seller, database, clock, accounts, new FixedDeliveryConfig(500, 100));
        numbers.want(3, List.of("REFUSED", "REFUSED-2", "PUT-OFF", "DENIED", "FINE"));
        assertThat(send()).hasSize(5);
    }

    @AfterEach
    void close() {
        numbers.close();
    }

    /// The first round of an account is for one number.
    private List<String> send() {
        var left = new ArrayList<String>();
        for (int round = 0; round < 3; round++) {
            clock.pass(Duration.ofSeconds(1));
            left.addAll(numbers.send(sku -> FAILURES.getOrDefault(sku, ACCEPTED)));
        }
        return left;
    }

    private String recover(Object... arguments) {
        var all =
                new ArrayList<>(List.of("--url", "http://localhost:" + RestAssured.port, "--since", before.toString()));
        for (var argument : arguments) {
            all.add(argument.toString());
        }
        return RecoverRun.of(seller.merchant().key(), all.toArray(String[]::new));
    }

    @Test
    void what_failed_is_sent_again_once_and_it_is_said_how_many_of_which_kind() {
        assertThat(send()).isEmpty();
        assertThat(recover()).isEqualTo("""
                0: 4 numbers are queued again
                  Amazon account %d: 2 put off
                  Amazon account %d: 2 refused""".formatted(seller.account(), seller.account()));
        assertThat(recover()).isEqualTo("0: 0 numbers are queued again");
        later();
        assertThat(send()).containsExactlyInAnyOrder("REFUSED", "REFUSED-2", "PUT-OFF", "DENIED");
        assertThat(recover()).isEqualTo("0: 0 numbers are queued again");
        assertThat(send()).isEmpty();
    }

    @Test
    void of_many_recoveries_at_once_one_queues_each_number() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var said = threads.invokeAll(Collections.nCopies(8, (Callable<String>) this::recover)).stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(said)
                    .filteredOn(it -> !it.equals("0: 0 numbers are queued again"))
                    .hasSize(1);
        }
    }

    @Test
    void what_was_accepted_and_never_shown_is_sent_again_at_once() {
        database.useHandle(handle -> handle.execute(
                """
                update delivery set sent_state = 'unconfirmed', waiting = true, due_at = ?
                where merchant_id = ? and seller_sku = 'FINE'
                """,
                clock.instant().plus(Duration.ofDays(30)),
                seller.merchant().id()));
        assertThat(recover()).contains("5 numbers", "1 unconfirmed");
        later();
        assertThat(send()).contains("FINE");
    }

    @Test
    void what_fails_after_a_recovery_is_recovered_from_a_later_time_on() {
        recover();
        later();
        var second = clock.instant();
        send();
        assertThat(RecoverRun.of(
                        seller.merchant().key(),
                        "--url",
                        "http://localhost:" + RestAssured.port,
                        "--since",
                        second.toString()))
                .contains("4 numbers");
    }

    @Test
    void only_what_left_since_then_and_of_that_account() {
        assertThat(recover("--account", seller.account() + 1)).isEqualTo("0: 0 numbers are queued again");
        before = clock.instant().plusSeconds(1);
        assertThat(recover()).isEqualTo("0: 0 numbers are queued again");
        before = Instant.EPOCH;
        assertThat(recover("--account", seller.account())).contains("4 numbers");
    }

    @Test
    void another_merchant_recovers_nothing_of_this_one() {
        var mine = seller;
        seller = TestSeller.create();
        assertThat(recover()).isEqualTo("0: 0 numbers are queued again");
        assertThat(recover("--account", mine.account())).isEqualTo("0: 0 numbers are queued again");
        seller = mine;
        assertThat(recover()).contains("4 numbers");
    }

    @Test
    void a_wish_that_is_held_or_gone_is_not_sent() {
        database.useHandle(handle -> handle.execute("""
                update delivery set wish = 'hold', wish_quantity = null, wish_reason = 'stock is unknown'
                where merchant_id = ? and seller_sku like 'REFUSED%'
                """, seller.merchant().id()));
        assertThat(recover()).contains("2 numbers", "2 put off");
    }

    @Test
    void many_are_recovered_part_by_part() {
        int many = 2 * Recoveries.AT_ONCE + 10;
        numbers.want(
                3, IntStream.range(0, many).mapToObj("MANY-%05d"::formatted).toList());
        database.useHandle(
                handle -> handle.execute("""
                update delivery set waiting = false, sent_state = 'refused', sent_number = 1, sent_quantity = 3,
                    sent_at = ? where merchant_id = ? and seller_sku like 'MANY%'
                """, clock.instant(), seller.merchant().id()));
        assertThat(recover()).contains("%,d numbers".formatted(many + 4));
    }

    @Test
    void what_is_no_time_is_refused() {
        for (var since : List.of("yesterday", "+1000000000-12-31T23:59:59Z", "-0044-03-15T12:00:00Z")) {
            seller.calls()
                    .body(Map.of("since", since))
                    .post("/api/v1/deliveries/actions/recover")
                    .then()
                    .statusCode(400)
                    .body("type", containsString("not-a-time"));
        }
    }

    @Test
    void without_a_key_or_a_service_it_says_so() {
        assertThat(RecoverRun.of("", "--since", "2026-11-27T06:00:00Z"))
                .startsWith("2: ")
                .contains("MERCHANT_KEY");
        assertThat(RecoverRun.of(
                        "wrong", "--url", "http://localhost:" + RestAssured.port, "--since", "2026-11-27T06:00:00Z"))
                .startsWith("1: ")
                .contains("status 401");
    }

    /// The service runs by the real clock, which is ahead of or behind the simulated one.
    private void later() {
        var ahead = Duration.between(clock.instant(), time.instant());
        clock.pass(ahead.isNegative() ? Duration.ofMinutes(1) : ahead.plusMinutes(1));
        numbers.look();
    }
}
