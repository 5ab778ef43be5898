package io.stockrule.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BehindTest {
    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @Test
    void parts_are_done_in_the_order_in_which_they_were_given() throws Exception {
        try (var behind = new Behind("test")) {
            for (int i = 0; i < 100; i++) {
                int part = i;
                behind.give(() -> done.add(part));
            }
            behind.end();
            assertThat(done).isEqualTo(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void a_part_is_done_while_the_next_one_is_made_ready() throws Exception {
        var ready = new CountDownLatch(1);
        try (var behind = new Behind("test")) {
            behind.give(() -> ready.await(30, TimeUnit.SECONDS) && done.add(1));
            ready.countDown(); // would never be reached
            behind.end();
            assertThat(done).containsExactly(1);
        }
    }

    @Test
    void nothing_is_done_after_a_part_that_fails_and_whoever_gives_parts_hears_of_it() throws Exception {
        var given = new CountDownLatch(1);
        try (var behind = new Behind("test")) {
            behind.give(() -> {
                given.await();
                throw new IOException("no room");
            });
            behind.give(() -> done.add(1));
            given.countDown();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> behind.give(() -> done.add(2)))
                    .withCauseInstanceOf(IOException.class)
                    .withMessageContaining("no room");
            behind.end();
            assertThat(done).isEmpty();
        }
    }
}
