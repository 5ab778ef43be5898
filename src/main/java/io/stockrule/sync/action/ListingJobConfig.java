package io.stockrule.sync.action;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// Actions on listings, which are jobs.
@ConfigMapping(prefix = "stockrule.listing-jobs")
interface ListingJobConfig {
    /// Whether this replica works on jobs. One that only takes webhooks and calls can leave it to others.
    @WithDefault("true")
    boolean enabled();

    /// How often to look for jobs, in real time, when nothing wakes the worker.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration poll();

    /// How soon to look again whether Amazon shows the 0 of listings that are to leave their lists. It grows
    /// with the age of the job, up to a minute.
    @WithDefault("2s")
    @DurationMin(millis = 1)
    Duration recheck();

    /// Jobs of one merchant that are under way at once.
    @WithDefault("20")
    @Positive
    int open();

    /// How long a job that has ended is kept, with what became of its listings.
    @WithDefault("30d")
    @DurationMin(millis = 1)
    Duration kept();
}
