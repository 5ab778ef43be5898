package io.stockrule.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import io.stockrule.work.Backlog;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jdbi.v3.core.Jdbi;

/// Watches the changes that are to be decided. Nothing outside limits their pace, so one that waits for long is a sign
/// that something is wrong here.
@Singleton
@Wellness
class Changes implements HealthCheck {
    private static final Duration TOO_LONG = Duration.ofMinutes(1);
    private static final String STALE = """
            select (select count(*) from target where lane = 0 and due_at <= :now)
                + (select count(*) from target where lane = 1 and due_at <= :now)
                + (select count(*) from target where lane = 2 and due_at <= :now)
            """;
    private static final String OLDEST = """
            select min(oldest) from (
                select min(due_at) as oldest from target where lane = 0 and due_at <= :now
                union all select min(due_at) from target where lane = 1 and due_at <= :now
                union all select min(due_at) from target where lane = 2 and due_at <= :now
                union all select min(since) from fan_out where since <= :now) changes
            """;

    private final Backlog stale;

    Changes(Jdbi database, InstantSource time) {
        this.stale = new Backlog(STALE, OLDEST, database, time);
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        stale.register(
                meters, "stockrule.changes", "changes that are not decided yet, besides those that fan out to many");
    }

    @Override
    public HealthCheckResponse call() {
        var oldest = stale.oldest();
        return HealthCheckResponse.named("changes to decide")
                .status(oldest.compareTo(TOO_LONG) <= 0)
                .withData("oldestSeconds", oldest.toSeconds())
                .build();
    }
}
