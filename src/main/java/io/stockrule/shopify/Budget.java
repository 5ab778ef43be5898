package io.stockrule.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How much may be asked of one shop now. Shopify tells in each answer what is left; nothing is assumed of its limits.
final class Budget {
    /// Points for an item with 5 levels, until the first answer tells.
    private static final double FIRST_GUESS = 20;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final int most;
    private int batch;
    private int failures;
    private double costPerItem = FIRST_GUESS;
    private Optional<Cost> last = Optional.empty();
    private Instant answeredAt = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;

    /// @param most items in one request
    Budget(int most) {
        this.most = most;
        this.batch = most;
    }

    /// Items that may be asked for now.
    synchronized int items(Instant now) {
        if (now.isBefore(pausedUntil)) {
            return 0;
        }
        return last.map(cost -> affordable(cost, now)).orElse(batch);
    }

    private int affordable(Cost cost, Instant now) {
        double restored = cost.available()
                + cost.restoreRate() * Duration.between(answeredAt, now).toMillis() / 1000;
        boolean full = restored >= cost.maximum(); // then waiting longer would not help
        return Math.clamp((long) (restored / costPerItem), full ? 1 : 0, batch);
    }

    synchronized void answered(int items, Optional<Cost> cost, Instant now) {
        failures = 0;
        batch = Math.min(most, batch * 2);
        cost.filter(it -> it.requested() > 0).ifPresent(it -> costPerItem = it.requested() / items);
        remember(cost, now);
    }

    /// Shopify asks for a pause: at least a second, with some jitter so that replicas do not come back together.
    synchronized void throttled(Optional<Cost> cost, Duration atLeast, Instant now) {
        remember(cost, now);
        var missing = cost.map(it -> Duration.ofMillis(
                        (long) (1000 * Math.max(0, it.requested() - it.available()) / it.restoreRate())))
                .orElse(Duration.ZERO);
        var pause = missing.compareTo(atLeast) > 0 ? missing : atLeast;
        pausedUntil = now.plus(pause).plusMillis(ThreadLocalRandom.current().nextLong(250));
    }

    /// Nothing usable came back. Fewer items next time, in case one of them is the reason.
    synchronized void failed(Instant now) {
        batch = Math.max(1, batch / 2);
        failures = Math.min(failures + 1, 10);
        var pause = Duration.ofMillis(500L << failures);
        pausedUntil = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private void remember(Optional<Cost> cost, Instant now) {
        if (cost.isPresent()) {
            last = cost;
            answeredAt = now;
        }
    }
}
