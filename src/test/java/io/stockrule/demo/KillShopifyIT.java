package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Two services on one database, killed, and the database with them, at what they do with Shopify: in the middle of a
/// snapshot, of the renewal of a shop's tokens, and of bursts of webhooks, in turn.
class KillShopifyIT {
    static final int ROUNDS = Integer.getInteger("stockrule.kills", 12);

    /// Enough that a snapshot is fetched and taken in several portions.
    private static final int VARIANTS = 6_000;

    static final int SOLD = 400;

    private static final int PER_SECOND = 60;

    private final long seed = Long.getLong("stockrule.seed", System.currentTimeMillis());

    @Test
    void kills_lose_no_webhook_no_tokens_and_no_snapshot() throws Exception {
        System.out.printf("%d rounds from seed %d%n", ROUNDS, seed);
        try (var world = new Replicas(settings());
                var gate = new ShopifyGate(world.simulators)) {
            var one = world.start("one", address -> atGate(gate, "one", address));
            var two = world.start("two", _ -> atGate(gate, "two", one.address()));
            var key = new Scenery(world.simulators, one.operator(), VARIANTS, SOLD, System.out::println)
                    .setUp(one.address(), PER_SECOND);
            var merchant = one.withKey(key);
            long id = Scenery.items(merchant.get("/api/v1/shops"))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asLong();
            consent(merchant, id);
            var shop = new TriedShop(
                    world,
                    List.of(one, two),
                    List.of(merchant, two.withKey(key)),
                    gate,
                    id,
                    new Random(seed),
                    new TreeMap<>());
            world.simulators.put(TriedShop.CONTROL, Map.of("bulkMillis", 1_500));
            shop.ledger().watch();
            for (int round = 0; round < ROUNDS; round++) {
                run(shop, round);
            }
            var aftermath = new Aftermath(world.simulators, SOLD, Integer.MAX_VALUE);
            aftermath.awaitCalm();
            shop.assertLedgerIsTrue();
            aftermath.assertNothingWasLost(merchant, 0);
            System.out.printf(
                    "held; Shopify gave tokens %d times, asked by %s; what was done and seen:%n",
                    shop.tokensGiven(), gate.asked());
            shop.tally().forEach((what, times) -> System.out.printf("  %,7d %s%n", times, what));
        }
    }

    private static void run(TriedShop shop, int round) throws Exception {
        long began = System.nanoTime();
        int number = round / 3;
        var name = switch (round % 3) {
            case 0 -> {
                new SnapshotRound(shop).run(number);
                yield "snapshot";
            }
            case 1 -> {
                new RefreshRound(shop).run(number);
                yield "refresh";
            }
            default -> {
                new BurstRound(shop).run();
                yield "burst";
            }
        };
        System.out.printf("  round %d, %s: held, %.0f s%n", round + 1, name, (System.nanoTime() - began) / 1e9);
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<>(KillIT.SETTINGS);
        settings.put("STOCKRULE_SHOPIFY_TIMEOUT", "3s");
        settings.put("STOCKRULE_SHOPIFY_BULK_AFTER", "1ms"); // so that it is read from files
        settings.put("STOCKRULE_SHOPIFY_IMPORT_LEASE", "4s");
        settings.put("STOCKRULE_SHOPIFY_IMPORT_POLL", "200ms");
        // A number that Amazon already showed before an unseen one is told apart by time alone: not longer than
        // patience.
        settings.put("STOCKRULE_DELIVERY_CONFIRM_WITHIN", "1m");
        // Nothing is made good by chance: no sweep and no nightly reading comes by.
        settings.put("STOCKRULE_SHOPIFY_SWEEP_EVERY", "1d");
        settings.put("STOCKRULE_SHOPIFY_NIGHTLY_READING", twelveHoursFromNow());
        return settings;
    }

    private static String twelveHoursFromNow() {
        return LocalTime.now(ZoneId.of("Europe/Berlin")).plusHours(12).format(DateTimeFormatter.ofPattern("HH:mm"));
    }

    /// @param address where Shopify reaches the services
    private static Map<String, String> atGate(ShopifyGate gate, String door, String address) {
        return Map.of("STOCKRULE_SHOPIFY_ENDPOINT", gate.endpoint(door), "STOCKRULE_SHOPIFY_WEBHOOK_HOST", address);
    }

    /// The merchant lets the app in at Shopify, with a browser that goes where it is sent.
    private static void consent(Http merchant, long shop) throws IOException, InterruptedException {
        var address = merchant.post("/api/v1/shops/%d/actions/authorize".formatted(shop), "")
                .path("address")
                .asText();
        try (var browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            var page = browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        }
    }
}
