package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrule.demo.Replicas.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two services, a thousand listings under profiles that include a file, and new rules that reach one service before
/// the other: in the end no number is of rules that are not in force.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RulesOfReplicasIT {
    private static final int LISTINGS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Replicas world;
    static Replica one;
    static Replica two;
    static Http merchant;
    private static int lastCap = 40;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        world = new Replicas(Map.of("STOCKRULE_DELIVERY_ENABLED", "false", "STOCKRULE_RULES_RELOAD_EVERY", "500ms"));
        one = world.start("one", Map.of());
        two = world.start("two", Map.of());
        var key = new Scenery(world.simulators, one.operator(), LISTINGS, System.out::println).setUp(one.address(), 60);
        merchant = one.withKey(key);
        for (var place : Scenery.PLACES) {
            merchant.putText("/api/v1/profiles/" + place.profile(), """
                    profile "%s"
                    quantity custom quantity 1000
                    %s
                    """.formatted(place.profile(), RuleFolder.INCLUDE));
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_rolling_restart_ends_with_the_new_rules(boolean oneFirst) throws InterruptedException {
        int cap = nextCap();
        var order = oneFirst ? List.of(one, two) : List.of(two, one);
        for (var replica : order) {
            replica.process().close();
            replica.rules.cap(cap);
            replica.start();
        }
        awaitNoOtherThan(cap);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void rules_changed_under_running_services_one_after_the_other_are_those_of_all(boolean oneFirst) {
        int cap = nextCap();
        (oneFirst ? one : two).rules.cap(cap);
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true); // the first has marked what it changes, and decides
        (oneFirst ? two : one).rules.cap(cap);
        awaitNoOtherThan(cap);
    }

    @Test
    void rules_changed_at_the_same_moment_are_those_of_all() {
        for (int i = 0; i < 3; i++) {
            int cap = nextCap();
            one.rules.cap(cap);
            two.rules.cap(cap);
            awaitNoOtherThan(cap);
        }
    }

    @Test
    void a_restart_and_a_reload_at_once_end_with_the_new_rules() throws InterruptedException {
        int cap = nextCap();
        one.process().close();
        one.rules.cap(cap);
        two.rules.cap(cap);
        one.start();
        awaitNoOtherThan(cap);
    }

    @Test
    void rules_changed_under_load_are_those_of_all() {
        int cap = nextCap();
        walk(200);
        one.rules.cap(cap);
        two.rules.cap(cap);
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true); // the load goes on while they take over
        walk(0);
        awaitNoOtherThan(cap);
    }

    private static void walk(int changesPerSecond) {
        world.simulators.put("/control/shopify/shops/" + Scenery.SHOP, Map.of("changesPerSecond", changesPerSecond));
    }

    private static int nextCap() {
        lastCap += 7;
        return lastCap;
    }

    /// Every listing with a number has this one, and still has it when nothing waits to be decided any more.
    private static void awaitNoOtherThan(int cap) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(decided()).hasSizeGreaterThan(LISTINGS / 3).containsOnly(cap);
            assertThat(world.count("select count(*) from target where due_at <= now() or lease_until > now()"))
                    .isZero();
        });
        assertThat(decided()).containsOnly(cap);
    }

    private static List<Integer> decided() {
        return Aftermath.listings(merchant).stream()
                .filter(listing -> listing.path("available").asLong() > 0)
                .map(listing -> listing.path("decided").asInt(-1))
                .toList();
    }
}
