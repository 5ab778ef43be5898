package io.stockrule.work;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.stockrule.Logged;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServiceStopTest {
    private final AtomicInteger ended = new AtomicInteger();

    private static ServiceStop stop(Duration within, BackgroundWork... all) {
        return new ServiceStop(List.of(all), within);
    }

    /// One after the other, the first would wait for ever for the second.
    @Test
    void everything_ends_side_by_side() throws Exception {
        var together = new CyclicBarrier(2);
        BackgroundWork work = () -> {
            try {
                together.await(50, TimeUnit.SECONDS);
                ended.incrementAndGet();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        stop(ofSeconds(50), work, work).ends(new ShutdownEvent());
        assertThat(ended).hasValue(2);
    }

    /// The work ends only when it sees that it is waited for.
    @Test
    void the_stop_waits_for_the_end_of_each() throws Exception {
        var stopping = Thread.currentThread();
        BackgroundWork work = () -> {
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            ended.incrementAndGet();
        };
        stop(ofSeconds(50), work).ends(new ShutdownEvent());
        assertThat(ended).hasValue(1);
    }

    @Test
    void it_begins_while_calls_are_still_answered_and_only_once() throws Exception {
        var stop = stop(ofSeconds(50), ended::incrementAndGet);
        stop.begins(new ShutdownDelayInitiatedEvent());
        stop.ends(new ShutdownEvent());
        assertThat(ended).hasValue(1);
    }

    @Test
    void one_that_fails_keeps_no_other_from_its_end() throws Exception {
        BackgroundWork broken = () -> {
            throw new IllegalStateException("broken, as this test wants it");
        };
        try (var logged = new Logged()) {
            stop(ofSeconds(50), broken, ended::incrementAndGet).ends(new ShutdownEvent());
            assertThat(logged.records()).anyMatch(line -> line.contains("did not end as it should"));
        }
        assertThat(ended).hasValue(1);
    }

    @Test
    void the_stop_does_not_wait_for_ever() throws Exception {
        var never = new CountDownLatch(1);
        try (var logged = new Logged()) {
            stop(ofMillis(200), never::await, ended::incrementAndGet).ends(new ShutdownEvent());
            assertThat(logged.records()).anyMatch(line -> line.contains("did not end within PT0.2S"));
        }
        assertThat(ended).hasValue(1);
        never.countDown();
    }
}
