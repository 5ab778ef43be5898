package io.stockrule.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// A queue in the database as health and the metrics show it. Asked each time anew; there is no answer while the
/// database is away.
public final class Backlog {
    private final String sql;
    private final Jdbi database;
    private final InstantSource time;

    /// @param sql gives one row with the columns `waiting` (a number) and `oldest` (a time or null); `:now` is bound
    public Backlog(String sql, Jdbi database, InstantSource time) {
        this.sql = sql;
        this.database = database;
        this.time = time;
    }

    /// @param waiting how many wait
    /// @param oldest for how long the oldest has waited; zero when nothing does
    public record Size(long waiting, Duration oldest) {}

    public Size size() {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery(sql)
                .bind("now", now)
                .map((RowView row) -> new Size(row.getColumn("waiting", Long.class), age(row, now)))
                .one());
    }

    private static Duration age(RowView row, Instant now) {
        return Optional.ofNullable(row.getColumn("oldest", Instant.class))
                .filter(now::isAfter)
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }

    /// Shows it as `NAME.waiting` and `NAME.oldest`, in seconds.
    public void register(MeterRegistry meters, String name, String what) {
        Gauge.builder(name + ".waiting", () -> size().waiting())
                .description("how many " + what)
                .register(meters);
        Gauge.builder(name + ".oldest", () -> size().oldest().toMillis() / 1_000.0)
                .description("age of the oldest of the " + what)
                .baseUnit("seconds")
                .register(meters);
    }
}
