package io.stockrule.work;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<List<String>> alone = new CopyOnWriteArrayList<>();
    private final CountDownLatch lock = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final GroupCommit<String, Integer> commits = new GroupCommit<>("test", new Lengths(), 3, 10);

    /// Values are in the lane of what stands before their colon.
    private final class Lengths implements GroupCommit.Writer<String, Integer> {
        @Override
        public Object lane(String value) {
            return value.contains(":") ? value.substring(0, value.indexOf(':')) : "";
        }

        @Override
        public List<Integer> write(List<String> values, Patience patience) {
            return GroupCommitTest.this.write(values, patience);
        }

        @Override
        public boolean isAway(Throwable failure) {
            return failure instanceof IllegalStateException;
        }

        @Override
        public boolean isHeldUp(Throwable failure) {
            return failure instanceof UnsupportedOperationException;
        }
    }

    /// The first batch waits at the gate, so that others gather behind it. The lane `locked` waits for its lock as
    /// long as it has patience.
    private List<Integer> write(List<String> values, Patience patience) {
        started.countDown();
        if (values.stream().anyMatch(value -> value.startsWith("locked:"))) {
            if (patience.equals(Patience.ALONE)) {
                alone.add(values);
                await(lock);
                return values.stream().map(String::length).toList();
            }
            throw new UnsupportedOperationException("locked");
        }
        await(gate);
        batches.add(values);
        if (values.contains("bad")) {
            throw new IllegalArgumentException("bad");
        }
        if (values.contains("away")) {
            throw new IllegalStateException("away");
        }
        return values.stream().map(String::length).toList();
    }

    @AfterEach
    void close() {
        gate.countDown();
        lock.countDown();
        commits.close();
    }

    @Test
    void what_waits_is_written_together() throws Exception {
        var answers = submit("a", "bb", "ccc", "dddd", "eeeee");
        gate.countDown();
        assertThat(results(answers)).containsExactly("1", "2", "3", "4", "5");
        assertThat(batches).containsExactly(List.of("a"), List.of("bb", "ccc", "dddd"), List.of("eeeee"));
    }

    @Test
    void a_bad_one_fails_alone() throws Exception {
        var answers = submit("a", "bb", "bad", "ccc");
        gate.countDown();
        assertThat(results(answers)).containsExactly("1", "2", "IllegalArgumentException", "3");
    }

    @Test
    void all_that_wait_fail_when_the_database_is_away() throws Exception {
        var answers = submit("a", "away", "bb", "ccc", "dddd");
        gate.countDown();
        var away = "IllegalStateException";
        assertThat(results(answers)).containsExactly("1", away, away, away, away);
        assertThat(batches).hasSize(2);
    }

    /// Who hears of the failure may try again at once.
    @RepeatedTest(100)
    void after_a_failure_others_are_written() throws Exception {
        gate.countDown();
        assertThat(results(submit("away"))).containsExactly("IllegalStateException");
        assertThat(results(submit("a"))).containsExactly("1");
    }

    @Test
    void more_than_fit_are_refused_at_once() {
        var answers = submit("a", "b", "c", "d", "e", "f", "g");
        assertThat(answers.getLast()).isCompletedExceptionally();
        assertThat(answers.get(5)).isNotDone();
    }

    @Test
    void a_lane_that_is_locked_holds_up_no_other() throws Exception {
        gate.countDown();
        var locked = submit("locked:1", "locked:2");
        for (int i = 0; i < 100; i++) {
            assertThat(results(submit("a:" + i % 10, "b:" + i % 10))).containsExactly("3", "3");
        }
        assertThat(locked).noneMatch(CompletableFuture::isDone);
        lock.countDown();
        assertThat(results(locked)).containsExactly("8", "8");
        assertThat(alone).allSatisfy(batch -> assertThat(batch).allMatch(value -> value.startsWith("locked:")));
    }

    @Test
    void a_lane_that_was_in_a_batch_with_a_locked_one_is_written_all_the_same() throws Exception {
        var answers = submit("a:1", "a:2", "locked:1", "b:2");
        gate.countDown();
        answers.remove(2);
        assertThat(results(answers)).containsExactly("3", "3", "3");
    }

    @Test
    void a_lane_that_is_full_leaves_room_for_others() throws Exception {
        for (int i = 0; i < 20; i++) {
            var _ = commits.submit("locked:" + i);
        }
        var answer = commits.submit("a:1").toCompletableFuture();
        gate.countDown();
        assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(3);
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_written() throws Exception {
        var answers = submit("a", "bb", "ccc");
        answers.get(1).cancel(true);
        gate.countDown();
        assertThat(results(List.of(answers.get(0), answers.get(2)))).containsExactly("1", "3");
        assertThat(batches).containsExactly(List.of("a"), List.of("ccc"));
    }

    @Test
    void nobody_waits_for_a_closed_writer() throws Exception {
        gate.countDown();
        assertThat(results(submit("a"))).containsExactly("1");
        commits.close();
        var answer = commits.submit("b").toCompletableFuture();
        assertThat(answer)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RejectedExecutionException.class);
    }

    /// The first one is taken by the writer before the others come.
    private List<CompletableFuture<Integer>> submit(String first, String... others) {
        var answers = new ArrayList<CompletionStage<Integer>>();
        answers.add(commits.submit(first));
        await(started);
        for (var other : others) {
            answers.add(commits.submit(other));
        }
        return answers.stream().map(CompletionStage::toCompletableFuture).collect(toCollection(ArrayList::new));
    }

    private static List<String> results(List<CompletableFuture<Integer>> answers) {
        return answers.stream()
                .map(answer -> answer.handle((result, failure) -> failure == null
                                ? result.toString()
                                : failure.getClass().getSimpleName())
                        .join())
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
