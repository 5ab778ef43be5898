package io.stockrule.listing.account;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stockrule.simulator.SimulatorOptions;
import io.stockrule.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets the service under test reach a simulated Amazon, and the test too.
public final class SimulatedAmazonResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable Simulators simulators;

    @Override
    public Map<String, String> start() {
        try {
            var started = Simulators.start(Files.createTempDirectory("simulators"), SimulatorOptions.defaults());
            simulators = started;
            return Map.of(
                    "stockrule.amazon.endpoint", started.amazonEndpoint().toString(),
                    "stockrule.amazon.token-endpoint", started.tokenEndpoint().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(simulators), new TestInjector.MatchesType(Simulators.class));
    }

    @Override
    public void stop() {
        Objects.requireNonNull(simulators).close();
    }
}
