package io.stockrule.delivery.pace;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before trying again.
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_DOUBLING = Duration.ofHours(6);

    private Backoff() {}

    /// Doubles with each failure from half a second to five minutes, a random half of it off so that many that failed
    /// together do not come back together.
    public static Duration after(int failures) {
        long most = doubled(FIRST, failures, LONGEST).toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    /// `first`, then twice as long each time, at most six hours.
    ///
    /// @param times 1 or more
    public static Duration doubling(Duration first, int times) {
        return doubled(first, times, LONGEST_DOUBLING);
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        var duration = first.multipliedBy(1L << Math.clamp(times - 1, 0, 20));
        return duration.compareTo(longest) < 0 ? duration : longest;
    }
}
