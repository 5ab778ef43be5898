package io.stockrule.database;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Time that moves when a test says so. A plain test creates one; the profile of a `@QuarkusTest` extends [Profile],
/// and the test injects it. Each profile is another start of the service, which takes longer than most tests.
@Alternative
@ApplicationScoped
public class SimulatedTime implements InstantSource {
    /// A Thursday.
    public static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    /// The whole service runs on simulated time, and on a schema of its own.
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SimulatedTime.class);
        }
    }
}
