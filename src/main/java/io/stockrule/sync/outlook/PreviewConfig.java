package io.stockrule.sync.outlook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/// What would become of the numbers.
@ConfigMapping(prefix = "stockrule.previews")
interface PreviewConfig {
    /// Previews that this replica works on at once.
    @WithDefault("6")
    @Positive
    int atOnce();

    /// Previews of one merchant that this replica works on at once.
    @WithDefault("2")
    @Positive
    int atOncePerMerchant();

    /// From how many percent of the listings going to 0 the page asks once more before it saves.
    @WithDefault("20")
    @Min(0)
    @Max(100)
    int askAbovePercent();
}
