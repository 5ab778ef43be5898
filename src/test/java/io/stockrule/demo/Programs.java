package io.stockrule.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packaged service and the simulated Shopify and Amazon, each in a process of its own.
final class Programs implements AutoCloseable {
    static final String OPERATOR = "sr_operator-of-the-seed-examples";

    @Nullable
    private static Programs shared;

    private final JavaProcess simulatorProcess;
    private final JavaProcess serviceProcess;
    private final int port;
    private final Http simulators;

    private Programs(Map<String, String> settings) throws IOException, InterruptedException {
        var programs =
                new DemoPrograms(Path.of(""), Files.createTempDirectory("stockrule-world"), DemoPrograms.freePort());
        port = DemoPrograms.freePort();
        simulatorProcess = programs.startSimulators();
        serviceProcess = programs.startService(port, OPERATOR, with(settings));
        simulators = programs.simulators();
    }

    /// @param settings beside those that make it quick
    static Programs start(Map<String, String> settings) throws IOException, InterruptedException {
        return new Programs(settings);
    }

    /// Those of all who need none of their own. They end with the tests.
    static synchronized Programs shared() throws IOException, InterruptedException {
        if (shared == null) {
            var started = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = started;
        }
        return shared;
    }

    private static Map<String, String> with(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1",
                "STOCKRULE_DELIVERY_SENDS_PER_SECOND", "50",
                "STOCKRULE_DELIVERY_READS_PER_SECOND", "10",
                "STOCKRULE_DELIVERY_BURST", "10",
                "STOCKRULE_DELIVERY_FIRST_READ_BACK", "300ms",
                "STOCKRULE_DELIVERY_POLL", "50ms",
                "STOCKRULE_CATALOGUE_REPORT_POLL", "500ms"));
        all.putAll(settings);
        return all;
    }

    Http simulators() {
        return simulators;
    }

    Http service() {
        return DemoPrograms.service(port);
    }

    /// Where the service and its page are.
    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        serviceProcess.close();
        simulatorProcess.close();
    }
}
