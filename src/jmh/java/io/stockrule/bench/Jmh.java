package io.stockrule.bench;

import io.stockrule.rules.Rules;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// How benchmarks are run, and what they share.
final class Jmh {
    private static final Logger ROOT = Logger.getLogger("");

    private Jmh() {}

    /// One thread in a Java machine of its own, whose collector has one thread too: a core's worth.
    static Collection<RunResult> run(Place place, Class<?> benchmark, Mode mode) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName().replace(".", "\\.") + "\\.")
                        .mode(mode)
                        .threads(1)
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(2))
                        .timeUnit(mode == Mode.Throughput ? TimeUnit.SECONDS : TimeUnit.MILLISECONDS)
                        .addProfiler(GCProfiler.class)
                        .jvmArgs(
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-Dbench.rules=" + place.rules())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    /// Those of the product, without the log of Drools, as in production.
    static Rules rules() {
        ROOT.setLevel(Level.WARNING);
        return Rules.load(Path.of(System.getProperty("bench.rules", "rules")));
    }
}
