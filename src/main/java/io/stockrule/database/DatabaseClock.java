package io.stockrule.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/// The one clock of the service.
@ApplicationScoped
class DatabaseClock implements InstantSource {
    @Override
    public Instant instant() {
        return Instant.now();
    }
}
