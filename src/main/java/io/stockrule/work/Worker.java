package io.stockrule.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A loop in the background that takes work until there is none, then waits until it is woken or its interval is over.
///
/// No failure ends it: a round that throws (a database that is away, say) is logged and tried again after a pause.
///
/// Its thread is one of the operating system's, which shares out the processor. A virtual thread that computes has a
/// carrier to itself until it waits for something, and there are as many of these as processors: two rounds that decide
/// or read a shop would let no webhook through meanwhile.
public final class Worker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final String name;
    private final Round round;
    private final Duration interval;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private String lastFailure = "";

    /// One round of work.
    @FunctionalInterface
    public interface Round {
        /// @return true if there may be more to do at once
        boolean run() throws Exception;
    }

    /// A worker that does nothing before [#start].
    ///
    /// @param interval how long to wait, in real time, when there is nothing to do and nobody wakes it
    public Worker(String name, Duration interval, Round round) {
        this.name = name;
        this.interval = interval;
        this.round = round;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    /// There is something to do.
    public void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /// Stops after the round that is running; one that was never started stays so.
    @Override
    public void close() throws InterruptedException {
        closed = true;
        wake();
        if (thread.getState() != Thread.State.NEW) {
            thread.join(Duration.ofSeconds(10));
        }
    }

    private void work() {
        try {
            while (!closed) {
                if (!once()) {
                    woken.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            LOG.debugf("%s was interrupted and stops", name);
        }
    }

    private boolean once() throws InterruptedException {
        try {
            boolean more = round.run();
            if (!lastFailure.isEmpty()) {
                LOG.infof("%s works again", name);
                lastFailure = "";
            }
            return more;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            report(e);
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        }
    }

    /// The same failure again and again is one line in the log, not one every half second.
    private void report(Exception e) {
        var failure = String.valueOf(e.getMessage());
        if (failure.equals(lastFailure)) {
            LOG.debugf(e, "%s failed again", name);
        } else {
            LOG.errorf(e, "%s failed and will try again", name);
            lastFailure = failure;
        }
    }
}
