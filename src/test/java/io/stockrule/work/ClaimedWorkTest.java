package io.stockrule.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimedWorkTest {
    private final Queue<Integer> due = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> failed = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> takenAway = new ConcurrentLinkedQueue<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final ClaimedWork<Integer> work = new ClaimedWork<>("pieces", Duration.ofMillis(20), 2, new Pieces());

    private final class Pieces implements ClaimedWork.Pieces<Integer> {
        @Override
        public Optional<Integer> claim() {
            return Optional.ofNullable(due.poll());
        }

        @Override
        public void work(Integer piece, BooleanSupplier stops) throws InterruptedException {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                mayEnd.acquire();
                if (piece < 0) {
                    throw new IllegalStateException("piece " + piece);
                }
                done.incrementAndGet();
            } finally {
                atOnce.decrementAndGet();
            }
        }

        @Override
        public void failed(Integer piece, RuntimeException why) {
            failed.add(piece);
        }

        @Override
        public void takeAway(Integer piece) {
            takenAway.add(piece);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        mayEnd.release(100);
        work.stop();
    }

    @Test
    void so_many_at_once_and_no_more() {
        for (int i = 0; i < 6; i++) {
            due.add(i);
        }
        work.start();
        await().until(() -> atOnce.get() == 2);
        mayEnd.release(6);
        await().until(() -> done.get() == 6);
        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void a_piece_that_fails_is_told_and_leaves_its_place() {
        mayEnd.release(100);
        due.add(-1);
        due.add(-2);
        due.add(-3);
        due.add(4);
        work.start();
        await().until(() -> done.get() == 1);
        assertThat(failed).containsExactlyInAnyOrder(-1, -2, -3);
    }

    @Test
    void a_stop_gives_back_what_does_not_end() throws InterruptedException {
        due.add(1);
        work.start();
        await().until(() -> atOnce.get() == 1);
        due.add(2);
        mayEnd.drainPermits();
        work.stop();
        assertThat(takenAway).contains(1);
        assertThat(due).as("nothing is begun any more").hasSizeLessThanOrEqualTo(1);
    }
}
