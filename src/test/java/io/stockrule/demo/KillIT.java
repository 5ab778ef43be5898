package io.stockrule.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The service and its database are killed again and again while stock changes; the simulated Shopify and Amazon live
/// on.
class KillIT {
    static final int KILLS = Integer.getInteger("stockrule.kills", 20);
    static final int VARIANTS = 400;

    static final Duration LEASE = Duration.ofSeconds(6);

    /// Short leases, so that what a killed service left behind is soon taken up.
    static final Map<String, String> SETTINGS = Map.of(
            "STOCKRULE_DELIVERY_SENDS_PER_SECOND", "60",
            "STOCKRULE_DELIVERY_READS_PER_SECOND", "15",
            "STOCKRULE_DELIVERY_BURST", "10",
            "STOCKRULE_DELIVERY_FIRST_READ_BACK", "500ms",
            "STOCKRULE_DELIVERY_REQUEST_TIMEOUT", "3s",
            "STOCKRULE_DELIVERY_LEASE", LEASE.toSeconds() + "s",
            "STOCKRULE_DELIVERY_POLL", "100ms",
            "STOCKRULE_SYNC_LEASE", "3s",
            "STOCKRULE_SHOPIFY_REREAD_LEASE", "5s");

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String OPERATOR = "sr_operator-of-the-kill-test";

    private final Random random = new Random(Long.getLong("stockrule.seed", 20261123));
    private final Path data;
    private final DemoPrograms programs;
    private final int port = DemoPrograms.freePort();

    KillIT() throws IOException {
        data = Files.createTempDirectory("stockrule-kill");
        programs = new DemoPrograms(Path.of(""), data, DemoPrograms.freePort());
    }

    @Test
    void kills_lose_nothing_and_reorder_nothing() throws InterruptedException {
        try (var _ = programs.startSimulators()) {
            var service = start();
            try {
                var key = new Scenery(
                                programs.simulators(),
                                DemoPrograms.service(port).withKey(OPERATOR),
                                VARIANTS,
                                System.out::println)
                        .setUp("http://127.0.0.1:" + port, 60);
                walk(15);
                for (int kill = 0; kill < KILLS; kill++) {
                    someTimePasses();
                    if (kill % 2 == 0) {
                        service.kill();
                        service = start();
                    } else {
                        killDatabase();
                    }
                }
                walk(0);
                var aftermath = new Aftermath(programs.simulators(), VARIANTS, Integer.MAX_VALUE);
                aftermath.awaitCalm();
                aftermath.assertNothingWasLost(DemoPrograms.service(port).withKey(key), 0);
                new Arrivals(programs.simulators()).assertPaceKept(60, 10);
            } finally {
                service.close();
            }
        }
    }

    private JavaProcess start() throws InterruptedException {
        return programs.startService(port, OPERATOR, SETTINGS);
    }

    private void killDatabase() {
        var postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /// A kill at any moment of what is going on.
    private void someTimePasses() {
        await().pollDelay(Duration.ofMillis(500 + random.nextInt(3_500))).until(() -> true);
    }

    /// The first line of the file names the process, which the service under test has started.
    private long postmaster() {
        return await().atMost(PATIENCE)
                .ignoreExceptions() // the database may just be starting: its files come and go
                .until(
                        () -> {
                            try (var files = Files.walk(data.resolve("service"))) {
                                var file = files.filter(it -> it.endsWith("postmaster.pid"))
                                        .findFirst()
                                        .orElseThrow();
                                return Long.parseLong(
                                        Files.readAllLines(file).getFirst().strip());
                            }
                        },
                        pid -> ProcessHandle.of(pid).isPresent());
    }

    private void walk(int changesPerSecond) {
        programs.simulators()
                .put("/control/shopify/shops/" + Scenery.SHOP, Map.of("changesPerSecond", changesPerSecond));
    }
}
