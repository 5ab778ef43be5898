package io.stockrule.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Requests under way to others, each in a thread of its own. Whoever stops lets them land, so that no lease of ours is
/// left for the next start to wait for.
public final class Flights {
    private final ThreadFactory threads;
    private final Set<CountDownLatch> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Flights(ThreadFactory threads) {
        this.threads = threads;
    }

    /// Many short ones, which mostly wait.
    public static Flights brief() {
        return new Flights(Thread.ofVirtual().factory());
    }

    /// A few that take long and also compute, as [Worker] does.
    public static Flights laborious() {
        return new Flights(Thread.ofPlatform().daemon().factory());
    }

    /// @param flight one request, with what has to be written down of its outcome
    public void start(Runnable flight) {
        start("flight", flight);
    }

    /// @param name of the thread
    /// @param flight one request, with what has to be written down of its outcome
    public void start(String name, Runnable flight) {
        var landed = new CountDownLatch(1);
        underWay.add(landed);
        var thread = threads.newThread(() -> {
            try {
                flight.run();
            } finally {
                underWay.remove(landed);
                landed.countDown();
            }
        });
        thread.setName(name);
        thread.start();
    }

    /// Whether nothing more should take off.
    public boolean isClosed() {
        return closed;
    }

    /// Lets those under way land; nothing more should take off. What others start meanwhile is theirs to wait for.
    ///
    /// @param most how long to wait, in real time
    /// @return how many were still under way
    public int land(Duration most) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + most.toNanos();
        int left = 0;
        for (var flight : List.copyOf(underWay)) {
            boolean landed = flight.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            left += landed ? 0 : 1;
        }
        return left;
    }
}
