package io.stockrule.sync;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.TestSeller;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeciderTest {
    @Inject
    Decider decider;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private List<Long> listings;

    @BeforeEach
    void linkListings() {
        database.useHandle(handle -> handle.execute("update target set due_at = null"));
        seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        long list = seller.list("Ten");
        listings = IntStream.rangeClosed(1, 8)
                .mapToObj(variant -> seller.link(list, variant, "AMZ-" + variant))
                .toList();
    }

    @Test
    void a_target_that_cannot_be_decided_keeps_no_other_waiting() {
        var undecidable = listings.get(3);
        decideRefusing(undecidable);
        assertThat(decided()).hasSize(7).doesNotContain(undecidable);
        assertThat(due()).containsExactly("AMZ-4");
    }

    @Test
    void a_target_that_could_not_be_decided_is_decided_when_its_lease_is_over() {
        decideRefusing(listings.get(3));
        database.useHandle(
                handle -> handle.execute("update target set lease_until = due_at where lease_until is not null"));
        decider.decideStale();
        assertThat(decided()).containsExactlyInAnyOrderElementsOf(listings);
        assertThat(due()).isEmpty();
    }

    @Test
    void a_change_that_waits_for_more_than_a_minute_is_told_in_health() {
        database.useHandle(handle ->
                handle.execute("update target set due_at = due_at - interval '2 minutes' where due_at is not null"));
        awaitHealth("DOWN");
        decider.decideStale();
        awaitHealth("UP");
    }

    /// Health looks into the database every few seconds only.
    private static void awaitHealth(String status) {
        await().untilAsserted(() -> given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'changes to decide' }.status", equalTo(status)));
    }

    @Test
    void claims_that_wait_for_a_mark_are_all_found() {
        var claims =
                database.inTransaction(handle -> StaleQueue.claim(handle, 100, Duration.ofMinutes(1), Instant.now()));
        assertThat(claims).hasSize(8);
        var mine = new AtomicReference<>(Set.<TargetKey>of());
        try (var marking = OpenChange.of(
                "update target set marked = marked + 1 where merchant_id = ?",
                seller.merchant().id())) {
            marking.commitWhileWaiting(
                    () -> mine.set(database.withHandle(handle -> StaleQueue.lockMine(handle, claims))));
        }
        assertThat(mine.get()).hasSize(8);
    }

    /// Decides while the database refuses to store one listing's decision.
    private void decideRefusing(long listing) {
        database.useHandle(handle -> {
            handle.execute("""
                    create function refuse() returns trigger language plpgsql as $$
                    begin
                        if new.listing_id = %d then raise exception 'refused'; end if;
                        return new;
                    end $$
                    """.formatted(listing));
            handle.execute("create trigger refuse before insert on decision for each row execute function refuse()");
        });
        try {
            decider.decideStale();
        } finally {
            database.useHandle(handle -> handle.execute("drop trigger refuse on decision; drop function refuse()"));
        }
    }

    private List<Long> decided() {
        return database.withHandle(handle -> handle.select(
                        "select listing_id from decision where merchant_id = ? and quantity = 10",
                        seller.merchant().id())
                .mapTo(Long.class)
                .list());
    }

    private List<String> due() {
        return database.withHandle(handle -> handle.select(
                        "select seller_sku from target where merchant_id = ? and due_at is not null",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }
}
