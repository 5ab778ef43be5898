package io.stockrule.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/// Lets many callers share one transaction: a single writer takes everything that waits and writes it at once, so a
/// commit costs a fraction of what it costs each alone. A caller is answered after the commit, never before.
///
/// A batch that fails is tried again one by one, so that a bad one fails alone.
public final class GroupCommit<T, R> implements AutoCloseable {
    private final Function<List<T>, List<R>> writer;
    private final Predicate<Throwable> hopeless;
    private final int batch;
    private final BlockingQueue<Waiting<T, R>> queue;
    private final Thread thread;
    private volatile boolean closed;

    /// @param writer writes a batch in one transaction; its results are in the order of the batch
    /// @param hopeless whether a failure concerns the database as a whole: then all that wait fail
    /// @param batch the most to be written at once
    /// @param capacity the most to wait; more are refused
    public GroupCommit(
            String name, Function<List<T>, List<R>> writer, Predicate<Throwable> hopeless, int batch, int capacity) {
        this.writer = writer;
        this.hopeless = hopeless;
        this.batch = batch;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /// Completes when `value` is committed. Fails with [RejectedExecutionException] if too many wait already.
    public CompletionStage<R> submit(T value) {
        var waiting = new Waiting<T, R>(value, new CompletableFuture<>());
        if (closed) {
            refuse(List.of(waiting), new RejectedExecutionException("shut down"));
        } else if (!queue.offer(waiting)) {
            refuse(List.of(waiting), new RejectedExecutionException("too many wait to be written"));
        } else if (closed || !thread.isAlive()) { // closed since: the writer may not look any more
            refuse(drained(), new RejectedExecutionException("shut down"));
        }
        return waiting.answer();
    }

    private void run() {
        try {
            while (!closed) {
                var values = new ArrayList<Waiting<T, R>>();
                values.add(queue.take());
                queue.drainTo(values, batch - 1);
                write(values);
            }
            refuse(drained(), new RejectedExecutionException("shutting down"));
        } catch (InterruptedException e) {
            refuse(drained(), new RejectedExecutionException("shutting down", e));
        }
    }

    private List<Waiting<T, R>> drained() {
        var rest = new ArrayList<Waiting<T, R>>();
        queue.drainTo(rest);
        return rest;
    }

    private void write(List<Waiting<T, R>> values) {
        try {
            var results = writer.apply(values.stream().map(Waiting::value).toList());
            for (int i = 0; i < values.size(); i++) {
                values.get(i).answer().complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            failed(values, e);
        }
    }

    private void failed(List<Waiting<T, R>> values, Throwable failure) {
        if (hopeless.test(failure)) {
            // Drained first: what comes after somebody heard of the failure is tried.
            var rest = drained();
            refuse(values, failure);
            refuse(rest, failure);
        } else if (values.size() == 1) {
            refuse(values, failure);
        } else {
            values.forEach(value -> write(List.of(value)));
        }
    }

    private void refuse(List<Waiting<T, R>> values, Throwable reason) {
        values.forEach(value -> value.answer().completeExceptionally(reason));
    }

    /// Ends the writer after the batch it is at.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private record Waiting<T, R>(T value, CompletableFuture<R> answer) {}
}
