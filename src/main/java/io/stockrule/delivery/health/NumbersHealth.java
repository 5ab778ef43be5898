package io.stockrule.delivery.health;

import io.smallrye.health.api.Wellness;
import io.stockrule.delivery.DeliveryMetrics;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Tells in health for how long numbers wait for Amazon. Up whatever waits: Amazon's limits may keep a large
/// change waiting for hours.
@Wellness
class NumbersHealth implements HealthCheck {
    private final DeliveryMetrics metrics;

    NumbersHealth(DeliveryMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("numbers to Amazon")
                .up()
                .withData("oldestSeconds", metrics.oldest().toSeconds())
                .build();
    }
}
