package io.stockrule.demo;

import io.stockrule.access.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts everything, sets the stage, and shows stock changes on their way from Shopify to Amazon.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows Stockrule at work between a simulated Shopify and a simulated Amazon.")
public final class Demo implements Callable<Integer> {
    /// Amazon allows 5 a second and account; the demonstration's Amazon allows more, so that the first round is short.
    private static final int PER_SECOND = 40;
    private static final int PORT = 8080;
    private static final int VARIANTS = 1_100;
    private static final int CHANGES_OF_ONE_ROUND = 150;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration MOST_TO_CONVERGE = Duration.ofMinutes(5);

    @Option(names = "--once", description = "make one round with data of its own, then end")
    private boolean once;

    @Option(names = "--port", description = "of the service; 8080 by default, kept with the demo's data")
    private @Nullable Integer port;

    @Option(names = "--home", required = true, hidden = true)
    private Path home = Path.of(".");

    private final InstantSource time = InstantSource.system();

    public static void main(String... args) {
        System.exit(new CommandLine(new Demo())
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("The demo failed: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var data = once ? Files.createTempDirectory("stockrule-demo") : home.resolve("data/demo");
        Files.createDirectories(data);
        boolean known = Stage.isSetIn(data);
        var stage = known
                ? Stage.load(data)
                : new Stage(DemoPrograms.freePort(), servicePort(), "sr_" + Tokens.random(), "");
        if (port != null && port != stage.servicePort()) {
            say("This demo keeps its port %d.".formatted(stage.servicePort()));
        }
        requireFree(stage.simulatorPort());
        requireFree(stage.servicePort());
        var programs = new DemoPrograms(home, data, stage.simulatorPort());
        say("Starting a simulated Shopify and a simulated Amazon ...");
        try (var simulators = programs.startSimulators()) {
            say("Starting the service with a PostgreSQL of its own ...");
            try (var service = programs.startService(stage.servicePort(), stage.operatorKey(), settings())) {
                endWithUs(simulators, service);
                return known ? goOn(programs, stage) : begin(programs, stage, data);
            }
        }
    }

    private int begin(DemoPrograms programs, Stage stage, Path data) throws InterruptedException {
        var service = DemoPrograms.service(stage.servicePort());
        say("Setting the stage: a shop with %,d variants in 3 warehouses, 2 Amazon accounts, 2 Selling Lists ..."
                .formatted(VARIANTS));
        var key = new Scenery(programs.simulators(), service.withKey(stage.operatorKey()), VARIANTS, Demo::say)
                .setUp("http://127.0.0.1:" + stage.servicePort(), PER_SECOND);
        var set = new Stage(stage.simulatorPort(), stage.servicePort(), stage.operatorKey(), key);
        if (!once) {
            set.save(data);
        }
        say("First round: every listing gets its number. Amazon allows 5 a second and account; this one allows %d."
                .formatted(PER_SECOND));
        var result = converge(programs, null);
        if (!result.isComplete()) {
            return end(result, 0);
        }
        return once ? oneRound(programs, set) : forever(programs, set);
    }

    private int goOn(DemoPrograms programs, Stage stage) throws InterruptedException {
        say("Going on with the data in " + home.resolve("data/demo") + " (delete the folder to begin anew).");
        return forever(programs, stage);
    }

    private int oneRound(DemoPrograms programs, Stage stage) throws InterruptedException {
        var chronicle = chronicle(programs, stage);
        var simulators = programs.simulators();
        var random = new Random(7);
        var stocked = Scenery.stocked(simulators).stream()
                .filter(item -> item.path("variant").path("tracked").asBoolean()
                        && !item.path("levels").isEmpty())
                .toList();
        for (int i = 0; i < CHANGES_OF_ONE_ROUND; i++) {
            var item = stocked.get(random.nextInt(stocked.size()));
            var level =
                    item.path("levels").path(random.nextInt(item.path("levels").size()));
            simulators.post(
                    "/control/shopify/shops/" + Scenery.SHOP + "/levels",
                    List.of(Map.of(
                            "item", level.path("item").asLong(),
                            "location", level.path("location").asLong(),
                            "adjust", random.nextBoolean() ? 1 + random.nextInt(6) : -1 - random.nextInt(6))));
            chronicle.follow(Duration.ofMillis(20));
        }
        return end(converge(programs, chronicle), chronicle.told());
    }

    private static int end(Convergence.Result result, int changes) {
        result.different().stream().limit(20).forEach(Demo::say);
        if (result.fbaPatches() > 0) {
            say(result.fbaPatches() + " quantities were sent for offers that Amazon fulfils");
        }
        say("converged %d of %d targets, %d changes, %d failed"
                .formatted(
                        result.converged(),
                        result.targets(),
                        changes,
                        result.different().size()));
        return result.isComplete() && result.fbaPatches() == 0 ? 0 : 1;
    }

    private int forever(DemoPrograms programs, Stage stage) throws InterruptedException {
        programs.simulators().put("/control/shopify/shops/" + Scenery.SHOP, Map.of("changesPerSecond", 1));
        say("");
        say("See it live: http://localhost:%d/#key=%s".formatted(stage.servicePort(), stage.merchantKey()));
        say("The API is described at /q/openapi; the merchant's key is what follows the = above.");
        say("Stock changes once a second now. Stop with Ctrl-C; the next start goes on from here.");
        say("");
        var chronicle = chronicle(programs, stage);
        while (!Thread.currentThread().isInterrupted()) {
            chronicle.follow(LOOK);
        }
        return 0;
    }

    private Chronicle chronicle(DemoPrograms programs, Stage stage) {
        var merchant = DemoPrograms.service(stage.servicePort()).withKey(stage.merchantKey());
        long last = programs.simulators().get("/control").path("lastEvent").asLong();
        return new Chronicle(programs.simulators(), merchant, time, last);
    }

    /// Waits until Amazon shows what it should, telling how far things are.
    private Convergence.Result converge(DemoPrograms programs, @Nullable Chronicle chronicle)
            throws InterruptedException {
        var convergence = new Convergence(programs.simulators());
        var end = time.instant().plus(MOST_TO_CONVERGE);
        int before = -1;
        while (true) {
            var result = convergence.check();
            boolean done = result.isComplete() && (chronicle == null || !chronicle.hasOpenLines());
            if (done || time.instant().isAfter(end)) {
                return result;
            }
            if (chronicle != null) {
                chronicle.follow(LOOK);
            } else {
                if (result.converged() / 100 != before / 100) {
                    say("  %,d of %,d targets".formatted(result.converged(), result.targets()));
                    before = result.converged();
                }
                Thread.sleep(LOOK.multipliedBy(4));
            }
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "STOCKRULE_DELIVERY_SENDS_PER_SECOND", String.valueOf(PER_SECOND),
                "STOCKRULE_DELIVERY_READS_PER_SECOND", String.valueOf(PER_SECOND / 4),
                "STOCKRULE_DELIVERY_BURST", "8",
                "STOCKRULE_DELIVERY_FIRST_READ_BACK", "500ms",
                "STOCKRULE_DELIVERY_POLL", "100ms");
    }

    private int servicePort() {
        if (port != null) {
            return port;
        }
        return once ? DemoPrograms.freePort() : PORT;
    }

    private static void requireFree(int port) throws IOException {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            // Free: it is closed again at once.
        } catch (IOException e) {
            throw new IOException(
                    "port %d is in use, by another demo perhaps: end that first (a new demo can be given a --port)"
                            .formatted(port),
                    e);
        }
    }

    private static void endWithUs(JavaProcess simulators, JavaProcess service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            simulators.close();
        }));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
