package io.stockrule.simulator;

import java.time.InstantSource;

/// How the simulators run.
///
/// @param port 0 takes any free one
/// @param clock what every delay, rate, lifetime and retry is measured by
public record SimulatorOptions(int port, InstantSource clock) {
    /// Any free port, the machine's time.
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, InstantSource.system());
    }

    public SimulatorOptions onPort(int port) {
        return new SimulatorOptions(port, clock);
    }

    public SimulatorOptions with(InstantSource clock) {
        return new SimulatorOptions(port, clock);
    }
}
