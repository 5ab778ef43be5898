package io.stockrule.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.work.BacklogGauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Stale targets as metrics: how many wait to be decided, and the oldest.
@ApplicationScoped
class SyncMetrics {
    private static final String STALE = """
            select count(*) as waiting, min(due_at) as oldest from target where due_at <= :now
            """;

    void start(@Observes StartupEvent event, MeterRegistry meters, Jdbi database, InstantSource time) {
        BacklogGauges.register(meters, "stockrule.changes", "changes that are not decided yet", STALE, database, time);
    }
}
