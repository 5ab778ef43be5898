package io.stockrule.delivery.target;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How long a target's numbers are waited for, and how long what was seen of it is good for. Part of the settings of
/// delivery.
@ConfigMapping(prefix = "stockrule.delivery")
public interface TargetConfig {
    /// When an accepted number is first looked for on Amazon; later looks wait twice as long each.
    @WithDefault("2s")
    @DurationMin(millis = 1)
    Duration firstReadBack();

    /// An accepted number that does not show after this time is sent again.
    @WithDefault("15m")
    @DurationMin(millis = 1)
    Duration confirmWithin();

    /// How often each linked target is looked at although nothing was sent, as far as Amazon's limit leaves
    /// room: what a person or another program has changed at Amazon is found and set right.
    @WithDefault("24h")
    @DurationMin(millis = 1)
    Duration lookEvery();

    /// How old the knowledge of a target's fulfilment channel may be when a number is sent that lists less than
    /// Amazon shows. One that is older is read before.
    @WithDefault("1h")
    @DurationMin(millis = 1)
    Duration channelValidFor();

    /// The same for a target's first number and for one that lists as much or more: to wait for a look does
    /// no harm there, and a number sent to an offer that its seller has handed to Amazon meanwhile does.
    @WithDefault("5m")
    @DurationMin(millis = 1)
    Duration channelValidToRaise();
}
