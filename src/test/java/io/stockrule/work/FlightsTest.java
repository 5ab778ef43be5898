package io.stockrule.work;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private final Flights flights = Flights.brief();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger landed = new AtomicInteger();

    private void start() {
        flights.start(() -> {
            pass(answer);
            landed.incrementAndGet();
        });
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_stop_waits_for_what_is_under_way() throws Exception {
        start();
        start();
        var stop = new FutureTask<>(() -> flights.land(ofSeconds(10)));
        Thread.startVirtualThread(stop);
        await().until(flights::isClosed);
        assertThat(stop).isNotDone();
        answer.countDown();
        assertThat(stop.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(landed).hasValue(2);
    }

    /// Sender and reader share their flights, and each has ended before it waits for its own.
    @Test
    void what_another_starts_meanwhile_is_not_waited_for() throws Exception {
        var first = new CountDownLatch(1);
        flights.start(() -> {
            pass(first);
            start();
        });
        var stop = new FutureTask<>(() -> flights.land(ofSeconds(10)));
        Thread.startVirtualThread(stop);
        await().until(flights::isClosed);
        first.countDown();
        assertThat(stop.get(5, TimeUnit.SECONDS)).isZero();
        answer.countDown();
    }

    @Test
    void it_does_not_wait_for_ever() throws Exception {
        start();
        assertThat(flights.land(ofMillis(50))).isEqualTo(1);
        answer.countDown();
    }

    @Test
    void one_that_fails_is_over_too() throws Exception {
        flights.start(() -> {
            throw new IllegalStateException("crashed, as this test wants it");
        });
        assertThat(flights.land(ofSeconds(10))).isZero();
    }
}
