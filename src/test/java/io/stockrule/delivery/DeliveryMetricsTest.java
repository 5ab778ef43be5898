package io.stockrule.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveryMetricsTest {
    @Inject
    Deliveries deliveries;

    @Inject
    DeliveryMetrics metrics;

    @Inject
    AmazonContact contact;

    @Inject
    Jdbi database;

    @BeforeEach
    void forgetOthers() {
        database.useHandle(handle -> handle.execute("update delivery set waiting_since = null, waiting = false"));
    }

    @Test
    void numbers_that_wait_are_counted_and_the_oldest_has_an_age() {
        awaitBacklog(0);
        anHourAgo(TestSeller.create());
        awaitBacklog(1);
        assertThat(metric("stockrule_numbers_oldest_seconds")).isBetween(3_600.0, 7_200.0);
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'numbers to Amazon' }.data.oldestSeconds", greaterThanOrEqualTo(3_600))
                .body("checks.find { it.name == 'numbers to Amazon' }.status", equalTo("UP"));
    }

    @Test
    void what_no_account_may_send_is_no_backlog_and_has_no_age() {
        var changes = List.of(
                "update_quantity = false",
                "suspended_until = now() + interval '1 hour', suspended_reason = 'no role'",
                "unreadable_version = credentials_version");
        var sellers = changes.stream().map(_ -> TestSeller.create()).toList();
        sellers.forEach(this::anHourAgo);
        awaitBacklog(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            var merchant = sellers.get(i).merchant().id();
            var change = "update amazon_account set " + changes.get(i) + " where merchant_id = ?";
            database.useHandle(handle -> handle.execute(change, merchant));
        }
        awaitBacklog(0);
        assertThat(metric("stockrule_numbers_oldest_seconds")).isZero();
    }

    @Test
    void accounts_that_somebody_has_to_see_to_are_counted_and_no_reason_to_be_unwell() {
        var seller = TestSeller.create();
        database.useHandle(handle -> handle.execute(
                "update amazon_account set unreadable_version = credentials_version where merchant_id = ?",
                seller.merchant().id()));
        await().untilAsserted(() ->
                assertThat(metric("stockrule_accounts_unreadable")).isPositive());
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'amazon accounts' }.data.secretsUnreadable", greaterThanOrEqualTo(1))
                .body("checks.find { it.name == 'amazon accounts' }.status", equalTo("UP"));
    }

    @Test
    void accounts_whose_secret_ends_soon_are_counted_by_the_secret_in_use() {
        double before = metric("stockrule_accounts_secrets_old");
        var old = TestSeller.create();
        var rotated = TestSeller.create();
        database.useHandle(handle -> {
            handle.execute("""
                    update amazon_account set client_secret_entered_at = now() - interval '151 days'
                    where merchant_id in (?, ?)
                    """, old.merchant().id(), rotated.merchant().id());
            handle.execute("""
                    update amazon_account set other_client_secret = '', other_client_secret_entered_at = now(),
                        other_secret_serves = true
                    where merchant_id = ?
                    """, rotated.merchant().id());
        });
        await().untilAsserted(() ->
                assertThat(metric("stockrule_accounts_secrets_old")).isEqualTo(before + 1));
    }

    @Test
    void an_account_that_amazon_refuses_is_an_answer_of_amazon() {
        contact.noteSend(new SendResult.NotSent("no connection"));
        assertThat(contact.failure()).isPresent();
        contact.noteSend(new SendResult.AccountRefused("invalid_grant", Duration.ofHours(6)));
        assertThat(contact.failure()).isEmpty();
        contact.noteRead(new ReadResult.AccountRefused("invalid_grant", Duration.ofHours(6)));
        assertThat(contact.failure()).isEmpty();
    }

    private void anHourAgo(TestSeller seller) {
        var number = new Wish.Number(4, OptionalInt.empty());
        var decided = Instant.parse("2026-11-22T10:00:00Z");
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(
                        List.of(new Wanted(seller.target("AMZ-1"), "DE", number, false, "{}", Cause.STOCK, decided))));
        database.useHandle(handle ->
                handle.execute("update delivery set waiting_since = waiting_since - interval '1 hour' where waiting"));
    }

    /// Both are looked up every few seconds only.
    private static void awaitBacklog(int numbers) {
        await().untilAsserted(() -> {
            assertThat(metric("stockrule_numbers_waiting")).isEqualTo(numbers);
            assertThat(metric("stockrule_numbers_oldest_seconds") > 0).isEqualTo(numbers > 0);
        });
    }

    @Test
    void requests_are_counted_by_their_outcome() {
        var before = metric("stockrule_sends_total{outcome=\"throttled\"}");
        metrics.sent(new SendResult.Throttled());
        assertThat(metric("stockrule_sends_total{outcome=\"throttled\"}")).isEqualTo(before + 1);
    }

    @Test
    void other_queues_and_caches_are_there() {
        assertThat(metric("stockrule_changes_waiting")).isNotNegative();
        assertThat(metric("stockrule_rules_load_seconds_count")).isEqualTo(1);
        assertThat(metric("cache_gets_total{cache=\"rule-bases\",result=\"miss\"}"))
                .isNotNegative();
    }

    /// 0 where there is no such line yet.
    private static double metric(String name) {
        return TestMerchant.asOperator()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
