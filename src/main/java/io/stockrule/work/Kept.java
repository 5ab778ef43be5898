package io.stockrule.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is dear to find out: however often and by however many it is asked for, it is found out once in a
/// while, by one of them. The others take the last one meanwhile.
public final class Kept<T> {
    private final Supplier<T> source;
    private final Duration valid;
    private final InstantSource time;
    private final ReentrantLock finding = new ReentrantLock();
    private volatile @Nullable Found<T> last;

    /// @param valid how old an answer may be
    public Kept(Supplier<T> source, Duration valid, InstantSource time) {
        this.source = source;
        this.valid = valid;
        this.time = time;
    }

    /// A failure of the source is the caller's, and not kept.
    public T get() {
        var known = last;
        if (known != null && (isFresh(known) || finding.isLocked())) {
            return known.value();
        }
        finding.lock();
        try {
            var meanwhile = last;
            if (meanwhile != null && isFresh(meanwhile)) {
                return meanwhile.value();
            }
            var found = new Found<>(source.get(), time.instant());
            last = found;
            return found.value();
        } finally {
            finding.unlock();
        }
    }

    private boolean isFresh(Found<T> found) {
        return Duration.between(found.at(), time.instant()).abs().compareTo(valid) < 0;
    }

    private record Found<T>(T value, Instant at) {}
}
