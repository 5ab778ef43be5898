package io.stockrule.amazon;

import java.time.Duration;

/// The end of a call, on the clock that measures durations.
record Deadline(long endNanos) {
    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /// Negative when it has passed.
    Duration remaining() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }
}
