package io.stockrule.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// A queue in the database as health and the metrics show it. The database is asked every few seconds at most,
/// whoever looks; there is no answer while it is away.
public final class Backlog {
    private static final Duration VALID = Duration.ofSeconds(3);

    private final InstantSource time;
    private final Kept<Long> waiting;
    private final Kept<Optional<Instant>> oldest;

    /// @param waiting SQL for how many wait; `:now` is bound
    /// @param oldest SQL for the time since when the oldest has waited, or null; `:now` is bound. Strangers ask
    /// for it,
    ///     so it has to come from an index
    public Backlog(String waiting, String oldest, Jdbi database, InstantSource time) {
        this.time = time;
        this.waiting = new Kept<>(() -> one(database, waiting, Long.class).orElse(0L), VALID, time);
        this.oldest = new Kept<>(() -> one(database, oldest, Instant.class), VALID, time);
    }

    public long waiting() {
        return waiting.get();
    }

    /// For how long the oldest has waited; zero when nothing does.
    public Duration oldest() {
        var now = time.instant();
        return oldest.get()
                .filter(now::isAfter)
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
    }

    /// Shows it as `NAME.waiting` and `NAME.oldest`, in seconds.
    public void register(MeterRegistry meters, String name, String what) {
        Gauge.builder(name + ".waiting", this::waiting)
                .description("how many " + what)
                .register(meters);
        Gauge.builder(name + ".oldest", () -> oldest().toMillis() / 1_000.0)
                .description("age of the oldest of the " + what)
                .baseUnit("seconds")
                .register(meters);
    }

    private <T> Optional<T> one(Jdbi database, String sql, Class<T> type) {
        return database.withHandle(handle -> Optional.ofNullable(
                handle.createQuery(sql).bind("now", time.instant()).mapTo(type).one()));
    }
}
