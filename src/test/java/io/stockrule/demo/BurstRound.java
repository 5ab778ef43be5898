package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrule.demo.Burst.Delivery;
import io.stockrule.demo.LedgerLevels.Known;
import io.stockrule.demo.LedgerLevels.Level;
import io.stockrule.demo.LedgerLevels.Place;
import io.stockrule.demo.Replicas.Replica;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Webhooks come as fast as they are taken, each once, and meanwhile a service is killed and the database, in either
/// order. Shopify answers no question, so nothing but the acknowledged webhooks themselves can bring their numbers into
/// the ledger.
record BurstRound(TriedShop shop) {
    /// Levels of which one number is told: whatever is lost of them, nothing newer hides it.
    private static final int TOLD_ONCE = 6_000;

    /// Levels of which several are told, so that they overtake each other.
    private static final int TOLD_OFTEN = 800;

    private static final int NUMBERS = 5;
    private static final int MOST_UNITS = 40;

    void run() throws IOException, InterruptedException, SQLException {
        shop.awaitCalm();
        silence();
        var numbers = numbers();
        var deliveries = deliveries(numbers);
        var account = shop.simulators().get(TriedShop.CONTROL);
        var path = URI.create(account.path("webhookAddress").asText()).getPath();
        var addresses = shop.replicas().stream()
                .map(replica -> URI.create(replica.address() + path))
                .toList();
        try (var burst = new Burst(addresses, account.path("clientSecret").asText(), deliveries)) {
            burst.begin();
            var victim = shop.drawn(shop.replicas());
            boolean serviceFirst = shop.random().nextBoolean();
            awaitPart(burst, deliveries.size(), 0.1);
            kill(victim, serviceFirst);
            awaitPart(burst, deliveries.size(), 0.5);
            kill(victim, !serviceFirst);
            burst.awaitEnd();
            victim.start();
            shop.count("burst deliveries", deliveries.size());
            shop.count("burst deliveries acknowledged", burst.acknowledged());
            var known = TriedShop.eventually(() -> shop.ledger().known());
            assertNoneLost(burst, numbers, known);
            bringTruthUp(numbers, known);
        }
        shop.awaitCalm();
        shop.assertLedgerIsTrue();
    }

    /// Nothing can be asked of Shopify.
    private void silence() {
        fault(Map.of("operation", "graphql", "kind", "CLOSE"));
    }

    private void fault(Map<String, String> fault) {
        var ours = new HashMap<>(fault);
        ours.put("account", Scenery.SHOP);
        shop.simulators().post("/control/faults", ours);
    }

    private void endFaults() {
        shop.simulators().delete("/control/faults");
    }

    /// For some levels, their next numbers by time.
    private Map<Place, List<Level>> numbers() throws SQLException {
        var known = new ArrayList<>(shop.ledger().known().entrySet());
        known.sort(Map.Entry.comparingByKey());
        Collections.shuffle(known, shop.random());
        var numbers = new HashMap<Place, List<Level>>();
        for (int i = 0; i < TOLD_ONCE + TOLD_OFTEN; i++) {
            var last = known.get(i).getValue().level();
            numbers.put(known.get(i).getKey(), next(last, i < TOLD_ONCE ? 1 : NUMBERS));
        }
        return numbers;
    }

    private List<Level> next(Level last, int many) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var since = last.updatedAt().isAfter(now) ? last.updatedAt() : now;
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> new Level(shop.random().nextInt(MOST_UNITS), since.plusSeconds(i)))
                .toList();
    }

    /// The numbers of a level in their order, so close together that they are under way at the same time now and then,
    /// and those that are told once anywhere between.
    private List<Delivery> deliveries(Map<Place, List<Level>> numbers) {
        var rounds = new ArrayList<List<Delivery>>();
        for (int i = 0; i < NUMBERS; i++) {
            rounds.add(new ArrayList<>());
        }
        new TreeMap<>(numbers).forEach((place, levels) -> {
            int first = levels.size() == 1 ? shop.random().nextInt(NUMBERS) : 0;
            for (int i = 0; i < levels.size(); i++) {
                rounds.get(first + i).add(new Delivery(place, levels.get(i)));
            }
        });
        rounds.forEach(round -> Collections.shuffle(round, shop.random()));
        return rounds.stream().flatMap(List::stream).toList();
    }

    private void awaitPart(Burst burst, int all, double from) {
        int part = (int) (all * (from + 0.3 * shop.random().nextDouble()));
        await().atMost(TriedShop.PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> burst.over() >= part);
    }

    private void kill(Replica victim, boolean service) throws IOException, InterruptedException {
        if (service) {
            shop.count("burst, service");
            victim.process().kill();
        } else {
            shop.count("burst, database");
            shop.killDatabase();
        }
    }

    /// Each level has its newest acknowledged number, or one that was sent later and may have been taken unheard.
    private static void assertNoneLost(Burst burst, Map<Place, List<Level>> numbers, Map<Place, Known> known) {
        var lost = new ArrayList<String>();
        burst.newestAcknowledged().forEach((place, acknowledged) -> {
            var mine = known.get(place);
            boolean isKept = Objects.requireNonNull(numbers.get(place)).stream()
                    .filter(number -> !number.updatedAt().isBefore(acknowledged.updatedAt()))
                    .anyMatch(number -> mine != null && mine.level().equals(number));
            if (!isKept) {
                lost.add("%s: acknowledged is %s, known is %s".formatted(place, acknowledged, mine));
            }
        });
        assertThat(lost.stream().limit(TriedShop.SHOWN))
                .as("%d of %,d levels lost an acknowledged number", lost.size(), numbers.size())
                .isEmpty();
    }

    /// Shopify answers again, has the last numbers, and tells those that were not taken. It tells none a second time.
    private void bringTruthUp(Map<Place, List<Level>> numbers, Map<Place, Known> known) {
        var taken = new HashMap<Place, Level>();
        var missed = new HashMap<Place, Level>();
        numbers.forEach((place, levels) -> {
            var last = levels.getLast();
            var mine = known.get(place);
            (mine != null && mine.level().equals(last) ? taken : missed).put(place, last);
        });
        endFaults();
        fault(Map.of("operation", "webhook", "kind", "DROP"));
        set(taken);
        endFaults();
        set(missed);
        shop.count("burst levels told again", missed.size());
        var last = numbers.values().stream()
                .map(levels -> levels.getLast().updatedAt())
                .max(Instant::compareTo)
                .orElseThrow();
        await().atMost(TriedShop.PATIENCE).until(() -> Instant.now().isAfter(last));
    }

    private void set(Map<Place, Level> levels) {
        shop.simulators()
                .post(
                        TriedShop.CONTROL + "/levels",
                        levels.entrySet().stream()
                                .map(entry -> Map.of(
                                        "item", entry.getKey().item(),
                                        "location", entry.getKey().location(),
                                        "available", entry.getValue().available(),
                                        "updatedAt",
                                                entry.getValue().updatedAt().toString()))
                                .toList());
    }
}
