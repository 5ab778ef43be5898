package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.database.SimulatedTime;
import io.stockrule.listing.Listings;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TestSeller;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.Rules;
import io.stockrule.rules.RulesFolder;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas on one database, with the rule files of two folders. What they do is done by the test, so that it can
/// come in any order.
@QuarkusTest
@TestProfile(FleetRulesTest.WithACap.class)
class FleetRulesTest {
    /// The service knows the file that the profile includes; it decides nothing itself.
    public static class WithACap extends SimulatedTime.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "stockrule.rules.folder",
                        folder(Files.createTempDirectory("stockrule-fleet-"), 9).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final int LISTINGS = 8;
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    /// Compiled once, because no test changes the files of a folder that it shares with others.
    private static final Map<Path, Rules> COMPILED = new HashMap<>();

    @TempDir
    static Path folders;

    @SuppressWarnings("NullAway.Init")
    private static Path capOf3;

    @SuppressWarnings("NullAway.Init")
    private static Path capOf2;

    @Inject
    SimulatedTime time;

    @Inject
    Jdbi database;

    @Inject
    SyncConfig config;

    @Inject
    Listings listings;

    @Inject
    Profiles profiles;

    @Inject
    DecisionRules decisionRules;

    @Inject
    Judgement judgement;

    @Inject
    HandOver handOver;

    @Inject
    StaleTargets targets;

    private TestSeller seller;

    @BeforeAll
    static void writeTheFiles() throws IOException {
        capOf3 = folder(folders, 3);
        capOf2 = folder(folders, 2);
    }

    @BeforeEach
    void sell() {
        database.useHandle(
                handle -> handle.execute(
                        "delete from deciding_replica; delete from rule_set; delete from fan_out; delete from decision; delete from target"));
        seller = TestSeller.create();
        seller.stock(8, time.instant());
        seller.merchant()
                .calls()
                .contentType("text/plain")
                .body("profile \"Capped\"\ninclude rules \"cap\"")
                .put("/api/v1/profiles/Capped")
                .then()
                .statusCode(201);
        long list = seller.list("Capped");
        for (int variant = 1; variant <= LISTINGS; variant++) {
            seller.link(list, variant, "AMZ-" + variant);
        }
    }

    @Test
    void a_replica_with_older_rules_takes_no_target_from_one_with_newer_ones() {
        var older = new Replica(capOf3);
        older.work();
        assertThat(quantities()).containsOnly(3);

        var newer = new Replica(capOf2);
        newer.mark();
        assertThat(older.decide()).isZero();
        assertThat(due()).isEqualTo(LISTINGS);
        newer.work();
        assertThat(quantities()).containsOnly(2);
        assertThat(due()).isZero();
    }

    @Test
    void the_order_of_starts_counts_and_not_what_is_in_the_files() {
        new Replica(capOf2).work();
        var second = new Replica(capOf3);
        second.work();
        assertThat(quantities()).containsOnly(3);
    }

    @Test
    void rules_that_come_up_while_others_are_decided_by_have_the_last_word() {
        var older = new Replica(capOf3);
        older.work();
        markAll();
        try (var storing = OpenChange.of(
                "update decision set decided_at = decided_at where merchant_id = ?",
                seller.merchant().id())) {
            storing.commitWhileWaiting(older::decide, () -> new Replica(capOf2).mark());
        }
        assertThat(quantities()).containsOnly(3);
        assertThat(due()).as("marked while they were decided").isEqualTo(LISTINGS);
        new Replica(capOf2).work();
        assertThat(quantities()).containsOnly(2);
    }

    @Test
    void what_older_rules_decided_after_all_is_found_and_decided_again() {
        var older = new Replica(capOf3);
        older.work();
        var newer = new Replica(capOf2);
        newer.work();
        database.useHandle(handle -> handle.execute("""
                update decision set quantity = 3, rules_id = (
                    select rules_id from decision_rules where rules_id <> decision.rules_id and included::text <> '{}'
                    order by rules_id limit 1)
                where merchant_id = ?
                """, seller.merchant().id()));
        assertThat(due()).isZero();
        newer.looksAgain();
        newer.work();
        assertThat(quantities()).containsOnly(2);
    }

    @Test
    void files_that_do_not_concern_a_decision_leave_it_alone() throws IOException {
        var replica = new Replica(capOf3);
        replica.work();
        var another = folder(folders, 3);
        Files.writeString(another.resolve("included/other.drl"), cap("other", 1));
        replica.reload(another);
        replica.mark();
        assertThat(due()).isZero();
        var changed = folder(folders, 3);
        var guard = changed.resolve("10-guard.drl");
        Files.writeString(guard, Files.readString(guard) + "// another\n");
        replica.reload(changed);
        replica.mark();
        assertThat(due()).isEqualTo(LISTINGS);
    }

    @Test
    void when_the_replica_with_newer_rules_dies_the_other_takes_over() {
        var older = new Replica(capOf3);
        new Replica(capOf2).work();
        older.work();
        assertThat(quantities()).containsOnly(2);
        assertThat(older.health()).isEqualTo(Status.DOWN);

        time.advance(config.replicaGoneAfter().minusSeconds(1));
        older.fleet.alive();
        older.work();
        assertThat(quantities()).containsOnly(2);

        time.advance(Duration.ofSeconds(1));
        older.work();
        assertThat(quantities()).containsOnly(3);
        assertThat(older.health()).isEqualTo(Status.UP);
    }

    @Test
    void a_replica_that_stops_keeps_nobody_waiting() {
        var older = new Replica(capOf3);
        var newer = new Replica(capOf2);
        newer.work();
        newer.fleet.leave();
        older.work();
        assertThat(quantities()).containsOnly(3);
    }

    @Test
    void a_start_with_older_files_takes_nothing_from_a_living_replica_however_often() {
        new Replica(capOf3).work();
        var newer = new Replica(capOf2);
        newer.work();
        for (int i = 0; i < 3; i++) {
            new Replica(capOf3).work();
        }
        newer.mark();
        assertThat(due()).isZero();
        assertThat(quantities()).containsOnly(2);
    }

    @Test
    void files_changed_back_while_a_replica_runs_are_in_force_at_once_and_the_others_follow() {
        var one = new Replica(capOf3);
        var other = new Replica(capOf3);
        one.reload(capOf2);
        other.reload(capOf2);
        one.work();
        assertThat(quantities()).containsOnly(2);

        other.reload(capOf3);
        assertThat(one.decide()).isZero();
        other.work();
        assertThat(quantities()).containsOnly(3);
        one.reload(capOf3);
        markAll();
        assertThat(one.decide()).isEqualTo(LISTINGS);
    }

    @Test
    void both_changed_at_once_end_with_the_new_ones() {
        var one = new Replica(capOf3);
        var other = new Replica(capOf3);
        one.work();
        one.reload(capOf2);
        one.mark();
        assertThat(other.decide()).as("not reloaded yet").isZero();
        other.reload(capOf2);
        other.work();
        assertThat(quantities()).containsOnly(2);
        one.looksAgain();
        one.mark();
        assertThat(due()).isZero();
    }

    @Test
    void decisions_without_a_target_are_left_in_peace() {
        var replica = new Replica(capOf3);
        replica.work();
        database.useHandle(handle -> handle.execute(
                "delete from listing where merchant_id = ?", seller.merchant().id()));
        replica.reload(capOf2);
        replica.mark();
        assertThat(decisionRules.notOf(replica.rules.current().files())).isEmpty();
        assertThat(due()).isZero();
    }

    /// As a process of its own would be.
    private final class Replica {
        private final FleetRules fleet = new FleetRules(database, time, config);
        private RuleChanges changes = new RuleChanges(database, time, fleet, decisionRules);
        private Rules rules;
        private Decider decider;

        /// Starts.
        Replica(Path folder) {
            reload(folder);
        }

        void reload(Path folder) {
            rules = COMPILED.computeIfAbsent(folder, it -> new RulesFolder(it).load());
            decider =
                    new Decider(database, time, config, listings, profiles, rules, fleet, judgement, handOver, targets);
            looksAgain();
            fleet.take(rules.current().files());
        }

        /// As if some seconds had passed.
        void looksAgain() {
            changes = new RuleChanges(database, time, fleet, decisionRules);
        }

        void mark() {
            changes.look();
            Fanning.finish();
        }

        int decide() {
            return Deciding.decideStale(decider);
        }

        void work() {
            mark();
            decide();
        }

        Status health() {
            return new RulesInForceHealth(fleet).call().getStatus();
        }
    }

    private void markAll() {
        database.useHandle(handle -> handle.execute(
                "update target set marked = marked + 1, lane = 0, due_at = ? where merchant_id = ?",
                time.instant(),
                seller.merchant().id()));
    }

    private int due() {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from target where merchant_id = ? and due_at is not null",
                        seller.merchant().id())
                .mapTo(Integer.class)
                .one());
    }

    private List<Integer> quantities() {
        return database.withHandle(handle -> handle.select(
                        "select distinct quantity from decision where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Integer.class)
                .list());
    }

    /// With a cap of its own.
    private static Path folder(Path in, int cap) throws IOException {
        return RulesFolder.in(Files.createDirectories(in.resolve(String.valueOf(FOLDERS.incrementAndGet()))))
                .write("included/cap.drl", cap("cap", cap))
                .withScenarios("cap", "other")
                .path();
    }

    private static String cap(String name, int cap) {
        return """
                package rules;
                import io.stockrule.rules.Listing;
                rule "%s" when $listing : Listing(available > %d) then $listing.listAtMost(%d); end
                """.formatted(name, cap, cap);
    }
}
