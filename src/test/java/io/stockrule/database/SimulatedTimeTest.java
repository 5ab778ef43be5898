package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SimulatedTime.Profile.class)
class SimulatedTimeTest {
    @Inject
    SimulatedTime simulated;

    @Inject
    InstantSource time;

    @Test
    void the_service_sees_the_time_of_the_test() {
        simulated.set(SimulatedTime.START);
        simulated.advance(Duration.ofDays(14));
        assertThat(time.instant()).isEqualTo("2026-01-29T12:00:00Z");
    }
}
