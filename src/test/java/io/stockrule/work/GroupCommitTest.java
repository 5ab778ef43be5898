package io.stockrule.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final List<List<String>> batches = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final GroupCommit<String, Integer> commits =
            new GroupCommit<>("test", this::write, IllegalStateException.class::isInstance, 3, 5);

    /// The first batch waits at the gate, so that others gather behind it.
    private List<Integer> write(List<String> values) {
        started.countDown();
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
        return answers.stream().map(CompletionStage::toCompletableFuture).toList();
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
