package io.stockrule.delivery;

import java.time.Duration;

/// The settings of delivery as they are by default.
///
/// @param sendsPerSecond as many reads, too
/// @param applicationSendsPerSecond as many of the others, too; without a limit unless it is given, as
///     accounts of other tests share the application
public record FixedDeliveryConfig(double sendsPerSecond, int burst, double applicationSendsPerSecond)
        implements DeliveryConfig {
    public FixedDeliveryConfig() {
        this(5, 2);
    }

    public FixedDeliveryConfig(double sendsPerSecond, int burst) {
        this(sendsPerSecond, burst, 1e9);
    }

    @Override
    public double applicationReadsPerSecond() {
        return applicationSendsPerSecond;
    }

    @Override
    public double applicationPreviewsPerSecond() {
        return applicationSendsPerSecond;
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public double readsPerSecond() {
        return sendsPerSecond;
    }

    @Override
    public int correctionsPerHour() {
        return 200;
    }

    @Override
    public Duration leaveWithin() {
        return Duration.ofMillis(300);
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration firstReadBack() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration confirmWithin() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration lookEvery() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration channelValidFor() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration channelValidToRaise() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration poll() {
        return Duration.ofMillis(200);
    }
}
