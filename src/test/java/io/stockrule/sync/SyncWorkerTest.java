package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.database.SimulatedTime;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The workers look for nothing by themselves here: each has to be told.
@QuarkusTest
@TestProfile(SyncWorkerTest.OnlyWhenWoken.class)
class SyncWorkerTest {
    public static class OnlyWhenWoken extends SimulatedTime.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("stockrule.sync.enabled", "true", "stockrule.sync.poll", "1h");
        }
    }

    @Inject
    SimulatedTime time;

    @Inject
    Jdbi database;

    @Test
    void what_is_marked_is_decided_although_nobody_looks_for_it() {
        var seller = TestSeller.create();
        seller.stock(8, time.instant());
        save(seller, 5);
        seller.link(seller.list("Capped"), 1, "AMZ-1");
        eventually().untilAsserted(() -> assertThat(quantity(seller)).contains(5));

        save(seller, 3); // fans out
        eventually().untilAsserted(() -> assertThat(quantity(seller)).contains(3));
    }

    private static void save(TestSeller seller, int most) {
        seller.calls()
                .contentType("text/plain")
                .body("profile \"Capped\"\nquantity not more than " + most)
                .put("/api/v1/profiles/Capped")
                .then()
                .statusCode(oneOf(200, 201));
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private Optional<Integer> quantity(TestSeller seller) {
        return database.withHandle(handle -> handle.select(
                        "select quantity from decision where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Integer.class)
                .findOne());
    }
}
