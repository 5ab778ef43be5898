package io.stockrule.work;

import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.spi.CDI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;

/// A change that is made and not committed yet, so that others have to wait for its locks.
public final class OpenChange implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch made = new CountDownLatch(1);
    private final CountDownLatch mayCommit = new CountDownLatch(1);
    private final Future<?> change;

    private OpenChange(Runnable change) {
        this.change = threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
            change.run();
            made.countDown();
            pass(mayCommit);
        }));
        await().until(() -> made.getCount() == 0 || this.change.isDone());
    }

    /// Returns when the change is made.
    public static OpenChange of(Runnable change) {
        return new OpenChange(change);
    }

    public static OpenChange of(String sql, Object... parameters) {
        return of(() -> database().useHandle(handle -> handle.execute(sql, parameters)));
    }

    /// Does something in a transaction of its own while the change is open, and commits the change as soon as that
    /// waits for one of its locks.
    public void commitWhileWaiting(Runnable other) {
        commitWhileWaiting(other, () -> {});
    }

    /// @param meanwhile done before the commit
    public void commitWhileWaiting(Runnable other, Runnable meanwhile) {
        try {
            var waiting = threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                planAsForLargeTables();
                other.run();
            }));
            await().until(() -> isSomeoneWaiting() || waiting.isDone());
            if (waiting.isDone()) {
                waiting.get();
                throw new AssertionError("waited for nothing");
            }
            meanwhile.run();
            mayCommit.countDown();
            change.get();
            waiting.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /// Commits the change.
    public void commit() {
        try {
            mayCommit.countDown();
            change.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void planAsForLargeTables() {
        database()
                .useHandle(
                        handle -> handle.execute("set local enable_hashjoin = off; set local enable_mergejoin = off"));
    }

    /// Waiting for a row shows as waiting for the transaction that changed it.
    private static boolean isSomeoneWaiting() {
        return database()
                .withHandle(handle -> handle.select("""
                        select exists (
                            select from pg_locks where locktype in ('transactionid', 'advisory') and not granted)
                        """).mapTo(Boolean.class).one());
    }

    private static Jdbi database() {
        return CDI.current().select(Jdbi.class).get();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        mayCommit.countDown();
        threads.close();
    }
}
