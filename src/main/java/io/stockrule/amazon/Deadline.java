package io.stockrule.amazon;

import java.time.Duration;

/// The end of a call, on the clock that measures durations.
///
/// @param leaveNanos when its request must have left, at the end of the call or before
public record Deadline(long endNanos, long leaveNanos) {
    public static Deadline in(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        return new Deadline(end, end);
    }

    Deadline leavingWithin(Duration limit) {
        return new Deadline(endNanos, System.nanoTime() + limit.toNanos());
    }

    /// Negative when it has passed.
    Duration remaining() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    boolean isTooLateToLeave() {
        return endNanos - leaveNanos > 0 && System.nanoTime() - leaveNanos >= 0;
    }
}
