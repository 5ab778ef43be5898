package io.stockrule.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Requests under way to others, each in a virtual thread of its own. Whoever stops lets them land, so that no lease of
/// ours is left for the next start to wait for.
public final class Flights {
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param flight one request, with what has to be written down of its outcome
    public void start(Runnable flight) {
        var thread = Thread.ofVirtual().unstarted(() -> {
            try {
                flight.run();
            } finally {
                underWay.remove(Thread.currentThread());
            }
        });
        underWay.add(thread);
        thread.start();
    }

    /// Whether nothing more should take off.
    public boolean isClosed() {
        return closed;
    }

    /// Lets those under way land; nothing more should take off.
    ///
    /// @param most how long to wait, in real time
    /// @return how many were still under way
    public int land(Duration most) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + most.toNanos();
        for (var flight : underWay) {
            flight.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return underWay.size();
    }
}
