package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.listing.TestSeller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How orders are read: page by page, by one replica at a time, at Amazon's pace, and whatever goes wrong.
@QuarkusTest
@TestProfile(OrderScene.Profile.class)
class OrderReadingTest extends OrderScene {
    @Test
    void all_pages_are_read_at_amazons_pace() {
        offer(1, "MUG");
        switchOn();
        shopifyHas(1, 1_000);
        sell(250);
        read();
        assertThat(wanted("MUG")).isEqualTo(750);
        assertThat(calls("429")).isZero();
        assertThat(calls("200")).isEqualTo(4);
    }

    /// What it had stored stays; what it had not is read from the mark on, which had not moved.
    @Test
    void a_reading_that_dies_in_the_middle_is_begun_again_by_another_and_nothing_is_missing() {
        offer(1, "MUG");
        switchOn();
        shopifyHas(1, 1_000);
        sell(150);
        var before = readUntil();
        time.advance(Duration.ofMinutes(4));
        var died = begin();
        assertThat(died).as("waits for its second page").isPresent();
        assertThat(wanted("MUG")).isEqualTo(900);
        assertThat(readUntil()).isEqualTo(before);
        assertThat(begin()).as("as long as its lease lasts").isEmpty();
        assertThat(calls("200")).isEqualTo(2);

        time.advance(Duration.ofMinutes(10));
        read(steps());
        assertThat(wanted("MUG")).isEqualTo(850);
        assertThat(readUntil()).isAfter(before);
        var after = readUntil();
        assertThat(steps().goOn(credentials(), died.get()))
                .as("the one that was thought dead")
                .isEmpty();
        assertThat(readUntil()).isEqualTo(after);
    }

    @Test
    void two_replicas_do_not_read_at_once() {
        offer(1, "MUG");
        switchOn();
        time.advance(Duration.ofHours(2));
        readings.ready();
        var first = readings.begin(seller.key());
        assertThat(first).isPresent();
        assertThat(readings.ready()).doesNotContain(seller.key());
        assertThat(readings.begin(seller.key())).isEmpty();
    }

    @Test
    void an_account_that_may_not_read_orders_says_so_and_its_numbers_are_sent() {
        offer(1, "MUG");
        switchOn();
        amazon.fault("searchOrders", "FORBIDDEN", Map.of());
        order("MUG", 3);
        read();
        assertThat(account().path("ordersProblem").asText()).contains("Inventory and Order Tracking");
        assertThat(account().path("suspendedUntil").isMissingNode()).isTrue();
        shopifyHas(1, 9);
        deliver();
        assertThat(shown("MUG")).isEqualTo(9);

        time.advance(Duration.ofMinutes(20));
        assertThat(begin()).as("tried again only later").isEmpty();
        assertThat(calls("403")).isEqualTo(2);
        amazon.noMoreFaults();
        seller.calls()
                .body(Map.of("refreshToken", TestSeller.REFRESH_TOKEN))
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200);
        readings.plan();
        read();
        assertThat(account().path("ordersProblem").isMissingNode()).isTrue();
        assertThat(wanted("MUG")).isEqualTo(6);
    }

    @Test
    void what_amazon_cannot_answer_is_asked_again_and_the_mark_stays() {
        offer(1, "MUG");
        switchOn();
        var before = readUntil();
        amazon.fault("searchOrders", "SERVER_ERROR", Map.of("times", 3));
        order("MUG", 3);
        read();
        assertThat(account().path("ordersProblem").asText()).contains("could not answer");
        assertThat(readUntil()).isEqualTo(before);
        read();
        assertThat(account().path("ordersProblem").isMissingNode()).isTrue();
        assertThat(wanted("MUG")).isEqualTo(7);
    }

    @Test
    void a_page_that_fails_once_costs_its_turn_and_no_more() {
        offer(1, "MUG");
        switchOn();
        amazon.fault("searchOrders", "OVERLOADED", Map.of("times", 1));
        order("MUG", 3);
        read();
        assertThat(account().path("ordersProblem").isMissingNode()).isTrue();
        assertThat(wanted("MUG")).isEqualTo(7);
    }

    @Test
    void a_limit_that_is_hit_is_waited_out() {
        offer(1, "MUG");
        switchOn();
        amazon.fault("searchOrders", "THROTTLED", Map.of("times", 2));
        order("MUG", 3);
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
    }

    @Test
    void what_was_ordered_before_the_account_was_switched_on_does_not_count() {
        offer(1, "MUG");
        order("MUG", 3);
        time.advance(Duration.ofSeconds(1));
        switchOn();
        read();
        assertThat(wanted("MUG")).isEqualTo(10);
    }

    @Test
    void what_has_ended_and_what_nobody_asks_for_is_forgotten() {
        offer(1, "MUG");
        switchOn();
        order("MUG", 3);
        shopifyHas(1, 7);
        read();
        time.advance(Duration.ofDays(4));
        readings.tidy();
        for (var table : List.of("order_line", "order_part", "stock_move")) {
            assertThat(rows(table)).as(table).isZero();
        }
    }

    private void sell(int orders) {
        amazon.ask(
                "PUT",
                "/listings",
                List.of(Map.of(
                        "sku",
                        "MUG",
                        "channels",
                        List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 1_000)))));
        IntStream.range(0, orders).forEach(_ -> order("MUG", 1));
    }

    private Instant readUntil() {
        return database.withHandle(handle -> handle.select(
                        "select read_until from order_reading where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Instant.class)
                .one());
    }

    /// How often searchOrders was answered so.
    private int calls(String status) {
        return amazon.counted("searchOrders " + status);
    }
}
