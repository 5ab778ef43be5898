package io.stockrule.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.Lane;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.TestSeller;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeciderTest {
    @Inject
    Decider decider;

    @Inject
    HandOver handOver;

    @Inject
    StaleTargets stale;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private List<Long> listings;

    @BeforeEach
    void linkListings() {
        Fanning.finish();
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
        Deciding.decideStale(decider);
        assertThat(decided()).containsExactlyInAnyOrderElementsOf(listings);
        assertThat(due()).isEmpty();
    }

    @Test
    void shopify_is_asked_for_what_is_held_where_a_profile_counts_it_and_nobody_knows_it() {
        seller.stock(4, Instant.parse("2026-11-22T10:00:00Z"));
        seller.merchant()
                .calls()
                .contentType("text/plain")
                .body("profile \"On hand\"\ncount on hand")
                .put("/api/v1/profiles/On hand")
                .then()
                .statusCode(201);
        long listing = seller.link(seller.list("On hand"), 8, "AMZ-HELD");
        Deciding.decideStale(decider);
        assertThat(outcome(listing)).isEqualTo("holds");
        assertThat(askedForHoldings()).containsExactly(108L);
        database.useHandle(handle -> handle.execute("""
                update stock_level set on_hand = 9, committed = 5, incoming = 0, held_at = updated_at
                where merchant_id = ?
                """, seller.merchant().id()));
        stale.ask(seller.merchant().id(), List.of(listing, listings.getFirst()));
        Deciding.decideStale(decider);
        assertThat(outcome(listing)).isEqualTo("lists 9");
        assertThat(reasons(listing)).contains("\"onHand\":9");
        assertThat(reasons(listings.getFirst())).doesNotContain("onHand");
    }

    private String outcome(long listing) {
        return database.withHandle(handle -> handle.select(
                        "select concat_ws(' ', outcome, quantity) from decision where merchant_id = ? and listing_id = ?",
                        seller.merchant().id(),
                        listing)
                .mapTo(String.class)
                .one());
    }

    private String reasons(long listing) {
        return database.withHandle(handle -> handle.select(
                        "select reasons from decision where merchant_id = ? and listing_id = ?",
                        seller.merchant().id(),
                        listing)
                .mapTo(String.class)
                .one());
    }

    private List<Long> askedForHoldings() {
        return database.withHandle(handle -> handle.select(
                        "select inventory_item_id from inventory_item where merchant_id = ? and holding_asked",
                        seller.merchant().id())
                .mapTo(Long.class)
                .list());
    }

    @Test
    void a_change_that_waits_for_more_than_a_minute_is_told_in_health() {
        database.useHandle(handle ->
                handle.execute("update target set due_at = due_at - interval '2 minutes' where due_at is not null"));
        awaitHealth("DOWN");
        Deciding.decideStale(decider);
        awaitHealth("UP");
    }

    /// Health looks into the database every few seconds only.
    private static void awaitHealth(String status) {
        await().untilAsserted(() -> given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'changes to decide' }.status", equalTo(status)));
    }

    @Test
    void claims_that_wait_for_a_mark_are_all_found_and_stay_due() {
        var claims = database.inTransaction(handle -> claims(Lane.CHANGED).claim(handle, Instant.now(), 100));
        assertThat(claims).hasSize(8);
        assertThat(releasedWhile("update target set marked = marked + 1 where merchant_id = ?", claims))
                .hasSize(8);
        assertThat(due()).hasSize(8);
    }

    @Test
    void a_claim_that_goes_to_another_while_it_is_released_is_left_to_that_one() {
        var claims = database.inTransaction(handle -> claims(Lane.CHANGED).claim(handle, Instant.now(), 100));
        assertThat(releasedWhile(
                        "update target set fence = fence + 1 where merchant_id = ? and seller_sku = 'AMZ-1'", claims))
                .hasSize(7);
        assertThat(leased()).containsExactly("AMZ-1");
    }

    private Set<TargetKey> releasedWhile(String change, List<StaleQueue.Claim> claims) {
        var ours = new HashSet<TargetKey>();
        try (var changing = OpenChange.of(change, seller.merchant().id())) {
            changing.commitWhileWaiting(() -> ours.addAll(
                    database.withHandle(handle -> StaleQueue.release(handle, claims, Map.of(), Instant.now()))));
        }
        return ours;
    }

    private List<String> leased() {
        return database.withHandle(handle -> handle.createQuery(
                        "select seller_sku from target where merchant_id = :merchant and lease_until is not null")
                .bind("merchant", seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    @Test
    void merchants_take_turns_and_one_takes_what_others_leave() {
        var other = TestSeller.create();
        other.link(other.list("Default"), 1, "AMZ-1");
        database.useHandle(handle -> handle.execute(
                "update target set due_at = due_at + interval '1 second' where merchant_id = ?",
                other.merchant().id()));
        var claims = database.inTransaction(
                handle -> claims(Lane.CHANGED).claim(handle, Instant.now().plusSeconds(2), 6));
        assertThat(claims).hasSize(6);
        assertThat(claims)
                .filteredOn(claim -> claim.target().equals(other.target("AMZ-1")))
                .hasSize(1);
    }

    @Test
    void each_batch_goes_on_with_the_next_merchants() {
        var ids = synthetic(450, 1);
        var turns = claims(Lane.FANNED_OUT);
        var seen = new HashSet<Long>();
        for (int i = 0; i < 3; i++) {
            database.inTransaction(handle -> turns.claim(handle, Instant.now(), 50))
                    .forEach(claim -> seen.add(claim.target().account().merchantId()));
        }
        assertThat(seen).hasSize(450).isSubsetOf(ids);
    }

    @Test
    void a_stock_change_goes_before_what_fans_out_also_of_the_same_merchant() {
        database.useHandle(handle -> handle.execute(
                "update target set lane = 1, due_at = due_at - interval '1 hour' where merchant_id = ? and seller_sku <> 'AMZ-8'",
                seller.merchant().id()));
        var order = new ArrayList<List<String>>();
        for (var lane : List.of(Lane.CHANGED, Lane.FANNED_OUT)) {
            order.add(database.inTransaction(handle -> claims(lane).claim(handle, Instant.now(), 100)).stream()
                    .map(claim -> claim.target().sellerSku())
                    .toList());
        }
        assertThat(order.getFirst()).containsExactly("AMZ-8");
        assertThat(order.getLast()).hasSize(7);
    }

    @Test
    void a_target_that_changes_while_it_is_decided_waits_since_then() {
        database.useHandle(handle -> handle.execute(
                "update target set due_at = due_at - interval '1 hour' where merchant_id = ?",
                seller.merchant().id()));
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var claims = database.inTransaction(handle -> claims(Lane.CHANGED).claim(handle, at, 100));
        stale.ask(seller.merchant().id(), listings);
        database.useTransaction(handle -> StaleQueue.release(handle, claims, Map.of(), at));
        var since = database.withHandle(handle -> handle.select(
                        "select distinct due_at from target where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Instant.class)
                .list());
        assertThat(since).containsExactly(at);
    }

    @Test
    void a_mark_does_not_wait_for_decisions_that_are_being_stored() {
        Deciding.decideStale(decider);
        stale.ask(seller.merchant().id(), listings);
        try (var storing = OpenChange.of(
                "update decision set decided_at = decided_at where merchant_id = ?",
                seller.merchant().id())) {
            storing.commitWhileWaiting(() -> Deciding.decideStale(decider), () -> {
                database.useTransaction(handle -> {
                    handle.execute("set local lock_timeout = '2s'");
                    handle.execute(
                            "update target set marked = marked + 1 where merchant_id = ?",
                            seller.merchant().id());
                });
            });
        }
        assertThat(due()).as("marked meanwhile").hasSize(8);
    }

    @Test
    void a_lease_lost_while_storing_is_stored_by_nobody_but_its_new_owner() {
        var slow = database.inTransaction(handle -> claims(Lane.CHANGED).claim(handle, Instant.now(), 100));
        database.useHandle(handle -> handle.execute(
                "update target set fence = fence + 1 where merchant_id = ? and seller_sku = 'AMZ-3'",
                seller.merchant().id()));
        handOver.store(new HandOver.Batch(
                Instant.now(), slow, true, new Judgement.Sentence(List.of(), Map.of(), Map.of(), Map.of(), Set.of())));
        assertThat(due()).containsExactly("AMZ-3");
    }

    @Test
    void a_claim_costs_the_same_whatever_waits() {
        synthetic(2_000, 1);
        var large = synthetic(1, 20_000);
        database.useHandle(handle -> handle.execute("analyze target"));
        assertThat(blocks(handle -> StaleQueue.merchants(handle, Lane.FANNED_OUT, 0, 200)))
                .isLessThan(2_000);
        assertThat(blocks(handle ->
                        StaleQueue.claim(handle, Lane.FANNED_OUT, large, 10, Duration.ofMinutes(1), Instant.now())))
                .isLessThan(1_000);
    }

    /// Of the table and its indexes, that a statement looks at.
    private long blocks(HandleConsumer<RuntimeException> statement) {
        return database.withHandle(handle -> {
            handle.execute("set plan_cache_mode = force_generic_plan");
            handle.execute("select pg_stat_force_next_flush()");
            long before = blocksSeen(handle);
            statement.useHandle(handle);
            handle.execute("select pg_stat_force_next_flush()");
            handle.execute("reset plan_cache_mode");
            return blocksSeen(handle) - before;
        });
    }

    private static long blocksSeen(Handle handle) {
        return handle.select("""
                        select heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read
                        from pg_statio_user_tables where schemaname = current_schema() and relname = 'target'
                        """).mapTo(Long.class).one();
    }

    private static FairClaims claims(Lane lane) {
        return new FairClaims(lane, Duration.ofMinutes(1));
    }

    /// Targets of merchants that there are not, in the lane of what fans out.
    private List<Long> synthetic(int merchants, int each) {
        return database.withHandle(handle -> handle.createQuery("""
                        with made as (
                            insert into target (merchant_id, amazon_account_id, seller_sku, lane, due_at)
                            select merchant, 1, 'S-' || sku, 1, timestamptz '2026-01-01'
                            from (select nextval('stockrule_id') merchant from generate_series(1, :merchants)) m
                            cross join generate_series(1, :each) sku
                            returning merchant_id)
                        select distinct merchant_id from made
                        """)
                .bind("merchants", merchants)
                .bind("each", each)
                .mapTo(Long.class)
                .list());
    }

    @AfterEach
    void forgetSynthetic() {
        database.useHandle(handle ->
                handle.execute("delete from target where merchant_id not in (select merchant_id from merchant)"));
    }

    private void decideRefusing(long listing) {
        try (var refused = new RefusedRows(database, "decision", "listing_id", listing)) {
            Deciding.decideStale(decider);
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
