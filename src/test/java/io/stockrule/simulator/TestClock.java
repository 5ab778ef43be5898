package io.stockrule.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that passes only when a test says so.
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00.123456789Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
