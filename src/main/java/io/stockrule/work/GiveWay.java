package io.stockrule.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Lets large work give way to what must be answered at once. Work that concerns many (a fan-out, an import) is done
/// in parts, one part at a time on a replica; and when something urgent came in during a part, the next one waits as
/// long as this one took, twice as long if it was much, and is smaller if it held up many ([Portions]). So large
/// work leaves half of its time to others while there are any, two thirds while there are many, nobody waits long
/// for the end of a part, and it has all of the time else.
///
/// Without it two such parts keep two processors and the database busy, and a webhook waits for both at each of its
/// steps. A part may use both while nothing urgent comes in ([Portions#areWhole]).
@ApplicationScoped
public class GiveWay {
    /// For a turn, and after a part. Longer than parts usually take: whoever is stuck, behind a lock say, must not
    /// hold up all others.
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /// So many that come in during a part are many. At 1,000 a second these come in 8 ms: a part that lasts longer
    /// makes more than one in a hundred wait for 20 ms.
    private static final int MANY = 8;

    private static final int REST_AFTER_MANY = 2;

    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicLong urgent = new AtomicLong();

    /// Something came in that must be answered at once.
    public void urgent() {
        urgent.incrementAndGet();
    }

    /// Does one part of large work, in its turn.
    public <T> T part(Supplier<T> part) throws InterruptedException {
        return part(part::get, (_, _) -> {});
    }

    /// @param <X> how it can fail
    public interface Work<T, X extends Exception> {
        /// @param most how much may be done now
        T some(int most) throws X;
    }

    /// Large work of one kind that can be cut anywhere.
    ///
    /// @param whole the most that is done in one part
    public Portions portions(int whole) {
        return new Portions(whole);
    }

    /// Told of a part that is done.
    private interface Done {
        /// @param nanos how long it took
        /// @param urgent how many came in meanwhile that had to share its time
        void after(long nanos, long urgent);
    }

    /// @param <X> how it can fail
    private interface Doing<T, X extends Exception> {
        T get() throws X;
    }

    private <T, X extends Exception> T part(Doing<T, X> part, Done done) throws X, InterruptedException {
        boolean ours = turn.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        try {
            long before = urgent.get();
            long began = System.nanoTime();
            var result = part.get();
            long took = System.nanoTime() - began;
            long disturbed = urgent.get() - before;
            done.after(took, disturbed);
            if (disturbed > 0) {
                long rest = disturbed >= MANY ? REST_AFTER_MANY * took : took;
                Thread.sleep(Duration.ofNanos(Math.min(rest, LONGEST.toNanos())));
            }
            return result;
        } finally {
            if (ours) {
                turn.release();
            }
        }
    }

    /// Parts that are whole while nothing urgent comes in, and else as large as can be done in a moment: whoever comes
    /// in during a part shares the processors and the database with it until its end. They begin small, so that the
    /// first of them holds up nobody either.
    ///
    /// For one thread at a time.
    public final class Portions {
        private static final double MOMENT_NANOS = 25_000_000;

        /// What a part costs whatever its size would else be most of it.
        private static final int SMALLEST = 50;

        private final int whole;
        private volatile int size;
        private volatile boolean undisturbed;

        private Portions(int whole) {
            this.whole = whole;
            this.size = Math.min(whole, SMALLEST);
        }

        /// How much may be done in the next part, as far as is known now; for any thread.
        public int size() {
            return size;
        }

        /// Whether nothing urgent has come in for some parts: then all processors may be used.
        public boolean areWhole() {
            return undisturbed && size == whole;
        }

        /// Does the next part.
        public <T, X extends Exception> T part(Work<T, X> work) throws X, InterruptedException {
            int most = size;
            return GiveWay.this.part(() -> work.some(most), this::done);
        }

        private void done(long nanos, long urgent) {
            undisturbed = urgent == 0;
            double fits = urgent == 0 ? 2 : Math.min(MOMENT_NANOS / nanos, (double) MANY / urgent);
            size = Math.clamp((long) (size * Math.min(fits, 2)), Math.min(whole, SMALLEST), whole);
        }
    }
}
