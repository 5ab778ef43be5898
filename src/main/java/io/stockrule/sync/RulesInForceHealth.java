package io.stockrule.sync;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Tells a replica that decides nothing because others have newer rule files.
@Wellness
@Singleton
class RulesInForceHealth implements HealthCheck {
    static final String NOT_IN_FORCE = "other replicas have rule files that came up later than those of this one, so it"
            + " decides nothing: give all replicas the same files";

    private final FleetRules fleet;

    RulesInForceHealth(FleetRules fleet) {
        this.fleet = fleet;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("rules in force");
        return fleet.ours().filter(ours -> !fleet.areInForce(ours)).isPresent()
                ? answer.down().withData("problem", NOT_IN_FORCE).build()
                : answer.up().build();
    }
}
