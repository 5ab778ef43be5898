package io.stockrule.sync.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How changes reach those who watch listings. All of it is real time.
@ConfigMapping(prefix = "stockrule.live")
interface LiveConfig {
    /// How often this replica looks for changes while anybody watches: once for all who do.
    @WithDefault("500ms")
    @DurationMin(millis = 1)
    Duration poll();

    /// How long a stream may be silent. Whoever hears nothing for longer has lost it.
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration heartbeat();

    /// How long a stream lasts. The next one asks for the key again, so a revoked key sees no more after that.
    @WithDefault("10m")
    @DurationMin(millis = 1)
    Duration streamFor();

    /// Streams that this replica serves at once.
    @WithDefault("1000")
    @Positive
    int streams();

    /// Streams of one merchant that this replica serves at once.
    @WithDefault("50")
    @Positive
    int streamsPerMerchant();
}
