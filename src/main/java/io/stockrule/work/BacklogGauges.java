package io.stockrule.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Shows a queue in the metrics: how many wait (`NAME.waiting`), and how long the oldest has waited
/// (`NAME.oldest`, in seconds, 0 when nothing waits). Asked of the database at each scrape; no number while it is away.
public final class BacklogGauges {
    /// @param oldest since when the oldest waits; empty when nothing does
    private record Backlog(long waiting, Optional<Instant> oldest) {}

    private BacklogGauges() {}

    /// @param sql gives one row with the columns `waiting` (a number) and `oldest` (a time or null); `:now` is bound
    public static void register(
            MeterRegistry meters, String name, String what, String sql, Jdbi database, InstantSource time) {
        Supplier<Backlog> backlog = () -> read(sql, database, time.instant());
        Gauge.builder(name + ".waiting", () -> backlog.get().waiting())
                .description("how many " + what)
                .register(meters);
        Gauge.builder(name + ".oldest", () -> seconds(backlog.get(), time.instant()))
                .description("age of the oldest of the " + what)
                .baseUnit("seconds")
                .register(meters);
    }

    private static Backlog read(String sql, Jdbi database, Instant now) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .bind("now", now)
                .map((RowView row) -> new Backlog(
                        row.getColumn("waiting", Long.class),
                        Optional.ofNullable(row.getColumn("oldest", Instant.class))))
                .one());
    }

    private static double seconds(Backlog backlog, Instant now) {
        return backlog.oldest()
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis() / 1_000.0))
                .orElse(0.0);
    }
}
