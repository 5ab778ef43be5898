package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The shop is read whole from Shopify's files while its stock goes on changing, and in the middle of that both
/// services are killed, or the database. The reading goes on and comes to its end, and no number of it beats a
/// newer one.
record SnapshotRound(TriedShop shop) {
    private static final List<String> PHASES = List.of("PREPARING", "FETCHING", "VARIANTS", "CHECKING");
    private static final List<String> COURSE =
            List.of("CONNECTING", "WAREHOUSES", "PREPARING", "FETCHING", "VARIANTS", "CHECKING", "DONE");

    /// Known here and not in Shopify: each has to be asked for by name, in portions.
    private static final int UNKNOWN_TO_SHOPIFY = 3_000;

    private static final int AT_ONCE = 1_000;
    private static final long FIRST_ID = 9_000_000_000_000L;
    private static final int CHANGES_PER_SECOND = 30;

    void run(int number) throws IOException, InterruptedException, SQLException {
        shop.walk(CHANGES_PER_SECOND);
        registerUnknown(FIRST_ID + (long) number * UNKNOWN_TO_SHOPIFY);
        long id = shop.post("/imports").path("id").asLong();
        var wanted =
                PHASES.stream().min(Comparator.comparingInt(this::killedIn)).orElseThrow();
        awaitPhase(wanted);
        shop.someTimePasses(longest(wanted));
        kill(number);
        var done = awaitEnd();
        assertThat(done.path("id").asLong()).as(done.toString()).isEqualTo(id);
        assertThat(done.has("preparedAt")).as("read from files: %s", done).isTrue();
        assertThat(done.path("removed").asInt()).as(done.toString()).isEqualTo(UNKNOWN_TO_SHOPIFY);
        shop.walk(0);
        shop.awaitCalm();
        shop.assertLedgerIsTrue();
    }

    private void registerUnknown(long first) {
        for (int from = 0; from < UNKNOWN_TO_SHOPIFY; from += AT_ONCE) {
            long id = first + from;
            shop.any()
                    .put(
                            "/api/v1/shops/%d/variants".formatted(shop.id()),
                            IntStream.range(0, AT_ONCE)
                                    .mapToObj(i -> Map.of("variantId", id + i, "inventoryItemId", id + i))
                                    .toList());
        }
    }

    private int killedIn(String phase) {
        return shop.tally().entrySet().stream()
                .filter(it -> it.getKey().startsWith(told(phase)))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static String told(String phase) {
        return "snapshot " + phase;
    }

    private void awaitPhase(String wanted) {
        await().atMost(TriedShop.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> COURSE.indexOf(phase()) >= COURSE.indexOf(wanted));
    }

    private String phase() {
        return shop.get("/imports/latest").path("phase").asText();
    }

    /// About as long as the phase takes.
    private static Duration longest(String phase) {
        return Duration.ofMillis(
                switch (phase) {
                    case "PREPARING" -> 1_500;
                    case "FETCHING" -> 300;
                    case "VARIANTS" -> 1_000;
                    default -> 50;
                });
    }

    /// In turn, and the other way round when all phases were hit once.
    private void kill(int number) throws IOException, InterruptedException, SQLException {
        if ((number + number / PHASES.size()) % 2 == 0) {
            for (var replica : shop.replicas()) {
                replica.process().kill();
            }
            var phase = shop.world().database.ask("select phase from shop_import order by import_id desc limit 1");
            shop.count(told(phase.getFirst()) + ", services");
            Replicas.startAll(shop.replicas());
        } else {
            shop.count(told(phase()) + ", database");
            shop.killDatabase();
        }
    }

    private JsonNode awaitEnd() {
        return await().atMost(TriedShop.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            var progress = shop.get("/imports/latest");
                            assertThat(progress.path("state").asText())
                                    .as(progress.toString())
                                    .isNotEqualTo("FAILED");
                            return progress;
                        },
                        progress -> progress.path("state").asText().equals("DONE"));
    }
}
