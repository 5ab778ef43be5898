package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.Replicas.Replica;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// The shop that all rounds try, the two services that look after it, and what was done to them.
///
/// @param merchants the merchant at each of the services
/// @param id of the shop
/// @param tally how often what happened
record TriedShop(
        Replicas world,
        List<Replica> replicas,
        List<Http> merchants,
        ShopifyGate gate,
        long id,
        Random random,
        Map<String, Integer> tally) {
    static final String CONTROL = "/control/shopify/shops/" + Scenery.SHOP;
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Of many mistakes.
    static final int SHOWN = 10;

    Http simulators() {
        return world.simulators;
    }

    LedgerLevels ledger() {
        return new LedgerLevels(world.database, simulators());
    }

    /// Asks whoever is there, until there is an answer.
    JsonNode get(String path) {
        return eventually(() -> any().get("/api/v1/shops/" + id + path));
    }

    JsonNode post(String path) {
        return any().post("/api/v1/shops/" + id + path, "");
    }

    /// Whichever service is not killed.
    Http any() {
        int alive = IntStream.range(0, replicas.size())
                .filter(i -> replicas.get(i).process().isAlive())
                .findFirst()
                .orElseThrow();
        return merchants.get(alive);
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, int times) {
        tally.merge(what, times, Integer::sum);
    }

    void walk(int changesPerSecond) {
        simulators().put(CONTROL, Map.of("changesPerSecond", changesPerSecond));
    }

    /// A random part of this.
    void someTimePasses(Duration most) {
        await().pollDelay(Duration.ofMillis(random.nextLong(most.toMillis() + 1)))
                .until(() -> true);
    }

    void killDatabase() throws IOException {
        world.database.killWhole();
    }

    /// Until all that Shopify has told is taken, and nothing is left in doubt. Nobody helps, so a shop that waits for
    /// its
    /// merchant has failed.
    void awaitCalm() {
        await().atMost(PATIENCE)
                .ignoreExceptions() // the database may just be coming back
                .failFast("the shop waits for its merchant", this::isSuspended)
                .until(() -> webhooksWaiting() == 0 && doubts() == 0);
    }

    private boolean isSuspended() {
        return eventually(() -> world.count("select count(*) from shop where suspended_reason is not null")) > 0;
    }

    private int webhooksWaiting() {
        return simulators()
                .get("/control/shopify/webhooks/waiting")
                .path("waiting")
                .asInt();
    }

    private long doubts() {
        return world.count("select count(*) from inventory_item where due_at is not null");
    }

    /// What the ledger has is what is so, and no level ever took an older number.
    void assertLedgerIsTrue() throws SQLException {
        var known = ledger().known();
        var truth = ledger().truth();
        var wrong = new ArrayList<String>();
        truth.forEach((place, level) -> {
            var mine = known.get(place);
            if (mine == null || !mine.fits(level)) {
                wrong.add("%s is %s, known is %s".formatted(place, level, mine));
            }
        });
        known.keySet().stream()
                .filter(place -> !truth.containsKey(place))
                .forEach(place -> wrong.add("%s is known and not so".formatted(place)));
        assertThat(wrong.stream().limit(SHOWN))
                .as("%d of %,d levels", wrong.size(), truth.size())
                .isEmpty();
        assertThat(world.count("select count(*) from went_back"))
                .as("older numbers taken for newer ones")
                .isZero();
    }

    /// How often Shopify gave tokens.
    long tokensGiven() {
        return simulators()
                .get("/control/counters")
                .path("shopify %s token 200".formatted(Scenery.SHOP))
                .asLong();
    }

    /// One of these.
    <T> T drawn(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /// As soon as there is one.
    static <T> T eventually(Callable<T> value) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(value, _ -> true);
    }
}
