package io.stockrule.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the parts of something on a thread of its own, one after the other as they were given, while the next ones are
/// made ready. After one that fails no other is done. For one thread at a time.
public final class Behind implements AutoCloseable {
    /// Enough to keep both busy, and few in memory.
    private static final int MOST_WAITING = 2;

    private final ExecutorService worker;
    private final Deque<Future<?>> given = new ArrayDeque<>();
    private volatile boolean failed;

    /// @param name of the thread
    public Behind(String name) {
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /// Waits only while enough parts wait already.
    ///
    /// @throws ExecutionException if one before could not be done; its cause tells why
    public void give(Callable<?> part) throws ExecutionException, InterruptedException {
        while (given.size() >= MOST_WAITING) {
            given.remove().get();
        }
        given.add(worker.submit(() -> unlessFailed(part)));
    }

    private Object unlessFailed(Callable<?> part) throws Exception {
        if (failed) {
            return false;
        }
        failed = true;
        part.call();
        failed = false;
        return true;
    }

    /// Waits until all parts are done.
    ///
    /// @throws ExecutionException if one could not be done; its cause tells why
    public void end() throws ExecutionException, InterruptedException {
        while (!given.isEmpty()) {
            given.remove().get();
        }
    }

    /// Leaves what is not done yet, and waits until nobody is at it any more.
    @Override
    public void close() {
        worker.shutdownNow();
        worker.close();
    }
}
