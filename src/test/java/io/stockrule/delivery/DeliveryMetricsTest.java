package io.stockrule.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
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
    Jdbi database;

    @BeforeEach
    void forgetOthers() {
        database.useHandle(handle -> handle.execute("update delivery set waiting_since = null, waiting = false"));
    }

    @Test
    void numbers_that_wait_are_counted_and_the_oldest_has_an_age() {
        assertThat(metric("stockrule_numbers_waiting")).isZero();
        assertThat(metric("stockrule_numbers_oldest_seconds")).isZero();
        var target = TestSeller.create().target("AMZ-1");
        var number = new Wish.Number(4, OptionalInt.empty());
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(
                        List.of(new Wanted(target, "DE", number, false, "{}", Instant.parse("2026-11-22T10:00:00Z")))));
        database.useHandle(handle ->
                handle.execute("update delivery set waiting_since = waiting_since - interval '1 hour' where waiting"));
        assertThat(metric("stockrule_numbers_waiting")).isEqualTo(1);
        assertThat(metric("stockrule_numbers_oldest_seconds")).isBetween(3_600.0, 7_200.0);
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'numbers to Amazon' }.data.waiting", equalTo(1))
                .body("checks.find { it.name == 'numbers to Amazon' }.status", equalTo("UP"));
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
