package io.stockrule.delivery.health;

import io.smallrye.health.api.Wellness;
import io.stockrule.delivery.AmazonContact;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Says in health whether Amazon answers. When it does not, the service is still ready: numbers wait and go out
/// when it is back.
@Wellness
class AmazonHealth implements HealthCheck {
    private final AmazonContact contact;

    AmazonHealth(AmazonContact contact) {
        this.contact = contact;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("amazon");
        return contact.failure()
                .map(failure -> response.down()
                        .withData("since", failure.since().toString())
                        .withData("reason", failure.reason())
                        .build())
                .orElseGet(() -> response.up().build());
    }
}
