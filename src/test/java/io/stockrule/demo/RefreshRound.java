package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.demo.ShopifyGate.Held;
import io.stockrule.demo.ShopifyGate.Moment;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The shop's access token ends, both services need the next one, and whoever renews the pair is killed at it, or the
/// database is. The other one reads on with a good pair, and nobody has to connect the shop again.
record RefreshRound(TriedShop shop) {
    /// More than one service takes at once, so both ask.
    private static final int DOUBTS = 150;

    private static final int MOST_UNITS = 40;

    /// How far a renewal has come.
    enum Point {
        /// Shopify has not heard of it.
        ASKED(Moment.ASKED, 1),
        /// Shopify has made a new pair, and nobody else has heard of it.
        GIVEN(Moment.GIVEN, 2),
        /// The answer has come, and the pair is being stored.
        UNCOMMITTED(Moment.GIVEN, 2),
        /// The pair is stored, and not yet used.
        STORED(Moment.USED, 1);

        private final Moment moment;

        /// How many pairs Shopify gives until one is kept.
        private final int pairs;

        Point(Moment moment, int pairs) {
            this.moment = moment;
            this.pairs = pairs;
        }
    }

    void run(int number) throws IOException, InterruptedException, SQLException {
        var points = Point.values();
        twoShareOnePair();
        killAService(points[number % points.length]);
        killTheDatabase(points[(number + 2) % points.length]);
        shop.assertLedgerIsTrue();
    }

    /// Without any kill there is one renewal, however many ask.
    private void twoShareOnePair() {
        long before = shop.tokensGiven();
        expire();
        awaitReads();
        assertThat(shop.tokensGiven() - before).as("pairs given").isEqualTo(1);
        shop.count("refreshes without a kill");
    }

    private void killAService(Point point) throws IOException, InterruptedException, SQLException {
        long before = shop.tokensGiven();
        var caught = shop.gate().holdNext(point.moment);
        expire();
        var held = caught.join();
        var victim = shop.replicas().stream()
                .filter(replica -> replica.name().equals(held.door()))
                .findFirst()
                .orElseThrow();
        if (point == Point.UNCOMMITTED) {
            whileStoring(held, () -> victim.process().kill());
        } else {
            victim.process().kill();
            held.lose();
        }
        shop.count("refresh %s, service".formatted(point));
        victim.start();
        awaitReads();
        assertThat(shop.tokensGiven() - before)
                .as("pairs given when a service was killed at %s", point)
                .isEqualTo(point.pairs);
    }

    private void killTheDatabase(Point point) throws IOException, InterruptedException, SQLException {
        long before = shop.tokensGiven();
        var caught = shop.gate().holdNext(point.moment);
        expire();
        var held = caught.join();
        if (point == Point.UNCOMMITTED) {
            whileStoring(held, shop::killDatabase);
        } else {
            shop.killDatabase();
            held.letGo();
        }
        shop.count("refresh %s, database".formatted(point));
        awaitReads();
        assertThat(shop.tokensGiven() - before) // storing waits for the database a little, and may succeed yet
                .as("pairs given when the database was killed at %s", point)
                .isBetween(point == Point.UNCOMMITTED ? 2L : 1L, point == Point.STORED ? 1L : 2L);
    }

    private interface Kill {
        void kill() throws IOException, InterruptedException;
    }

    /// Lets Shopify's answer through, and kills when the pair waits for being written to its row.
    private void whileStoring(Held held, Kill kill) throws IOException, InterruptedException, SQLException {
        try (var connection = shop.world().database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from shop_connection for update");
            held.letGo();
            await().atMost(TriedShop.PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> shop.world().count("""
                            select count(*) from pg_stat_activity
                            where wait_event_type = 'Lock' and query like '%update shop_connection%refresh_token%'
                            """) > 0);
            kill.kill();
        }
    }

    /// The token is good no more, and there is something to ask: of many goods Shopify has told two numbers of the same
    /// second.
    private void expire() {
        shop.simulators().post(TriedShop.CONTROL + "/expire-tokens", "");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var changes = new ArrayList<Map<String, Object>>();
        var goods = sold();
        for (int i = 0; i < DOUBTS; i++) {
            var level = goods.get(i).path("levels").path(0);
            int units = shop.random().nextInt(MOST_UNITS);
            changes.add(change(level, units, now));
            changes.add(change(level, units + 1, now));
        }
        shop.simulators().post(TriedShop.CONTROL + "/levels", changes);
    }

    private static Map<String, Object> change(JsonNode level, int units, Instant at) {
        return Map.of(
                "item", level.path("item").asLong(),
                "location", level.path("location").asLong(),
                "available", units,
                "updatedAt", at.toString());
    }

    /// Only what is sold is asked about.
    private List<JsonNode> sold() {
        return Scenery.items(
                        shop.simulators().get(TriedShop.CONTROL + "/variants?limit=%d".formatted(KillShopifyIT.SOLD)))
                .filter(item -> item.path("variant").path("tracked").asBoolean()
                        && !item.path("levels").isEmpty())
                .toList();
    }

    /// Nobody has done anything, and Shopify answers.
    private void awaitReads() {
        shop.awaitCalm();
        var view = shop.get("");
        assertThat(view.path("grant").asText()).as(view.toString()).isEqualTo("AUTHORIZATION_CODE");
        assertThat(view.has("suspendedReason") || view.has("reconnectBy"))
                .as(view.toString())
                .isFalse();
    }
}
