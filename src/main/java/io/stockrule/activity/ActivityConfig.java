package io.stockrule.activity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// The activity log.
@ConfigMapping(prefix = "stockrule.activity")
interface ActivityConfig {
    /// How long its entries are kept.
    @WithDefault("90d")
    @DurationMin(millis = 1)
    Duration kept();
}
