package io.stockrule.simulator;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the simulators in a process of their own until it is stopped or killed.
@Command(
        name = "simulator",
        description = "A Shopify and an Amazon for demonstrations and tests, on the loopback interface only.")
public final class SimulatorMain implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8090", description = "0 takes any free one; default ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--data", required = true, description = "the folder of their memory, kept from run to run")
    private Path data = Path.of(".");

    public static void main(String... args) {
        System.exit(new CommandLine(new SimulatorMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var simulators = Simulators.start(data, SimulatorOptions.defaults().onPort(port))) {
            System.out.println("simulators listening on http://127.0.0.1:" + simulators.port());
            var forever = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(forever::countDown));
            forever.await();
        }
        return 0;
    }
}
