package io.stockrule.listing.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// What is kept of Amazon's report of all listings, to link by it.
@ConfigMapping(prefix = "stockrule.linking")
interface KeptCatalogueConfig {
    /// How long the rows of a report are kept after somebody asked for it last, and how long one is tried for.
    @WithDefault("7d")
    @DurationMin(millis = 1)
    Duration keptFor();

    /// A report that has more rows is not kept.
    @WithDefault("2000000")
    @Min(1)
    @Max(10_000_000)
    int mostRows();

    /// So many of the rows that could not be taken are kept with what is wrong with them; the others are counted.
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int mostOddRows();
}
