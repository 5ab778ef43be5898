package io.stockrule.shopify.webhook;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Until when somebody waits, in real time.
///
/// @param nanos on the clock of [System#nanoTime]
record AnswerBy(long nanos) {
    static AnswerBy in(Duration patience) {
        return new AnswerBy(System.nanoTime() + patience.toNanos());
    }

    /// Does something in a thread of its own, which a database that hangs may hold for longer than anybody waits.
    <T> T await(Supplier<T> work) throws TimeoutException, InterruptedException {
        return await(CompletableFuture.supplyAsync(work, Thread::startVirtualThread));
    }

    /// What comes after the deadline is not wanted: the stage is cancelled.
    ///
    /// @throws CompletionException with what the stage failed with
    <T> T await(CompletionStage<T> stage) throws TimeoutException, InterruptedException {
        var future = stage.toCompletableFuture();
        try {
            return future.get(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } finally {
            future.cancel(true);
        }
    }
}
