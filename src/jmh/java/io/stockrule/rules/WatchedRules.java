package io.stockrule.rules;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;

/// The rules as the service has them, and how many rule bases they have built.
///
/// @param meters those of the rules
public record WatchedRules(Rules rules, SimpleMeterRegistry meters) {
    public static WatchedRules load(Path folder) {
        var meters = new SimpleMeterRegistry();
        return new WatchedRules(new Rules(new Defaults(folder), meters), meters);
    }

    public long basesBuilt() {
        return (long)
                meters.get("cache.gets").tag("result", "miss").functionCounter().count();
    }

    private record Defaults(Path folder) implements RulesConfig {
        @Override
        public Duration reloadEvery() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int cachedExceptions() {
            return 25_000;
        }

        @Override
        public int firingsPerListing() {
            return 100;
        }
    }
}
