package io.stockrule.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.TestShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The service on a database that dies and comes back.
@QuarkusTest
@WithTestResource(DatabaseOutageTest.FragileDatabase.class)
class DatabaseOutageTest {
    @SuppressWarnings("NullAway.Init") // set by the test resource
    EmbeddedDatabase database;

    @Test
    void without_a_database_the_service_says_so_and_lives_and_with_one_it_goes_on() throws Exception {
        var merchant = TestMerchant.create("Candle Shop");
        for (int i = 0; i < 2; i++) {
            Kill.kill(database.processId());
            Eventually.succeeds(() -> merchant.calls()
                    .get("/test/merchant")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:stockrule:problem:database-unavailable")));
            given().get("/test/database").then().statusCode(503);
            TestMerchant.asOperator()
                    .contentType("application/json")
                    .body(Map.of("name", "Yoga Shop"))
                    .post("/api/v1/merchants")
                    .then()
                    .statusCode(503);
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);

            database.revive();

            Eventually.succeeds(
                    () -> merchant.calls().get("/test/merchant").then().statusCode(200));
            given().get("/q/health/ready").then().statusCode(200);
        }
    }

    @Test
    void while_the_database_is_frozen_webhooks_are_answered_in_time() throws Exception {
        var known = TestShop.create();
        var unknown = TestShop.create();
        known.update(1, TestShop.BERLIN, 1, "2026-11-22T10:00:00Z");
        Kill.freeze(database.processId());
        try {
            for (var shop : List.of(known, unknown, known)) {
                long began = System.nanoTime();
                shop.send("inventory_levels/update", TestShop.level(1, TestShop.BERLIN, 2, "2026-11-22T10:00:01Z"))
                        .statusCode(503);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            }
        } finally {
            Kill.thaw(database.processId());
        }
        for (var shop : List.of(known, unknown)) {
            Eventually.succeeds(() -> shop.send(
                            "inventory_levels/update", TestShop.level(1, TestShop.BERLIN, 3, "2026-11-22T10:00:02Z"))
                    .statusCode(204));
        }
    }

    /// Revived by the test only.
    public static class FragileDatabase implements QuarkusTestResourceLifecycleManager {
        private final Path folder = temporaryFolder();
        private final EmbeddedDatabase database = EmbeddedDatabase.start(folder, TestDatabase.BINARIES, true);

        @Override
        public Map<String, String> start() {
            return Map.of(
                    "quarkus.datasource.jdbc.url", database.url(),
                    "quarkus.datasource.username", database.user(),
                    "quarkus.datasource.password", database.password());
        }

        @Override
        public void inject(Object test) {
            ((DatabaseOutageTest) test).database = database;
        }

        @Override
        public int order() {
            return 1; // after TestDatabase, whose settings it replaces
        }

        @Override
        public void stop() {
            try {
                database.close();
                FileAccess.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("stockrule-test-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
