package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.TestSeller;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveriesTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    @Inject
    Deliveries deliveries;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private List<TargetKey> targets;

    @BeforeEach
    void linkTargets() {
        seller = TestSeller.create();
        long list = seller.list("Default");
        targets = IntStream.rangeClosed(1, 8)
                .peek(variant -> seller.link(list, variant, "AMZ-" + variant))
                .mapToObj(variant -> seller.target("AMZ-" + variant))
                .toList();
    }

    @Test
    void numbers_that_wait_for_a_claim_are_all_taken_over() {
        QuarkusTransaction.requiringNew().run(() -> handOver(4));
        try (var claiming = OpenChange.of(
                "update delivery set fence = fence + 1 where merchant_id = ?",
                seller.merchant().id())) {
            claiming.commitWhileWaiting(() -> handOver(7));
        }
        assertThat(deliveries.states(targets))
                .hasSize(8)
                .allSatisfy(state -> assertThat(state.wanted()).hasValue(7));
    }

    @Test
    void deliveries_that_wait_for_another_change_are_all_locked() {
        QuarkusTransaction.requiringNew().run(() -> handOver(4));
        var locked = new ArrayList<Delivery>();
        try (var changing = OpenChange.of(
                "update delivery set attempts = 3 where merchant_id = ?",
                seller.merchant().id())) {
            changing.commitWhileWaiting(
                    () -> database.useHandle(handle -> locked.addAll(DeliveryTable.lock(handle, targets))));
        }
        assertThat(locked)
                .hasSize(8)
                .allSatisfy(delivery -> assertThat(delivery.queued().failures()).isEqualTo(3));
    }

    private void handOver(int quantity) {
        var number = new Wish.Number(quantity, OptionalInt.empty());
        deliveries.handOver(targets.stream()
                .map(target -> new Wanted(target, "DE", number, false, "{}", Cause.STOCK, T))
                .toList());
    }
}
