package io.stockrule.work;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the next part of something on a thread of its own, reads it say, while the caller works on what was before. For
/// one thread at a time.
public final class Ahead<T> implements AutoCloseable {
    private final ExecutorService worker;
    private Future<T> next = CompletableFuture.failedFuture(new IllegalStateException("nothing was begun"));

    /// @param name of the thread
    public Ahead(String name) {
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /// Begins what comes next.
    public void begin(Callable<T> part) {
        next = worker.submit(part);
    }

    /// Whether what was begun last is done, and has not failed.
    public boolean isDone() {
        return next.state() == Future.State.SUCCESS;
    }

    /// What was begun last, when it is done.
    ///
    /// @param checked how it can fail, besides by what need not be declared
    public <X extends Exception> T get(Class<X> checked) throws X, InterruptedException {
        try {
            return next.get();
        } catch (ExecutionException e) {
            if (checked.isInstance(e.getCause())) {
                throw checked.cast(e.getCause());
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /// Leaves what was begun, and waits until nobody is at it any more.
    @Override
    public void close() {
        worker.shutdownNow();
        worker.close();
    }
}
