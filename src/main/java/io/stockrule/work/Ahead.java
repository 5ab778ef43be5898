package io.stockrule.work;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads the next part of something on a thread of its own while what was read before is worked on. For one thread at
/// a time.
public final class Ahead<T> implements AutoCloseable {
    private final ExecutorService reader;
    private Future<T> next = CompletableFuture.failedFuture(new IllegalStateException("nothing was begun"));

    /// @param name of the thread
    public Ahead(String name) {
        this.reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /// Begins to read what comes next.
    public void begin(Callable<T> reading) {
        next = reader.submit(reading);
    }

    /// What was begun last, when it is read.
    ///
    /// @throws ExecutionException if it cannot be read; its cause tells why
    public T get() throws ExecutionException, InterruptedException {
        return next.get();
    }

    /// Leaves what is being read, and waits until nobody reads any more.
    @Override
    public void close() {
        reader.shutdownNow();
        reader.close();
    }
}
