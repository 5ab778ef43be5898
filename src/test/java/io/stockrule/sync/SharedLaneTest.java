package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.Lane;
import io.stockrule.listing.TestSeller;
import io.stockrule.work.GiveWay;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SharedLaneTest {
    @Inject
    Decider decider;

    @Inject
    GiveWay giveWay;

    @Inject
    Jdbi database;

    private List<Long> listings;

    @BeforeEach
    void linkListings() {
        Fanning.finish();
        database.useHandle(handle -> handle.execute("update target set due_at = null"));
        var seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        long list = seller.list("Ten");
        listings = IntStream.rangeClosed(1, 9)
                .mapToObj(variant -> seller.link(list, variant, "AMZ-" + variant))
                .toList();
        database.useHandle(handle -> handle.execute("update target set lane = 1 where due_at is not null"));
    }

    @Test
    void three_batches_are_decided_side_by_side_once_there_is_more_than_one() throws InterruptedException {
        assertThat(parts(2)).containsExactly(2, 6, 1, 0);
        assertThat(decided()).containsExactlyInAnyOrderElementsOf(listings);
        assertThat(waiting()).isZero();
    }

    @Test
    void while_webhooks_come_in_it_is_one_batch_at_a_time() throws InterruptedException {
        var coming = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                giveWay.urgent();
                LockSupport.parkNanos(100_000);
            }
        });
        try {
            assertThat(parts(2)).containsExactly(2, 2, 2, 2, 1, 0);
        } finally {
            coming.interrupt();
        }
    }

    @Test
    void of_batches_that_fail_side_by_side_no_failure_is_lost() throws InterruptedException {
        var batches = new AtomicInteger();
        IntSupplier secondPartFails = () -> {
            if (batches.incrementAndGet() > 1) {
                throw new IllegalStateException("batch " + batches.get());
            }
            return 2;
        };
        try (var lane = lane(secondPartFails, 2)) {
            assertThat(lane.decide()).isEqualTo(2);
            assertThatIllegalStateException()
                    .isThrownBy(lane::decide)
                    .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
        }
        assertThat(batches).hasValue(4);
    }

    private List<Integer> parts(int whole) throws InterruptedException {
        var parts = new ArrayList<Integer>();
        try (var lane = lane(() -> decider.decideStale(Lane.FANNED_OUT, whole), whole)) {
            do {
                parts.add(lane.decide());
            } while (parts.getLast() > 0);
        }
        return parts;
    }

    private SharedLane lane(IntSupplier batch, int whole) {
        return new SharedLane(
                (_, batches, beside) -> beside.all(Collections.nCopies(batches, batch)), giveWay.portions(whole));
    }

    private List<Long> decided() {
        return database.withHandle(
                handle -> handle.createQuery("select listing_id from decision where listing_id = any(?)")
                        .bind(0, listings.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list());
    }

    private int waiting() {
        return database.withHandle(handle -> handle.createQuery("select count(*) from target where due_at is not null")
                .mapTo(Integer.class)
                .one());
    }
}
