package io.stockrule.delivery;

import java.time.Duration;

/// Limits of waves; numbers that move within ten minutes are looked at together, 20 at least.
record FixedWaveConfig(int zeroedPercent, int loweredPercent, int raisedPercent) implements WaveConfig {
    @Override
    public Duration within() {
        return Duration.ofMinutes(10);
    }

    @Override
    public int least() {
        return 20;
    }
}
