package io.stockrule.rules;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// Settings of the rules.
@ConfigMapping(prefix = "stockrule.rules")
interface RulesConfig {
    /// The folder with the rule files, and in it the folder `included`. They are trusted like code.
    @WithDefault("rules")
    Path folder();

    /// How often to look, in real time, whether the rule files have changed. Changed ones take over without a restart.
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration reloadEvery();

    /// Exceptions of profiles kept ready as rules, about 4 KB each; profiles whose exceptions differ from all others in
    /// more than numbers count 4 more. More than this in use cost a rebuild of a millisecond each time.
    @WithDefault("25000")
    @Positive
    int cachedExceptions();

    /// Rules that may fire for one listing before its decision holds.
    @WithDefault("100")
    @Positive
    int firingsPerListing();
}
