package io.stockrule.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// Many small writes, one commit: whatever waits while a batch is being written becomes the next batch.
///
/// A batch that fails is written again one by one, so that one bad item cannot fail the others.
///
/// @param <T> what is written
/// @param <R> what the writer says about each
public final class GroupCommit<T, R> implements AutoCloseable {
    private record Waiting<T, R>(T item, CompletableFuture<R> done) {}

    private final Function<List<T>, List<R>> writer;
    private final BlockingQueue<Waiting<T, R>> queue;
    private final int most;
    private final Thread thread;
    private volatile boolean closed;

    /// Starts the writer's thread.
    ///
    /// @param most items in one batch
    /// @param capacity items that may wait; more are rejected
    /// @param writer writes a batch durably before it returns, one result per item in order
    public GroupCommit(String name, int most, int capacity, Function<List<T>, List<R>> writer) {
        this.writer = writer;
        this.most = most;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofVirtual().name(name).start(this::work);
    }

    /// Queues one item. The future completes after the commit, or with the failure.
    ///
    /// @throws RejectedExecutionException when too many wait already, or after [#close]
    public CompletableFuture<R> submit(T item) {
        var waiting = new Waiting<T, R>(item, new CompletableFuture<>());
        if (closed || !queue.offer(waiting)) {
            throw new RejectedExecutionException(closed ? "closed" : queue.size() + " writes wait already");
        }
        return waiting.done();
    }

    /// Ends the writer; what still waits fails.
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
        queue.forEach(waiting -> waiting.done().completeExceptionally(new RejectedExecutionException("closed")));
    }

    private void work() {
        var batch = new ArrayList<Waiting<T, R>>();
        try {
            while (!closed) {
                batch.add(queue.take());
                queue.drainTo(batch, most - 1);
                write(batch);
                batch.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Waiting<T, R>> batch) {
        try {
            var results = writer.apply(batch.stream().map(Waiting::item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).done().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().done().completeExceptionally(e);
            } else {
                batch.forEach(waiting -> write(List.of(waiting)));
            }
        }
    }
}
