package io.stockrule.access.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How long browsers stay signed in.
@ConfigMapping(prefix = "stockrule.session")
interface SessionConfig {
    /// How long a session lasts that is not used.
    @WithDefault("7d")
    @DurationMin(seconds = 1)
    Duration idle();

    /// How long a session lasts at most; then the key has to be given again.
    @WithDefault("30d")
    @DurationMin(seconds = 1)
    Duration longest();
}
