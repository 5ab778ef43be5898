package io.stockrule.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Requests under way to others, each in a virtual thread of its own. Whoever stops lets them land, so that no lease of
/// ours is left for the next start to wait for.
public final class Flights {
    private final Set<CountDownLatch> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param flight one request, with what has to be written down of its outcome
    public void start(Runnable flight) {
        start("flight", flight);
    }

    /// @param name of the thread
    /// @param flight one request, with what has to be written down of its outcome
    public void start(String name, Runnable flight) {
        var landed = new CountDownLatch(1);
        underWay.add(landed);
        Thread.ofVirtual().name(name).start(() -> {
            try {
                flight.run();
            } finally {
                underWay.remove(landed);
                landed.countDown();
            }
        });
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
