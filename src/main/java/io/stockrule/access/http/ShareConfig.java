package io.stockrule.access.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/// What one merchant may have under way at once, so that the others are served.
@ConfigMapping(prefix = "stockrule.merchant")
interface ShareConfig {
    /// Requests of one merchant that this replica works on at once; with the database's 20 connections, two merchants
    /// may be at their limit.
    @WithDefault("8")
    @Positive
    int requestsAtOnce();

    /// How long a request above `requests-at-once` waits for its turn before it is answered 429; `0s` answers at
    /// once.
    @WithDefault("2s")
    Duration requestWait();
}
