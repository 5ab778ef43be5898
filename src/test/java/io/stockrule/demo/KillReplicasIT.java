package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrule.demo.Replicas.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Two services on one database, one of them on a machine whose clock is five minutes ahead. Both and the database are
/// killed and frozen again and again, and their rule files change, while stock changes.
class KillReplicasIT {
    private static final Duration LONGEST_FREEZE = Duration.ofSeconds(9);

    /// Little enough that a change of the rules keeps the accounts at their limit for a while.
    private static final int PER_SECOND = 20;

    private static final int BURST = 10;

    private enum Fault {
        KILL_A_SERVICE,
        KILL_THE_DATABASE,
        FREEZE_A_SERVICE,
        CHANGE_RULES,
        STOP_A_SERVICE,
        SWITCH_AN_ACCOUNT_OFF
    }

    private final Random random = new Random(Long.getLong("stockrule.seed", 20261126));
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private int cap = RuleFolder.NO_CAP;

    @Test
    void faults_of_two_replicas_lose_nothing_and_reorder_nothing() throws IOException, InterruptedException {
        try (var world = new Replicas(settings())) {
            var replicas = List.of(world.start("one", Map.of()), world.start("ahead", clockAhead()));
            var key = new Scenery(
                            world.simulators, replicas.getFirst().operator(), KillIT.VARIANTS, System.out::println)
                    .setUp(replicas.getFirst().address(), PER_SECOND);
            var merchant = replicas.getFirst().withKey(key);
            Scenery.PLACES.forEach(place ->
                    merchant.putText("/api/v1/profiles/" + place.profile(), withoutExpectations(place.text())));
            walk(world, 15);
            for (int i = 0; i < KillIT.KILLS; i++) {
                replicas.get(random.nextInt(2)).takeWebhooks();
                someTimePasses(Duration.ofSeconds(4));
                somethingHappens(world, replicas, merchant, Fault.values()[i % Fault.values().length]);
                assertNothingIsOfTheFuture(world);
            }
            walk(world, 0);
            var aftermath = new Aftermath(world.simulators, KillIT.VARIANTS, cap);
            aftermath.awaitCalm();
            // A sender that is frozen between its last check and the socket may be late, see DESIGN: convergence
            // mends it.
            int reordered = aftermath.assertNothingWasLost(merchant, done.getOrDefault(Fault.FREEZE_A_SERVICE, 0));
            assertNothingIsOfTheFuture(world);
            assertTurnsKept(world);
            int most = new Arrivals(world.simulators).assertPaceKept(PER_SECOND, BURST);
            System.out.printf(
                    "two replicas held: %s, %d numbers out of order, at most %d requests of an account in 5 s of %d%n",
                    done, reordered, most, 5 * PER_SECOND);
        }
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<>(KillIT.SETTINGS);
        settings.put("STOCKRULE_RULES_RELOAD_EVERY", "500ms");
        settings.put("STOCKRULE_DELIVERY_SENDS_PER_SECOND", String.valueOf(PER_SECOND));
        settings.put("STOCKRULE_DELIVERY_BURST", String.valueOf(BURST));
        settings.put("STOCKRULE_DELIVERY_LEAVE_WITHIN", "250ms");
        return settings;
    }

    /// `bin/kill-test` says where the library is. Only the wall clock is ahead: with the library's own way of mending
    /// waits, all threads that wait for a time would spin.
    private static Map<String, String> clockAhead() {
        return Map.of(
                "LD_PRELOAD",
                        Objects.requireNonNull(System.getProperty("stockrule.faketime"), "run it by bin/kill-test"),
                "FAKETIME", "+5m",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    private static String withoutExpectations(String profile) {
        return profile.lines().filter(line -> !line.startsWith("expect ")).collect(Collectors.joining("\n")) + "\n"
                + RuleFolder.INCLUDE;
    }

    private void somethingHappens(Replicas world, List<Replica> replicas, Http merchant, Fault fault)
            throws IOException, InterruptedException {
        done.merge(fault, 1, Integer::sum);
        var replica = replicas.get(random.nextInt(2));
        switch (fault) {
            case KILL_A_SERVICE -> {
                replica.process().kill();
                replica.start();
            }
            case STOP_A_SERVICE -> {
                replica.process().close();
                someTimePasses(Duration.ofSeconds(2));
                replica.start();
            }
            case SWITCH_AN_ACCOUNT_OFF -> switchOff(world, merchant);
            case KILL_THE_DATABASE -> world.database.kill();
            case FREEZE_A_SERVICE -> {
                replica.process().freeze();
                someTimePasses(LONGEST_FREEZE);
                replica.process().thaw();
            }
            case CHANGE_RULES -> {
                cap = 4 + random.nextInt(9);
                for (var one : replicas) {
                    one.rules.cap(cap);
                    someTimePasses(Duration.ofSeconds(2));
                }
            }
        }
    }

    /// What had left when the merchant switched the account off may arrive; nothing leaves any more.
    private void switchOff(Replicas world, Http merchant) {
        var place = Scenery.PLACES.get(random.nextInt(Scenery.PLACES.size()));
        var arrivals = new Arrivals(world.simulators);
        update(merchant, place.seller(), false);
        await().pollDelay(KillIT.LEASE).until(() -> true);
        long last = arrivals.last(place.seller());
        someTimePasses(Duration.ofSeconds(4));
        assertThat(arrivals.of(place.seller(), last))
                .as("numbers of an account that is switched off")
                .isEmpty();
        update(merchant, place.seller(), true);
    }

    /// The database may just be coming back.
    private static void update(Http merchant, String seller, boolean on) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> Scenery.items(merchant.get("/api/v1/amazon-accounts"))
                        .filter(account -> account.path("sellerId").asText().equals(seller))
                        .map(account -> merchant.patch(
                                "/api/v1/amazon-accounts/" + account.path("id").asLong(), Map.of("updateQuantity", on)))
                        .anyMatch(account -> account.path("updateQuantity").asBoolean() == on));
    }

    /// A fault at any moment of what is going on.
    private void someTimePasses(Duration most) {
        await().pollDelay(Duration.ofMillis(200 + random.nextInt((int) most.toMillis())))
                .until(() -> true);
    }

    /// However both are held up, their turns never come faster than the pace: at any time, no more have come since any
    /// time before than the burst and what the seconds between allow. Of a number sent twice the last time counts.
    private static void assertTurnsKept(Replicas world) {
        long most = world.count("""
                select ceil(max(ahead - behind)) from (
                    select ahead, min(ahead) over (partition by merchant_id, amazon_account_id order by turn) behind
                    from (
                        select merchant_id, amazon_account_id, turn, turn - %d * extract(epoch from sent_at) ahead
                        from (
                            select merchant_id, amazon_account_id, sent_at, row_number() over (
                                partition by merchant_id, amazon_account_id order by sent_at) turn
                            from sent_number) one) each) both_ends
                """.formatted(PER_SECOND));
        assertThat(most).as("turns at once").isPositive().isLessThanOrEqualTo(BURST);
    }

    private static void assertNothingIsOfTheFuture(Replicas world) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions() // the database may just be coming back
                .untilAsserted(() -> assertThat(
                                world.count("select count(*) from decision where decided_at > now() + interval '2 s'"))
                        .isZero());
    }

    private static void walk(Replicas world, int changesPerSecond) {
        world.simulators.put("/control/shopify/shops/" + Scenery.SHOP, Map.of("changesPerSecond", changesPerSecond));
    }
}
