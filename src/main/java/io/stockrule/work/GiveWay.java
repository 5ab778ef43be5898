package io.stockrule.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Lets large work give way to what must be answered at once. Work that concerns many (a fan-out, an import) is done
/// in parts, one part at a time on a replica; and when something urgent came in during a part, the next one waits as
/// long as this one took. So large work leaves half of its time to others while there are any, and has all of it
/// else.
///
/// Without it two such parts keep two processors and the database busy, and a webhook waits for both at each of its
/// steps.
@ApplicationScoped
public class GiveWay {
    /// For a turn, and after a part. Longer than parts usually take: whoever is stuck, behind a lock say, must not
    /// hold up all others.
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicLong urgent = new AtomicLong();

    /// Something came in that must be answered at once.
    public void urgent() {
        urgent.incrementAndGet();
    }

    /// Does one part of large work, in its turn.
    public <T> T part(Supplier<T> part) throws InterruptedException {
        boolean ours = turn.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        try {
            long before = urgent.get();
            long began = System.nanoTime();
            var result = part.get();
            if (urgent.get() != before) {
                Thread.sleep(Duration.ofNanos(Math.min(System.nanoTime() - began, LONGEST.toNanos())));
            }
            return result;
        } finally {
            if (ours) {
                turn.release();
            }
        }
    }
}
