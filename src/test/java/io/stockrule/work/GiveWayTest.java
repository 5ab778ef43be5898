package io.stockrule.work;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GiveWayTest {
    private static final long PART_NANOS = 300_000_000;

    private final GiveWay giveWay = new GiveWay();

    private static <T> FutureTask<T> begin(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task;
    }

    private static String work() {
        spin(PART_NANOS);
        return "done";
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /// @return nanoseconds until a part was done and the next might begin
    private long part(boolean urgent) throws InterruptedException {
        long began = System.nanoTime();
        var result = giveWay.part(() -> {
            if (urgent) {
                giveWay.urgent();
            }
            return work();
        });
        assertThat(result).isEqualTo("done");
        return System.nanoTime() - began;
    }

    @Test
    void a_part_during_which_something_urgent_came_in_is_followed_by_a_rest_as_long_as_itself() throws Exception {
        assertThat(part(true)).isGreaterThanOrEqualTo(2 * PART_NANOS);
    }

    /// Whoever came in before it began has been served.
    @Test
    void nobody_rests_when_nothing_urgent_comes_in() throws Exception {
        giveWay.urgent();
        var resting = new AtomicBoolean();
        var worker = Thread.ofPlatform().start(() -> {
            try {
                part(false);
            } catch (InterruptedException e) {
                resting.set(true);
            }
        });
        await().until(() -> !worker.isAlive() || worker.getState() == Thread.State.TIMED_WAITING);
        worker.interrupt();
        worker.join();
        assertThat(resting).isFalse();
    }

    /// As a rest lets many in.
    @Test
    void a_part_during_which_many_came_in_is_followed_by_a_rest_twice_as_long() throws Exception {
        long began = System.nanoTime();
        giveWay.part(() -> {
            IntStream.range(0, 8).forEach(_ -> giveWay.urgent());
            return work();
        });
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(3 * PART_NANOS);
    }

    @Test
    void parts_begin_small_and_grow_while_nothing_urgent_comes_in() throws Exception {
        assertThat(sizes(giveWay.portions(1_000), 7)).containsExactly(50, 100, 200, 400, 800, 1_000, 1_000);
        assertThat(sizes(giveWay.portions(10), 2)).containsExactly(10, 10);
    }

    @Test
    void parts_are_as_large_as_can_be_done_in_a_moment_while_something_urgent_comes_in() throws Exception {
        var portions = giveWay.portions(1_000);
        sizes(portions, 6);
        assertThat(portions.<Integer, RuntimeException>part(most -> disturbed(most, 1, 250)))
                .isEqualTo(1_000);
        assertThat(portions.<Integer, RuntimeException>part(most -> disturbed(most, 1, 0)))
                .as("a tenth of that time")
                .isBetween(50, 110);
        assertThat(portions.<Integer, RuntimeException>part(most -> disturbed(most, 1, 600)))
                .as("at most twice as large")
                .isBetween(50, 220);
        assertThat(portions.<Integer, RuntimeException>part(most -> most))
                .as("never less")
                .isEqualTo(50);
    }

    @Test
    void a_part_holds_up_no_more_than_a_few() throws Exception {
        var portions = giveWay.portions(1_000);
        sizes(portions, 6);
        assertThat(portions.<Integer, RuntimeException>part(most -> disturbed(most, 80, 1)))
                .isEqualTo(1_000);
        assertThat(portions.<Integer, RuntimeException>part(most -> disturbed(most, 8, 1)))
                .isEqualTo(100);
        assertThat(portions.<Integer, RuntimeException>part(most -> most)).isEqualTo(100);
    }

    private int disturbed(int most, int times, long millis) {
        IntStream.range(0, times).forEach(_ -> giveWay.urgent());
        spin(millis * 1_000_000);
        return most;
    }

    private static List<Integer> sizes(GiveWay.Portions portions, int times) throws InterruptedException {
        var sizes = new ArrayList<Integer>();
        for (int i = 0; i < times; i++) {
            sizes.add(portions.part(most -> most));
        }
        return sizes;
    }

    @Test
    void there_is_one_part_at_a_time() throws Exception {
        var inside = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var over = new AtomicBoolean();
        var first = begin(() -> giveWay.part(() -> {
            inside.countDown();
            pass(end);
            over.set(true);
            return "first";
        }));
        inside.await();
        var second = new FutureTask<>(() -> giveWay.part(over::get));
        var waiting = Thread.ofPlatform().start(second);
        await().pollInterval(Duration.ofMillis(1)).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        assertThat(second.get(10, SECONDS)).isTrue();
        assertThat(first.get(10, SECONDS)).isEqualTo("first");
    }

    /// Behind a lock, say.
    @Test
    void one_that_is_stuck_does_not_hold_up_all_others() throws Exception {
        var inside = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var stuck = begin(() -> giveWay.part(() -> {
            inside.countDown();
            pass(end);
            return "stuck";
        }));
        inside.await();
        assertThat(begin(() -> giveWay.part(() -> "other")).get(10, SECONDS)).isEqualTo("other");
        assertThat(stuck).isNotDone();
        end.countDown();
        assertThat(stuck.get(10, SECONDS)).isEqualTo("stuck");
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
