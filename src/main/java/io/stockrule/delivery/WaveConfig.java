package io.stockrule.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// When many numbers of an Amazon account that move together are held until a person has looked at them: one wrong line
/// in a profile, or one location that is closed by mistake, would else empty a whole account within minutes.
@ConfigMapping(prefix = "stockrule.waves")
public interface WaveConfig {
    /// Numbers that move within this time are looked at together.
    @WithDefault("10m")
    @DurationMin(millis = 1)
    Duration within();

    /// Fewer numbers are never held, however many percent they are.
    @WithDefault("20")
    @Min(1)
    int least();

    /// Held when more percent of an account's targets than these would go to 0; 0 holds none for that. An account can
    /// have a limit of its own, here and below.
    @WithDefault("30")
    @Min(0)
    @Max(MOST_PERCENT)
    int zeroedPercent();

    /// Held when the units that an account lists would fall by more percent than these.
    @WithDefault("50")
    @Min(0)
    @Max(MOST_PERCENT)
    int loweredPercent();

    /// Held when the units that an account lists would rise by more percent than these. Off, as whoever stocks up after
    /// a sale raises by any percentage.
    @WithDefault("0")
    @Min(0)
    @Max(MOST_PERCENT)
    int raisedPercent();

    int MOST_PERCENT = 10_000;
}
