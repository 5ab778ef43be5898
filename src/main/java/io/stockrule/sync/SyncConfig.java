package io.stockrule.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How stale targets are decided.
@ConfigMapping(prefix = "stockrule.sync")
interface SyncConfig {
    /// Whether this replica decides. One that only takes webhooks and calls can leave it to others.
    @WithDefault("true")
    boolean enabled();

    /// Targets decided in one batch.
    @WithDefault("500")
    @Positive
    @Max(5_000)
    int batch();

    /// How long one replica has a batch to itself; after that another one decides it.
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration lease();

    /// How often to look for stale targets, in real time, when nothing wakes the worker.
    @WithDefault("200ms")
    @DurationMin(millis = 1)
    Duration poll();

    /// After how long without a sign of life a replica is taken for dead. Until then its rule files stay in force
    /// if they came up later than those of the others.
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration replicaGoneAfter();
}
