package io.stockrule.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.stockrule.access.TestMerchant;
import io.stockrule.database.SimulatedTime;
import io.stockrule.listing.TestSeller;
import io.stockrule.rules.RulesFolder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RuleChangesTest.OwnRules.class)
class RuleChangesTest {
    /// A rules folder of the test's own, looked at often; targets are decided.
    public static class OwnRules extends SimulatedTime.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "stockrule.rules.folder", ownFolder().toString(),
                    "stockrule.rules.reload-every", "50ms",
                    "stockrule.sync.enabled", "true");
        }

        private static Path ownFolder() {
            try {
                var folder = RulesFolder.in(Files.createTempDirectory("stockrule-rules-"))
                        .write("included/broken.drl", "rule")
                        .withScenarios("cap", "passing")
                        .path();
                write(folder, "cap", "available > 3", "listAtMost(3)");
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    SimulatedTime time;

    @Inject
    Jdbi database;

    @ConfigProperty(name = "stockrule.rules.folder")
    Path folder;

    private TestSeller seller;

    @BeforeEach
    void restore() throws IOException {
        Files.deleteIfExists(folder.resolve("included/broken.drl"));
        write(folder, "cap", "available > 3", "listAtMost(3)");
        eventually().untilAsserted(() -> assertThat(health()).isEqualTo("UP"));
        seller = TestSeller.create();
        seller.stock(8, time.instant());
    }

    @Test
    void a_changed_file_has_the_listings_decided_again_whose_profiles_include_it() throws IOException {
        long capped = listUnder("Capped", "include rules \"cap\"", 1);
        long free = listUnder("Free", "quantity product value", 2);
        eventually().untilAsserted(() -> assertThat(quantity(capped)).contains(3));
        eventually().untilAsserted(() -> assertThat(quantity(free)).contains(8));
        var before = decidedAt(free);

        time.advance(Duration.ofSeconds(5));
        write(folder, "cap", "available > 3", "listAtMost(2)");
        eventually().untilAsserted(() -> assertThat(quantity(capped)).contains(2));
        assertThat(decidedAt(free)).isEqualTo(before);
    }

    @Test
    void changed_steps_have_every_listing_decided_again() throws IOException {
        long free = listUnder("Free", "quantity product value", 2);
        eventually().untilAsserted(() -> assertThat(decidedAt(free)).isPresent());
        var before = decidedAt(free);

        time.advance(Duration.ofSeconds(5));
        var guard = folder.resolve("10-guard.drl");
        Files.writeString(guard, Files.readString(guard) + "// another one\n");
        eventually().untilAsserted(() -> assertThat(decidedAt(free)).isNotEqualTo(before));
        assertThat(quantity(free)).contains(8);
    }

    @Test
    void what_was_decided_by_rules_that_nobody_knows_is_decided_again() {
        long capped = listUnder("Capped", "include rules \"cap\"", 1);
        long free = listUnder("Free", "quantity product value", 2);
        eventually().untilAsserted(() -> assertThat(quantity(capped)).contains(3));
        eventually().untilAsserted(() -> assertThat(quantity(free)).contains(8));
        var before = Map.of(capped, decidedAt(capped), free, decidedAt(free));

        time.advance(Duration.ofSeconds(5));
        database.useHandle(handle -> handle.execute(
                "update decision set rules_id = 0 where merchant_id = ? and listing_id = ?",
                merchant().id(),
                capped));
        eventually().untilAsserted(() -> assertThat(decidedAt(capped)).isNotEqualTo(before.get(capped)));
        assertThat(decidedAt(free)).isEqualTo(before.get(free));
    }

    @Test
    void a_file_with_a_mistake_leaves_the_old_one_in_force_and_health_says_why() throws IOException {
        long capped = listUnder("Capped", "include rules \"cap\"", 1);
        eventually().untilAsserted(() -> assertThat(quantity(capped)).contains(3));
        write(folder, "cap", "colour > 3", "listAtMost(2)");
        eventually()
                .untilAsserted(() -> given().get("/q/health/well")
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'rule files' }.status", equalTo("DOWN"))
                        .body(
                                "checks.find { it.name == 'rule files' }.data.'problem 1'",
                                containsString("cap.drl:3: ")));
        assertThat(quantity(capped)).contains(3);
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void a_file_that_is_not_there_is_refused_with_those_there_are() {
        save("Typo", "include rules \"cab\"")
                .then()
                .statusCode(422)
                .body("diagnostics[0].message", equalTo("unknown rule file \"cab\""))
                .body("diagnostics[0].help", containsString("did you mean \"cap\"?"));
    }

    @Test
    void a_target_is_decided_again_when_the_time_comes_that_a_file_looks_at() throws IOException {
        time.set(Instant.parse("2026-01-15T12:00:00Z"));
        write(folder, "cap", "time >= 1830", "stop()");
        long capped = listUnder("Timed", "include rules \"cap\"", 3);
        eventually().untilAsserted(() -> {
            assertThat(quantity(capped)).contains(8);
            assertThat(dueAt("AMZ-3")).contains(Instant.parse("2026-01-15T18:30:00Z"));
        });
        time.set(Instant.parse("2026-01-15T18:30:00Z"));
        eventually().untilAsserted(() -> assertThat(quantity(capped)).contains(0));
    }

    private static void write(Path folder, String name, String condition, String operation) throws IOException {
        Files.writeString(folder.resolve("included").resolve(name + ".drl"), """
                package rules;
                import io.stockrule.rules.Listing;
                rule "%s" when $listing : Listing(%s) then $listing.%s; end
                """.formatted(name, condition, operation));
    }

    /// Compiling takes seconds on a busy machine.
    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1));
    }

    /// Of the files alone: profiles of other tests include files that are not in this folder.
    private static String health() {
        return given().get("/q/health/well").then().extract().path("checks.find { it.name == 'rule files' }.status");
    }

    private long listUnder(String profile, String statement, long variant) {
        save(profile, statement).then().statusCode(201);
        return seller.link(seller.list(profile), variant, "AMZ-" + variant);
    }

    private Response save(String profile, String statement) {
        return merchant()
                .calls()
                .contentType("text/plain")
                .body("profile \"%s\"\n%s".formatted(profile, statement))
                .put("/api/v1/profiles/{name}", profile);
    }

    private TestMerchant merchant() {
        return seller.merchant();
    }

    private Optional<Integer> quantity(long listing) {
        return database.withHandle(handle -> handle.select(
                        "select quantity from decision where merchant_id = ? and listing_id = ?",
                        merchant().id(),
                        listing)
                .mapTo(Integer.class)
                .findOne());
    }

    private Optional<Instant> decidedAt(long listing) {
        return database.withHandle(handle -> handle.select(
                        "select decided_at from decision where merchant_id = ? and listing_id = ?",
                        merchant().id(),
                        listing)
                .mapTo(Instant.class)
                .findOne());
    }

    private Optional<Instant> dueAt(String sellerSku) {
        return database.withHandle(handle -> handle.select(
                        "select due_at from target where merchant_id = ? and seller_sku = ? and due_at is not null",
                        merchant().id(),
                        sellerSku)
                .mapTo(Instant.class)
                .findOne());
    }
}
