package io.stockrule.delivery.check;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// Where Amazon says that the sellers sell.
@ConfigMapping(prefix = "stockrule.amazon-participation")
interface ParticipationConfig {
    /// How often Amazon is asked of each account. It allows one call a minute
    /// (https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference).
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration interval();

    /// How often to look for accounts to ask about, in real time.
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration poll();
}
