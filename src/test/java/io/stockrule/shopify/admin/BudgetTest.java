package io.stockrule.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Budget budget = new Budget(40);

    @Test
    void the_first_request_asks_for_a_full_batch() {
        assertThat(budget.items(START)).isEqualTo(40);
    }

    @Test
    void what_is_left_limits_the_next_request() {
        budget.answered(40, cost(800, 200), START);
        assertThat(budget.items(START)).isEqualTo(10);
        assertThat(budget.items(START.plusSeconds(1))).isEqualTo(15);
        assertThat(budget.items(START.plusSeconds(60))).isEqualTo(40);
    }

    @Test
    void an_empty_bucket_makes_wait() {
        budget.answered(40, cost(800, 5), START);
        assertThat(budget.items(START)).isZero();
        assertThat(budget.items(START.plusSeconds(1))).isEqualTo(5);
    }

    @Test
    void an_item_dearer_than_the_bucket_is_tried_when_the_bucket_is_full() {
        budget.answered(1, Optional.of(new Cost(500, 0, 100, 10)), START);
        assertThat(budget.items(START.plusSeconds(9))).isZero();
        assertThat(budget.items(START.plusSeconds(10))).isEqualTo(1);
    }

    @Test
    void a_throttled_request_waits_until_its_points_are_back() {
        budget.throttled(cost(800, 500), Duration.ofSeconds(1), START);
        assertThat(budget.items(START.plusMillis(2_999))).isZero();
        assertThat(budget.items(START.plusMillis(3_250))).isPositive();
    }

    @Test
    void a_throttled_request_waits_at_least_as_long_as_it_is_told() {
        budget.throttled(Optional.empty(), Duration.ofSeconds(7), START);
        assertThat(budget.items(START.plusMillis(6_999))).isZero();
        assertThat(budget.items(START.plusMillis(7_250))).isPositive();
    }

    @Test
    void failures_in_a_row_make_requests_smaller_and_pauses_longer() {
        budget.failed(START);
        assertThat(budget.items(START.plusMillis(999))).isZero();
        assertThat(budget.items(START.plusSeconds(1))).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            budget.failed(START);
        }
        assertThat(budget.items(START.plusSeconds(59))).isZero();
        assertThat(budget.items(START.plusSeconds(60))).isEqualTo(1);
    }

    private static Optional<Cost> cost(double requested, double available) {
        return Optional.of(new Cost(requested, available, 2000, 100));
    }
}
