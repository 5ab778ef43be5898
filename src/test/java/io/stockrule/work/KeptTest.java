package io.stockrule.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptTest {
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private final Kept<Integer> kept = new Kept<>(asked::incrementAndGet, Duration.ofSeconds(3), () -> now);

    @Test
    void it_is_found_out_once_in_a_while() {
        assertThat(kept.get()).isEqualTo(1);
        now = now.plusMillis(2_999);
        assertThat(kept.get()).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_it_for_ever() {
        kept.get();
        now = now.minusSeconds(3_600);
        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void a_failure_is_told_and_not_kept() {
        var broken = new Kept<Integer>(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return 7;
                },
                Duration.ofSeconds(3),
                () -> now);
        assertThatThrownBy(broken::get).hasMessage("away");
        assertThat(broken.get()).isEqualTo(7);
    }

    @Test
    void while_one_finds_out_the_others_take_the_last_value() throws InterruptedException {
        var looking = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = new Kept<>(
                () -> {
                    int turn = asked.incrementAndGet();
                    if (turn == 2) {
                        looking.countDown();
                        await(go);
                    }
                    return turn;
                },
                Duration.ofSeconds(3),
                () -> now);
        slow.get();
        now = now.plusSeconds(4);
        var found = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> found.add(slow.get()));
            looking.await();
            assertThat(slow.get()).isEqualTo(1);
            go.countDown();
        }
        assertThat(found).containsExactly(2);
        assertThat(asked).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
