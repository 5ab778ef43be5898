package io.stockrule.access;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while the database cannot store anything: whoever calls had better call another replica, or later.
@Readiness
class StorageHealth implements HealthCheck {
    private final StorageTrouble trouble;

    StorageHealth(StorageTrouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("storage").status(!trouble.lasts()).build();
    }
}
