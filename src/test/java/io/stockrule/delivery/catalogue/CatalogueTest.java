package io.stockrule.delivery.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large account is looked at by the report, before the simulated Amazon and in simulated time.
@QuarkusTest
class CatalogueTest {
    private static final Logger LOG = Logger.getLogger(CatalogueTest.class);
    private static final int MANY = Integer.getInteger("stockrule.catalogue", 10_000);
    private static final Duration YESTERDAY = Duration.ofHours(22);

    @TempDir
    Path memory;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private SimulatedReports reports;
    private TestClock clock;

    @BeforeEach
    void start() {
        seller = TestSeller.create();
        reports = new SimulatedReports(memory, seller);
        clock = reports.clock();
    }

    @AfterEach
    void stop() {
        reports.close();
    }

    /// Shows it for as many as wanted: `-Dstockrule.catalogue=100000`.
    @Test
    void a_large_catalogue_is_looked_at_by_a_handful_of_calls_and_what_differs_one_by_one() {
        linked(MANY);
        reports.list(MANY, i -> i % 200 == 7 ? 9 : 5);
        reports.use(2_000, MANY, 1);
        var begun = clock.instant();

        runUntil("DONE");

        assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofMinutes(5));
        var calls = reports.calls();
        LOG.infof("%d targets, calls %s, %s", MANY, calls, report());
        assertThat(calls.keySet()).containsOnly("createReport", "getReport", "getReportDocument");
        assertThat(calls.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(6);
        assertThat(count("reported_at is not null and read_due_at is null")).isEqualTo(MANY - MANY / 200);
        assertThat(count("read_due_at is not null")).isEqualTo(MANY / 200);
        assertThat(report().get("agreed")).isEqualTo((long) MANY - MANY / 200);
    }

    @Test
    void a_report_changes_nothing_that_is_believed() {
        linked(10);
        reports.list(10, i -> 7);
        var before = believed();

        runUntil("DONE");

        assertThat(believed()).isEqualTo(before);
        assertThat(count("read_due_at is not null")).isEqualTo(10);
    }

    @Test
    void what_is_amazons_or_missing_or_not_for_sale_is_read_soon() {
        linked(40);
        reports.list(39, i -> 5);
        reports.listings("""
                [{"sku":"S-3","channels":[{"fulfillment_channel_code":"AMAZON_EU"}]},
                 {"sku":"S-4","blocked":true,"channels":[{"fulfillment_channel_code":"DEFAULT","quantity":5}]}]""");

        runUntil("DONE");

        assertThat(skus("read_due_at is not null")).containsExactly("S-3", "S-39", "S-4");
        assertThat(report())
                .containsEntry("missing", 1L)
                .containsEntry("doubtful", 2L)
                .containsEntry("agreed", 37L);
    }

    /// The report may say what was so before.
    @Test
    void a_target_is_not_compared_when_a_number_was_sent_since_the_report_may_be_from() {
        linked(10);
        reports.list(10, i -> 9);
        sent("S-1", clock.instant().minus(Duration.ofHours(5)));
        sent("S-2", clock.instant().minus(Duration.ofHours(7)));

        runUntil("DONE");

        assertThat(skus("read_due_at is null")).containsExactly("S-1");
        assertThat(skus("reported_at is not null")).isEmpty();
    }

    @Test
    void a_target_whose_number_is_under_way_or_in_doubt_is_left_alone() {
        linked(10);
        reports.list(10, i -> 5);
        set("flight_number = 1, flight_quantity = 1, flight_until = channel_read_at", "S-1");
        set("doubt = true", "S-2");
        sent("S-3", clock.instant().minus(Duration.ofDays(2)));
        set("sent_state = 'accepted'", "S-3");

        runUntil("DONE");

        assertThat(skus("reported_at is null")).containsExactly("S-1", "S-2", "S-3");
        assertThat(skus("read_due_at is not null")).isEmpty();
    }

    @Test
    void what_agrees_is_due_again_a_day_after_the_report_and_may_not_be_sent_for_it() {
        linked(10);
        reports.list(10, i -> 5);
        runUntil("DONE");

        assertThat(count("greatest(channel_read_at, reported_at) = reported_at"))
                .isEqualTo(10);
        assertThat(count("channel_read_at < reported_at - interval '21 hours'")).isEqualTo(10);
    }

    @Test
    void a_report_that_is_cut_short_is_told_and_causes_no_flood_of_reads() {
        linked(40);
        reports.list(20, i -> 5);

        runUntil("FAILED");

        assertThat((String) report().get("problem")).contains("names only 20 of 40");
        assertThat(count("read_due_at is not null")).isZero();
        assertThat(view().at("/items/0/problem").asText()).contains("cut short");
    }

    @Test
    void a_report_that_fails_is_asked_for_again_after_growing_pauses() {
        linked(10);
        reports.list(10, i -> 5);
        reports.fault("report", "ISSUE", 2);

        runUntil("FAILED");
        assertThat((String) report().get("problem")).isEqualTo("Amazon failed to make the report");
        clock.pass(Duration.ofMinutes(14));
        assertThat(claimed()).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        runUntil("WAITING");
        runUntil("FAILED");
        clock.pass(Duration.ofMinutes(29));
        assertThat(claimed()).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        runUntil("DONE");
        assertThat(report().get("problem")).isNull();
    }

    @Test
    void a_report_that_is_never_made_is_given_up() {
        linked(10);
        reports.fault("report", "HANG", 1);

        runUntil("FAILED");

        assertThat((String) report().get("problem")).isEqualTo("Amazon has not made the report within 4 h");
    }

    @Test
    void a_document_that_breaks_off_is_fetched_again() {
        linked(10);
        reports.list(10, i -> 5);
        reports.fault("document", "CLOSE", 1);

        runUntil("DONE");

        assertThat(report()).containsEntry("agreed", 10L);
    }

    /// The first time, it broke down after the whole of it was compared.
    @Test
    void a_report_that_is_read_twice_is_not_taken_for_cut_short() {
        linked(20);
        reports.list(19, i -> 5);
        runUntil("DONE");
        set("read_due_at = null", "S-19");
        database.useHandle(handle -> handle.execute(
                "update catalogue_report set state = 'WAITING', report_id = '1', due_at = ? where merchant_id = ?",
                clock.instant(),
                seller.merchant().id()));

        runUntil("DONE");

        assertThat(report()).containsEntry("agreed", 19L).containsEntry("missing", 1L);
    }

    @Test
    void another_replica_goes_on_where_one_died_and_the_late_one_writes_nothing_down() {
        linked(10);
        reports.list(10, i -> 5);
        reports.queue().plan();
        var died = claimed().getFirst();
        assertThat(claimed()).isEmpty();
        clock.pass(Duration.ofHours(1));

        runUntil("DONE");
        reports.queue().failed(died, "late", Duration.ZERO);

        assertThat(report()).containsEntry("state", "DONE");
    }

    @Test
    void a_small_account_gets_no_report_and_one_that_shrinks_none_any_more() {
        linked(4);
        reports.queue().plan();
        assertThat(claimed()).isEmpty();
        linked(5);
        reports.queue().plan();
        assertThat(claimed()).hasSize(1);
        database.useHandle(handle -> handle.execute(
                "delete from delivery where merchant_id = ?", seller.merchant().id()));
        clock.pass(Duration.ofHours(1));
        reports.queue().plan();

        assertThat(claimed()).isEmpty();
    }

    @Test
    void once_a_day_is_enough() {
        linked(10);
        reports.list(10, i -> 5);
        runUntil("DONE");
        clock.pass(Duration.ofHours(20));
        assertThat(claimed()).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(claimed()).hasSize(1);
    }

    private void runUntil(String state) {
        reports.plan();
        reports.runUntil(state);
    }

    private List<CatalogueReport> claimed() {
        return reports.claimed();
    }

    private Map<String, Object> report() {
        return reports.report();
    }

    /// Targets that show 5, which was sent long ago.
    private void linked(int howMany) {
        database.useHandle(handle -> handle.execute(
                """
                insert into delivery (merchant_id, amazon_account_id, seller_sku, marketplace, wish, wish_number,
                    wish_quantity, decided_at, due_at, channel, channel_read_at, shown_quantity)
                select ?, ?, 'S-' || i, 'DE', 'number', 1, 5, ?, ?, 'seller', ?, 5
                from generate_series(0, ? - 1) i
                on conflict do nothing
                """,
                seller.merchant().id(),
                seller.account(),
                clock.instant().minus(Duration.ofDays(3)),
                clock.instant().minus(Duration.ofDays(3)),
                clock.instant().minus(YESTERDAY),
                howMany));
        // As the database does by itself a minute after so many rows have come.
        database.useHandle(handle -> handle.execute("analyze delivery"));
    }

    private void sent(String sku, Instant at) {
        database.useHandle(handle -> handle.execute("""
                update delivery set sent_state = 'effective', sent_number = 1, sent_quantity = 5, sent_at = ?
                where merchant_id = ? and seller_sku = ?
                """, at, seller.merchant().id(), sku));
    }

    private void set(String what, String sku) {
        database.useHandle(handle -> handle.execute(
                "update delivery set " + what + " where merchant_id = ? and seller_sku = ?",
                seller.merchant().id(),
                sku));
    }

    private long count(String which) {
        return skus(which).size();
    }

    private List<String> skus(String which) {
        return database.withHandle(handle -> handle.select(
                        "select seller_sku from delivery where merchant_id = ? and " + which + " order by 1",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    /// All that is known of the targets, but when they are looked at next.
    private List<String> believed() {
        return database.withHandle(handle -> handle.select(
                        "select (to_jsonb(d) - 'read_due_at')::text from delivery d where merchant_id = ? order by seller_sku",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    private JsonNode view() {
        return seller.calls()
                .get("/api/v1/amazon-accounts/%d/catalogue-reports".formatted(seller.account()))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }
}
