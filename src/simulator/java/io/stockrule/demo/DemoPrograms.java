package io.stockrule.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Starts the programs of the demonstration from the packaged application.
public final class DemoPrograms {
    private static final Duration TO_START = Duration.ofMinutes(4);
    private static final List<String> JAVA = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final Path home;
    private final Path data;
    private final int simulatorPort;

    /// @param home the project's folder, with `target/quarkus-app` and `rules`
    /// @param data where all of them keep what they know
    public DemoPrograms(Path home, Path data, int simulatorPort) {
        this.home = home.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
        this.simulatorPort = simulatorPort;
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Http simulators() {
        return Http.to("http://127.0.0.1:" + simulatorPort);
    }

    public static Http service(int port) {
        return Http.to("http://127.0.0.1:" + port);
    }

    /// The simulators are no part of the packaged service: whoever starts them has them on its own class path.
    public JavaProcess startSimulators() throws InterruptedException {
        var process = JavaProcess.start("simulators", simulatorsLog(), Map.of(), simulatorsCommand());
        return ready(process, () -> simulators().answers("/control"));
    }

    /// Starts them as if they ran elsewhere: they get what others leave of the processors.
    public JavaProcess startSimulatorsAside() throws InterruptedException {
        var process = JavaProcess.startAside("simulators", simulatorsLog(), simulatorsCommand());
        return ready(process, () -> simulators().answers("/control"));
    }

    private Path simulatorsLog() {
        return data.resolve("simulators.log");
    }

    private List<String> simulatorsCommand() {
        var arguments = new ArrayList<>(JAVA);
        arguments.addAll(List.of(
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stockrule.simulator.SimulatorMain",
                "--port",
                String.valueOf(simulatorPort),
                "--data",
                data.resolve("simulators").toString()));
        return arguments;
    }

    /// Starts the service and waits until it is ready.
    ///
    /// @param settings environment variables besides those that every demonstration needs
    public JavaProcess startService(int port, String operatorKey, Map<String, String> settings)
            throws InterruptedException {
        var environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(port),
                "STOCKRULE_DATA_FOLDER", data.resolve("service").toString(),
                "STOCKRULE_RULES_FOLDER", home.resolve("rules").toString(),
                "STOCKRULE_OPERATOR_KEY", operatorKey,
                "STOCKRULE_AMAZON_ENDPOINT", "http://127.0.0.1:%d/amazon".formatted(simulatorPort),
                "STOCKRULE_AMAZON_TOKEN_ENDPOINT", "http://127.0.0.1:%d/amazon/auth/o2/token".formatted(simulatorPort),
                "STOCKRULE_SHOPIFY_ENDPOINT", "http://127.0.0.1:%d/shopify/{shop}".formatted(simulatorPort)));
        environment.putAll(settings);
        var arguments = new ArrayList<>(JAVA);
        arguments.addAll(List.of(
                "-Xms512m",
                "-Xmx512m",
                "-jar",
                home.resolve("target/quarkus-app/quarkus-run.jar").toString()));
        var process = JavaProcess.start("service", data.resolve("service.log"), environment, arguments);
        return ready(process, () -> service(port).answers("/q/health/ready"));
    }

    /// One that does not become ready is ended: nobody else holds it.
    private static JavaProcess ready(JavaProcess process, BooleanSupplier ready) throws InterruptedException {
        try {
            process.await(ready, TO_START);
            return process;
        } catch (InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }
}
