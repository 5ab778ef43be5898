package io.stockrule.delivery.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How large Amazon accounts are looked at by Amazon's report of all their listings.
@ConfigMapping(prefix = "stockrule.catalogue-report")
interface CatalogueConfig {
    /// From so many linked targets on, an account is looked at by a report once per `stockrule.delivery.look-every`.
    /// One that has fewer is looked at by single reads, 20 targets each.
    @WithDefault("2000")
    @Min(1)
    int fromTargets();

    /// How old what a report says may be without saying so. A target to which a number was sent since is not compared.
    @WithDefault("6h")
    @DurationMin(millis = 1)
    Duration mayBeOld();

    /// A report that is not made after this time is given up, and another is asked for.
    @WithDefault("4h")
    @DurationMin(millis = 1)
    Duration madeWithin();

    /// The whole fetching of a report.
    @WithDefault("10m")
    @DurationMin(millis = 1)
    Duration fetchedWithin();

    /// How often to look for work, in real time.
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration poll();
}
