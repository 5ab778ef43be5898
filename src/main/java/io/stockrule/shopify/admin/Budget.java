package io.stockrule.shopify.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How much may be asked of one shop now. Shopify tells in each answer what is left; nothing is assumed of its limits.
public final class Budget {
    /// Points for an item with 5 levels, until the first answer tells.
    private static final double FIRST_GUESS = 20;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final double reserve;
    private int most;
    private int batch;
    private int failures;
    private double costPerItem;
    private Optional<Cost> last = Optional.empty();
    private Instant answeredAt = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;

    /// @param most items in one request
    public Budget(int most) {
        this(most, FIRST_GUESS, 0);
    }

    /// @param guess points per item, until the first answer tells
    /// @param reserve share of the bucket that is left to others
    Budget(int most, double guess, double reserve) {
        this.most = most;
        this.batch = most;
        this.costPerItem = guess;
        this.reserve = reserve;
    }

    /// Items that may be asked for now.
    public synchronized int items(Instant now) {
        if (now.isBefore(pausedUntil)) {
            return 0;
        }
        return last.map(cost -> affordable(cost, now)).orElse(batch);
    }

    private int affordable(Cost cost, Instant now) {
        boolean full = restored(cost, now) >= cost.maximum(); // then waiting longer would not help
        return Math.clamp((long) (spare(cost, now) / costPerItem), full ? 1 : 0, batch);
    }

    private double restored(Cost cost, Instant now) {
        var since = Duration.between(answeredAt, now);
        return Math.min(cost.maximum(), cost.available() + cost.restoreRate() * since.toMillis() / 1000);
    }

    private double spare(Cost cost, Instant now) {
        return restored(cost, now) - reserve * cost.maximum();
    }

    /// How long until a whole batch may be asked for; many small requests would bring no more and cost more.
    synchronized Duration pause(Instant now) {
        if (now.isBefore(pausedUntil)) {
            return Duration.between(now, pausedUntil);
        }
        return last.map(cost -> pause(cost, now)).orElse(Duration.ZERO);
    }

    private Duration pause(Cost cost, Instant now) {
        double wanted = Math.min(costPerItem * batch, (1 - reserve) * cost.maximum());
        double missing = wanted - spare(cost, now);
        return missing <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(1000 * missing / cost.restoreRate()));
    }

    /// Another question was answered out of the same bucket.
    public synchronized void heard(Optional<Cost> cost, Instant now) {
        remember(cost, now);
    }

    /// One request may never cost that much.
    public synchronized void tooDear() {
        most = Math.max(1, batch / 2);
        batch = most;
    }

    public synchronized void answered(int items, Optional<Cost> cost, Instant now) {
        failures = 0;
        batch = Math.min(most, batch * 2);
        cost.filter(it -> it.requested() > 0).ifPresent(it -> costPerItem = it.requested() / items);
        remember(cost, now);
    }

    /// Shopify asks for a pause: at least a second, with some jitter so that replicas do not come back together.
    public synchronized void throttled(Optional<Cost> cost, Duration atLeast, Instant now) {
        remember(cost, now);
        var missing = cost.map(it -> Duration.ofMillis(
                        (long) (1000 * Math.max(0, it.requested() - it.available()) / it.restoreRate())))
                .orElse(Duration.ZERO);
        var pause = missing.compareTo(atLeast) > 0 ? missing : atLeast;
        pausedUntil = now.plus(pause).plusMillis(ThreadLocalRandom.current().nextLong(250));
    }

    /// Nothing usable came back. Fewer items next time, in case one of them is the reason.
    public synchronized void failed(Instant now) {
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
