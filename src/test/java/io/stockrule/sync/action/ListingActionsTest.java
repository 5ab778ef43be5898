package io.stockrule.sync.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.TestSeller;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import io.stockrule.sync.RefusedRows;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Update Quantity, Stop, Stop & Remove and Resume, for one, many, and all that match.
@QuarkusTest
class ListingActionsTest {
    private static final int MANY = 2 * ListingJobWorker.PART + 20;

    @Inject
    Jdbi database;

    @Inject
    Decider decider;

    @Inject
    ListingJobWorker worker;

    @Inject
    ListingJobs jobs;

    private TestSeller seller;
    private long list;
    private long listing;

    @BeforeEach
    void sell() {
        finish();
        seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        list = seller.list("Ten");
        listing = seller.link(list, 1, "AMZ-1");
        decide();
    }

    private void finish() {
        while (worker.advance()) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private void decide() {
        Fanning.finish();
        while (Deciding.decideStale(decider) > 0) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private ValidatableResponse act(String action, Map<String, ?> what) {
        return seller.calls()
                .body(what)
                .post("/api/v1/listings/actions/" + action)
                .then();
    }

    private long begun(String action, Map<String, ?> what) {
        return act(action, what).statusCode(202).extract().jsonPath().getLong("id");
    }

    private ValidatableResponse job(long id) {
        return seller.calls().get("/api/v1/listing-jobs/" + id).then();
    }

    private ValidatableResponse results(long job) {
        return seller.calls()
                .get("/api/v1/listing-jobs/%d/results?limit=500".formatted(job))
                .then();
    }

    private int decided(long id) {
        return number("select quantity from decision where merchant_id = ? and listing_id = ?", id);
    }

    private int number(String sql, Object more) {
        return database.withHandle(
                handle -> handle.select(sql, seller.merchant().id(), more)
                        .mapTo(Integer.class)
                        .one());
    }

    private int stopped() {
        return stopped(seller);
    }

    private int stopped(TestSeller whose) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from listing_stop where merchant_id = ?",
                        whose.merchant().id())
                .mapTo(Integer.class)
                .one());
    }

    /// Straight into the table: only how many there are counts.
    private void addMany() {
        database.useHandle(
                handle -> handle.execute("""
                insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                    seller_sku, pack_size, created_at)
                select ?, nextval('stockrule_id'), ?, ?, ?, 1000 + i, 'MANY-' || i, 1, timestamptz '2026-01-01'
                from generate_series(1, ?) i
                """, seller.merchant().id(), list, seller.account(), seller.shop(), MANY - 1));
    }

    /// It knows of no `reasons`: it leaves what is there, and writes facts and trace as it always did.
    @Test
    void what_a_replica_of_the_version_before_decided_is_explained_and_then_what_was_decided_since() {
        explanation().body("decision.trace[0].sentence", containsString("stock is unknown"));
        explanation().body("decision.facts.variant.tracked", equalTo(true));
        database.useHandle(handle -> handle.execute("""
                update decision set facts = '{"marketplace": "FR"}', trace = '[
                    {"rule": "all count", "before": null, "after": 12, "sentence": "Berlin 12 available"}]'
                where merchant_id = ?
                """, seller.merchant().id()));
        explanation()
                .body("decision.facts", equalTo(Map.of("marketplace", "FR")))
                .body("decision.trace[0].sentence", equalTo("Berlin 12 available"))
                .body("listing.available", equalTo(12));
        seller.profile("Ten", 7).statusCode(200);
        decide();
        explanation().body("decision.trace[0].sentence", containsString("stock is unknown"));
    }

    private ValidatableResponse explanation() {
        return seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .statusCode(200);
    }

    @Test
    void a_stopped_listing_is_0_until_it_is_resumed_and_says_who_stopped_it() {
        act("stop", Map.of("listings", List.of(listing)))
                .statusCode(202)
                .body("state", equalTo("DONE"))
                .body("listings", equalTo(1))
                .body("done", equalTo(1));
        decide();
        assertThat(decided(listing)).isZero();
        seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .body(
                        "decision.trace[0].sentence",
                        containsString(
                                "stopped by merchant " + seller.merchant().id()));
        seller.profile("Ten", 7).statusCode(200);
        decide();
        assertThat(decided(listing)).as("whatever its profile says").isZero();
        act("resume", Map.of("listings", List.of(listing))).statusCode(202).body("done", equalTo(1));
        decide();
        assertThat(decided(listing)).isEqualTo(7);
        seller.calls()
                .get("/api/v1/activity")
                .then()
                .body("items.text", hasItem(containsString("asked for Stop of listing " + listing)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update-quantity", "stop", "stop-and-remove", "resume"})
    void every_action_has_its_number_sent_changed_or_not(String action) {
        begun("stop", Map.of("listings", List.of(listing)));
        decide();
        begun(action, Map.of("listings", List.of(listing)));
        assertThat(number("select asked - answered from target where merchant_id = ? and seller_sku = ?", "AMZ-1"))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_done_is_said_for_each_listing() {
        long unlinked =
                seller.add(list, Map.of("shop", seller.shop(), "variantId", 2)).getLong("results[0].listingId");
        var other = TestSeller.create();
        long others = other.link(other.list("Default"), 1, "AMZ-1");
        long job = begun("stop", Map.of("listings", List.of(listing, unlinked, others)));
        job(job).body("done", equalTo(1)).body("refused", equalTo(2)).body("state", equalTo("DONE"));
        results(job)
                .body("items.find { it.listing == %d }.told".formatted(unlinked), containsString("not linked"))
                .body("items.find { it.listing == %d }.told".formatted(others), equalTo("there is no such listing"))
                .body("items.find { it.listing == %d }.outcome".formatted(listing), equalTo("DONE"));
        assertThat(stopped(other)).isZero();
        results(begun("resume", Map.of("listings", List.of(unlinked))))
                .body("items[0].told", containsString("nobody has stopped it"));
    }

    @Test
    void a_job_of_another_merchant_is_as_if_there_were_none() {
        long job = begun("stop", Map.of("listings", List.of(listing)));
        var thief = TestSeller.create();
        thief.calls().get("/api/v1/listing-jobs/" + job).then().statusCode(404);
        thief.calls()
                .get("/api/v1/listing-jobs/%d/results".formatted(job))
                .then()
                .statusCode(404);
        thief.calls()
                .post("/api/v1/listing-jobs/%d/actions/cancel".formatted(job))
                .then()
                .statusCode(404);
        thief.calls().get("/api/v1/listing-jobs").then().body("items.size()", equalTo(0));
    }

    @Test
    void all_that_match_are_stopped_part_by_part_and_those_made_later_are_not_meant() {
        addMany();
        long job = begun("stop", Map.of("matching", Map.of("sellingList", list)));
        job(job).body("state", equalTo("RUNNING")).body("listings", equalTo(MANY));
        assertThat(stopped()).isEqualTo(ListingJobWorker.PART);
        seller.link(list, 2, "AMZ-LATER");
        finish();
        job(job).body("state", equalTo("DONE")).body("done", equalTo(MANY));
        assertThat(stopped()).isEqualTo(MANY);
    }

    @Test
    void only_what_matches_a_search_is_stopped() {
        addMany();
        long job = begun("stop", Map.of("matching", Map.of("q", "amz-1")));
        finish();
        job(job).body("state", equalTo("DONE")).body("done", equalTo(1));
        assertThat(stopped()).isEqualTo(1);
    }

    @Test
    void two_replicas_do_every_listing_once() throws InterruptedException {
        addMany();
        long job = begun("update-quantity", Map.of("sellingList", list));
        try (var replicas = Executors.newFixedThreadPool(2)) {
            IntStream.range(0, 2)
                    .forEach(_ -> replicas.submit(() -> {
                        while (worker.advance()) {
                            Thread.onSpinWait();
                        }
                    }));
        }
        finish();
        job(job).body("state", equalTo("DONE")).body("done", equalTo(MANY)).body("refused", equalTo(0));
    }

    @Test
    void one_that_cannot_be_done_keeps_no_other_from_it() {
        addMany();
        long job = refusing(() -> {
            long it = begun("stop", Map.of("sellingList", list));
            finish();
            return it;
        });
        job(job).body("state", equalTo("DONE")).body("done", equalTo(MANY - 1)).body("refused", equalTo(1));
        seller.calls()
                .get("/api/v1/listing-jobs/%d/results?outcome=FAILED".formatted(job))
                .then()
                .body("items.listing", equalTo(List.of((int) listing)));
    }

    /// While the database refuses to stop one listing.
    private long refusing(LongSupplier what) {
        try (var refused = new RefusedRows(database, "listing_stop", "listing_id", listing)) {
            return what.getAsLong();
        }
    }

    @Test
    void a_cancelled_job_leaves_the_rest_as_it_is() {
        addMany();
        long job = begun("stop", Map.of("sellingList", list));
        seller.calls()
                .post("/api/v1/listing-jobs/%d/actions/cancel".formatted(job))
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("done", equalTo(ListingJobWorker.PART));
        finish();
        assertThat(stopped()).isEqualTo(ListingJobWorker.PART);
    }

    @Test
    void stop_and_remove_waits_until_amazon_shows_the_0() {
        long job = begun("stop-and-remove", Map.of("listings", List.of(listing)));
        job(job).body("state", equalTo("WAITING")).body("leaving", equalTo(1));
        decide();
        lookAgain();
        assertThat(thereAre()).as("0 is decided, but not shown").isEqualTo(1);
        results(job).body("items[0].outcome", equalTo("LEAVING"));
        shown(3);
        lookAgain();
        assertThat(thereAre()).isEqualTo(1);
        shown(0);
        lookAgain();
        assertThat(thereAre()).isZero();
        job(job).body("state", equalTo("DONE")).body("leaving", equalTo(0));
        results(job).body("items[0].told", equalTo("it has left its list"));
    }

    @Test
    void what_is_decided_again_meanwhile_is_not_taken_away() {
        begun("stop-and-remove", Map.of("listings", List.of(listing)));
        shown(0);
        lookAgain();
        assertThat(thereAre()).as("the decision to stop has still to be made").isEqualTo(1);
    }

    @Test
    void a_listing_that_is_resumed_before_it_left_stays() {
        long job = begun("stop-and-remove", Map.of("listings", List.of(listing)));
        begun("resume", Map.of("listings", List.of(listing)));
        decide();
        shown(0);
        lookAgain();
        assertThat(thereAre()).isEqualTo(1);
        assertThat(decided(listing)).isEqualTo(10);
        results(job).body("items[0].outcome", equalTo("STAYED"));
    }

    @Test
    void a_cancelled_stop_and_remove_keeps_the_listing_stopped() {
        long job = begun("stop-and-remove", Map.of("listings", List.of(listing)));
        seller.calls()
                .post("/api/v1/listing-jobs/%d/actions/cancel".formatted(job))
                .then()
                .statusCode(200);
        decide();
        shown(0);
        lookAgain();
        assertThat(thereAre()).isEqualTo(1);
        assertThat(decided(listing)).isZero();
    }

    @Test
    void listings_of_one_sku_stop_together_and_say_so() {
        long sibling = seller.link(seller.list("Ten"), 1, "AMZ-1");
        decide();
        long job = begun("stop", Map.of("listings", List.of(listing)));
        results(job).body("items[0].told", containsString("1 other listing of this Amazon SKU stops with it"));
        decide();
        List<String> wanted = database.withHandle(handle -> handle.select(
                        "select wish || ' ' || wish_quantity from delivery where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
        assertThat(wanted).containsExactly("number 0");
        assertThat(decided(sibling)).isEqualTo(10);
    }

    @Test
    void what_is_meant_must_be_said() {
        act("stop", Map.of()).statusCode(400).body("type", containsString("choice-unclear"));
        act("stop", Map.of("listings", List.of(listing), "sellingList", list)).statusCode(400);
        act("stop", Map.of("matching", Map.of("status", List.of("Lost")))).statusCode(400);
        assertThat(stopped()).isZero();
    }

    @Test
    void jobs_that_ended_long_ago_are_forgotten_with_their_results() {
        long job = begun("stop", Map.of("listings", List.of(listing)));
        database.useHandle(handle -> handle.execute(
                "update listing_job set ended_at = ended_at - interval '31 days' where job_id = ?", job));
        jobs.forget(100);
        job(job).statusCode(404);
        assertThat(number("select count(*) from listing_job_result where merchant_id = ? and job_id = ?", job))
                .isZero();
        assertThat(stopped()).isEqualTo(1);
    }

    private int thereAre() {
        return number("select count(*) from listing where merchant_id = ? and listing_id = ?", listing);
    }

    /// Amazon took what was wanted, and shows this.
    private void shown(int quantity) {
        database.useHandle(
                handle -> handle.execute("""
                update delivery set channel = 'seller', waiting = false, flight_number = null,
                    sent_state = 'effective', sent_number = wish_number, sent_quantity = wish_quantity,
                    sent_at = decided_at, accepted_at = decided_at, effective_at = decided_at, shown_quantity = ?
                where merchant_id = ? and seller_sku = 'AMZ-1'
                """, quantity, seller.merchant().id()));
    }

    private void lookAgain() {
        database.useHandle(handle ->
                handle.execute("update listing_job set due_at = due_at - interval '2 minutes' where ended_at is null"));
        finish();
    }
}
