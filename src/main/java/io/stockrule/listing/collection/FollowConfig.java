package io.stockrule.listing.collection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How Selling Lists follow the collections of shops.
@ConfigMapping(prefix = "stockrule.following")
interface FollowConfig {
    /// Whether this replica does it. One that only takes webhooks and calls can leave it to others.
    @WithDefault("true")
    boolean enabled();

    /// How often lists whose members may have changed are looked for, in real time, when nothing wakes the worker.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration poll();

    /// After how long a list is looked at although nothing seems to have changed.
    @WithDefault("10m")
    @DurationMin(millis = 1)
    Duration every();

    /// After how long a list that could not be looked at is tried again.
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration retry();
}
