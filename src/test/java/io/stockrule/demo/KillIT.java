package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The service and its database are killed again and again while stock changes; the simulated Shopify and Amazon live
/// on.
class KillIT {
    private static final int KILLS = Integer.getInteger("stockrule.kills", 20);
    private static final int VARIANTS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String OPERATOR = "sr_operator-of-the-kill-test";

    private final Random random = new Random(20261123);
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
                awaitEnd();
                assertNothingWasLostOrReordered(DemoPrograms.service(port).withKey(key));
            } finally {
                service.close();
            }
        }
    }

    private JavaProcess start() throws InterruptedException {
        return programs.startService(
                port,
                OPERATOR,
                Map.of(
                        "STOCKRULE_DELIVERY_SENDS_PER_SECOND", "60",
                        "STOCKRULE_DELIVERY_READS_PER_SECOND", "15",
                        "STOCKRULE_DELIVERY_BURST", "10",
                        "STOCKRULE_DELIVERY_FIRST_READ_BACK", "500ms",
                        "STOCKRULE_DELIVERY_REQUEST_TIMEOUT", "3s",
                        "STOCKRULE_DELIVERY_LEASE", "6s",
                        "STOCKRULE_DELIVERY_POLL", "100ms",
                        "STOCKRULE_SYNC_LEASE", "3s",
                        "STOCKRULE_SHOPIFY_REREAD_LEASE", "5s"));
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

    private void awaitEnd() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> programs.simulators()
                                .get("/control/shopify/webhooks/waiting")
                                .path("waiting")
                                .asInt()
                        == 0);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(
                                new Convergence(programs.simulators()).check().different())
                        .isEmpty());
    }

    private void assertNothingWasLostOrReordered(Http merchant) {
        assertThat(new Convergence(programs.simulators()).check().fbaPatches()).isZero();
        var levels = levels();
        var arrived = arrived();
        var listings = listings(merchant);
        assertThat(listings).hasSize(VARIANTS);
        for (var listing : listings) {
            var sku = listing.path("sku").asText();
            var explanation =
                    merchant.get("/api/v1/listings/" + listing.path("id").asLong() + "/explanation");
            assertThat(known(explanation.path("decision").path("facts")))
                    .as("levels of " + sku)
                    .isEqualTo(levels.get(sku));
            assertInOrder(sku, explanation.path("sent"), arrived.getOrDefault(sku, List.of()));
        }
    }

    /// Each arrival must be a number of the history, and the numbers must never go back.
    private static void assertInOrder(String sku, JsonNode history, List<Integer> arrived) {
        var numbers = new ArrayList<JsonNode>();
        history.forEach(numbers::addFirst);
        int at = 0;
        for (int quantity : arrived) {
            while (at < numbers.size() && numbers.get(at).path("quantity").asInt() != quantity) {
                at++;
            }
            assertThat(at)
                    .as("%s got %s, its numbers in order of decision: %s", sku, arrived, numbers)
                    .isLessThan(numbers.size());
        }
    }

    private static Map<String, Integer> known(JsonNode facts) {
        var levels = new TreeMap<String, Integer>();
        for (var level : facts.path("variant").path("stock")) {
            if (level.path("active").asBoolean() && level.path("available").isNumber()) {
                levels.put(
                        level.path("warehouse").asText(),
                        level.path("available").asInt());
            }
        }
        return levels;
    }

    private Map<String, Map<String, Integer>> levels() {
        var names = new HashMap<Long, String>();
        Scenery.items(programs.simulators().get("/control/shopify/shops/" + Scenery.SHOP + "/locations"))
                .forEach(location -> names.put(
                        location.path("id").asLong(), location.path("name").asText()));
        var levels = new HashMap<String, Map<String, Integer>>();
        for (var item : Scenery.stocked(programs.simulators())) {
            var mine = new TreeMap<String, Integer>();
            for (var level : item.path("levels")) {
                if (level.path("active").asBoolean() && level.path("available").isInt()) {
                    mine.put(
                            names.getOrDefault(level.path("location").asLong(), ""),
                            level.path("available").asInt());
                }
            }
            levels.put(item.path("variant").path("sku").asText(), mine);
        }
        return levels;
    }

    private Map<String, List<Integer>> arrived() {
        var arrived = new HashMap<String, List<Integer>>();
        for (var place : Scenery.PLACES) {
            long after = 0;
            while (true) {
                var page = Scenery.items(programs.simulators()
                                .get("/control/amazon/accounts/%s/patches?after=%d&limit=1000"
                                        .formatted(place.seller(), after)))
                        .toList();
                for (var patch : page) {
                    // What the rate limit turned away never reached the queue.
                    if (!patch.path("answered").asText().equals("429")) {
                        arrived.computeIfAbsent(patch.path("sku").asText(), _ -> new ArrayList<>())
                                .add(patch.path("quantity").asInt());
                    }
                    after = patch.path("id").asLong();
                }
                if (page.size() < 1000) {
                    break;
                }
            }
        }
        return arrived;
    }

    private static List<JsonNode> listings(Http merchant) {
        var all = new ArrayList<JsonNode>();
        var after = "0";
        while (!after.isEmpty()) {
            var page = merchant.get("/api/v1/listings?limit=500&after=" + after);
            page.path("items").forEach(all::add);
            after = page.path("next").asText("");
        }
        return all;
    }
}
