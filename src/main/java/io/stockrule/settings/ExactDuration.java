package io.stockrule.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.annotation.Priority;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// Reads durations as Quarkus does, and refuses those below nothing: no wait, lease or period of ours can be one.
@Priority(ExactDuration.BEFORE_QUARKUS)
public final class ExactDuration implements Converter<Duration> {
    static final int BEFORE_QUARKUS = 300;
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Duration convert(String value) {
        var duration = DurationConverter.parseDuration(value);
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException("\"%s\" is below nothing".formatted(value));
        }
        return duration;
    }
}
