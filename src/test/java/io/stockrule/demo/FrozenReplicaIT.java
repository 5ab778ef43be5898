package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.Replicas.Replica;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two services in a burst, and one of them stops: frozen as a machine that is paused, or told to end.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FrozenReplicaIT {
    private static final int VARIANTS = 1_200;

    /// Of each of the two accounts; as many are asked of two cores that also run the simulators and a database.
    private static final int PER_SECOND = 15;

    private static final Duration TO_RECOVER = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    static Replicas world;
    static Replica one;
    static Replica two;
    static String key;
    static Http merchant;
    static List<Long> lists;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        world = new Replicas(Map.of(
                "STOCKRULE_DELIVERY_SENDS_PER_SECOND", String.valueOf(PER_SECOND),
                // As long a breath as the standard 2 have at 5 a second: two cores do all of this, and more.
                "STOCKRULE_DELIVERY_BURST", "6",
                "STOCKRULE_DELIVERY_READS_PER_SECOND", "5",
                "STOCKRULE_DELIVERY_POLL", "100ms"));
        one = world.start("one", Map.of());
        two = world.start("two", Map.of());
        key = new Scenery(world.simulators, one.operator(), VARIANTS, System.out::println)
                .setUp(two.address(), PER_SECOND * 2);
        merchant = two.withKey(key);
        lists = Scenery.items(merchant.get("/api/v1/selling-lists"))
                .map(list -> list.path("id").asLong())
                .toList();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /// Everything is to be sent again, which takes more than half a minute.
    private static void burst() {
        two.takeWebhooks();
        lists.forEach(list -> merchant.post("/api/v1/listings/actions/update-quantity", Map.of("sellingList", list)));
        long before = sent();
        await().atMost(Duration.ofMinutes(1)).until(() -> sent() > before + 4 * PER_SECOND);
    }

    @Test
    void the_other_keeps_the_pace_and_answers_webhooks() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            burst();
            one.process().freeze();
            try {
                var told = change(10);
                passes(TO_RECOVER);
                long before = sent();
                passes(MEASURED);
                System.out.printf("  %d numbers in %s with one of two frozen%n", sent() - before, MEASURED);
                assertThat(sent() - before)
                        .as("numbers sent in %s, at %d a second", MEASURED, 2 * PER_SECOND)
                        .isGreaterThanOrEqualTo((long) (0.8 * 2 * PER_SECOND * MEASURED.toSeconds()));
                assertThat(acknowledged(told))
                        .hasSize(10)
                        .allSatisfy(event -> assertThat(
                                        event.path("data").path("attempts").asInt())
                                .as(event.toString())
                                .isEqualTo(1)); // Shopify gives an attempt five seconds
            } finally {
                one.process().thaw();
            }
        }
    }

    /// What a service that is told to end has under way lands before: the next one finds no lease to wait for.
    @Test
    void a_stop_leaves_no_lease_behind() throws IOException, InterruptedException {
        two.process().close();
        try {
            one.takeWebhooks();
            for (long list : lists) {
                one.withKey(key).post("/api/v1/listings/actions/update-quantity", Map.of("sellingList", list));
            }
            long before = sent();
            await().atMost(Duration.ofMinutes(1)).until(() -> sent() > before + 2 * PER_SECOND);
            var watching = watch(one);
            assertThat(watching.hasNext()).isTrue();
            long told = System.nanoTime();
            one.process().close();
            assertThat(Duration.ofNanos(System.nanoTime() - told))
                    .as("a stop does not wait for those who watch, as it would for calls")
                    .isLessThan(Duration.ofSeconds(10));
            watching.forEachRemaining(line -> assertThat(line).isNotNull()); // to its end, not to a failure
            assertThat(world.count("select count(*) from delivery where flight_number is not null"))
                    .as("requests whose outcome nobody wrote down")
                    .isZero();
            assertThat(world.count("select count(*) from target where lease_until > now()"))
                    .isZero();
            assertThat(world.count("select count(*) from inventory_item where lease_until > now()"))
                    .isZero();
            assertThat(world.count("select count(*) from delivery where waiting"))
                    .as("the stop came in the middle of the burst")
                    .isPositive();
        } finally {
            one.start();
            two.start();
        }
    }

    /// What a page does.
    ///
    /// @return the lines of the stream, as they come
    private static Iterator<String> watch(Replica replica) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(replica.address() + "/api/v1/listings/changes"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"listings\": []}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().iterator();
    }

    private static void passes(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    /// How many numbers reached Amazon.
    private static long sent() {
        long all = 0;
        for (var counter : world.simulators.get("/control/counters").properties()) {
            boolean throttled = counter.getKey().endsWith(" 429");
            all += counter.getKey().contains(" patchListingsItem ") && !throttled
                    ? counter.getValue().asLong()
                    : 0;
        }
        return all;
    }

    /// Changes the stock of so many variants.
    ///
    /// @return the last event before
    private static long change(int variants) {
        long last = world.simulators.get("/control").path("lastEvent").asLong();
        Scenery.stocked(world.simulators).stream()
                .filter(item -> item.path("variant").path("tracked").asBoolean()
                        && !item.path("levels").isEmpty())
                .limit(variants)
                .map(item -> item.path("levels").path(0))
                .forEach(level -> world.simulators.post(
                        "/control/shopify/shops/" + Scenery.SHOP + "/levels",
                        List.of(Map.of(
                                "item", level.path("item").asLong(),
                                "location", level.path("location").asLong(),
                                "adjust", 1))));
        return last;
    }

    private static List<JsonNode> acknowledged(long after) {
        var events = new ArrayList<JsonNode>();
        Scenery.items(world.simulators.get("/control/events?waitMillis=0&limit=500&after=" + after))
                .filter(event -> event.path("kind").asText().equals("WEBHOOK_ACKNOWLEDGED"))
                .forEach(events::add);
        return events;
    }
}
