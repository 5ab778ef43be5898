package io.stockrule.rules;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;

/// Settings of the rules.
@ConfigMapping(prefix = "stockrule.rules")
interface RulesConfig {
    /// The folder with the rule files, read at start. They are trusted like code.
    @WithDefault("rules")
    Path folder();

    /// Rule bases kept ready for profiles with exceptions, about 60 KB each. More distinct profiles than this in use
    /// cost a rebuild of some milliseconds each time.
    @WithDefault("2500")
    @Positive
    int cachedBases();

    /// Rules that may fire for one listing before its decision holds.
    @WithDefault("100")
    @Positive
    int firingsPerListing();
}
