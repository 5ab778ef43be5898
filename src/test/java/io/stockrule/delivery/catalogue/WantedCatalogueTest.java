package io.stockrule.delivery.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.catalogue.CatalogueKey;
import io.stockrule.listing.catalogue.CatalogueRow;
import io.stockrule.listing.catalogue.Catalogues;
import io.stockrule.listing.catalogue.KeptCatalogue;
import io.stockrule.listing.catalogue.TestCatalogues;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A catalogue that somebody wants is fetched before the simulated Amazon, in simulated time.
@QuarkusTest
class WantedCatalogueTest {
    @TempDir
    Path memory;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private SimulatedReports reports;
    private TestClock clock;
    private CatalogueKey key;

    @BeforeEach
    void start() {
        seller = TestSeller.create();
        reports = new SimulatedReports(memory, seller);
        clock = reports.clock();
        reports.atTheServicesTime();
        key = new CatalogueKey(seller.key(), "DE");
    }

    @AfterEach
    void stop() {
        reports.close();
    }

    @Test
    void whoever_asks_gets_the_rows_and_sees_how_far_it_is() {
        reports.listings("""
                [{"sku":"A","name":"Mug","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]},
                 {"sku":"F","channels":[{"fulfillment_channel_code":"AMAZON_EU"}]}]""");
        seller.calls()
                .body(Map.of("marketplace", "DE"))
                .post(address("/catalogue-reports"))
                .then()
                .statusCode(202)
                .body("state", equalTo("TO_ASK"))
                .body("daily", equalTo(false));
        assertThat(report().path("wantedAt").isMissingNode()).isFalse();

        want();
        reports.runUntil("WAITING");
        assertThat(report().path("state").asText()).isEqualTo("WAITING");
        reports.runUntil("DONE");

        assertThat(report().path("wantedAt").isMissingNode()).isTrue();
        assertThat(report().path("nextAt").isMissingNode()).isTrue();
        assertThat(report().at("/catalogue/listed").asInt()).isEqualTo(2);
        assertThat(report().at("/catalogue/dataAt").isMissingNode()).isFalse();
        assertThat(report().at("/read/agreed").isMissingNode()).isTrue();
        assertThat(rows())
                .extracting(CatalogueRow::sellerSku, CatalogueRow::quantity)
                .containsExactly(tuple("A", OptionalInt.of(3)), tuple("F", OptionalInt.empty()));
        assertThat(rows().getFirst().title()).isEqualTo("Mug");
        assertThat(rows()).extracting(CatalogueRow::asin).allMatch(asin -> asin.startsWith("B0"));
        assertThat(rows()).extracting(CatalogueRow::channel).containsExactly("DEFAULT", "AMAZON_EU");
    }

    @Test
    void a_small_account_is_not_asked_about_again_by_itself() {
        reports.list(2, _ -> 1);
        fetch();
        clock.pass(Duration.ofDays(3));
        reports.plan();

        assertThat(reports.claimed()).isEmpty();
        assertThat(catalogue()).isPresent();
    }

    @Test
    void whoever_asks_while_one_is_made_gets_that_one() {
        reports.list(2, _ -> 1);
        want();
        reports.runUntil("WAITING");
        want();
        reports.runUntil("DONE");

        assertThat(reports.calls()).containsEntry("createReport", 1);
        assertThat(reports.claimed()).isEmpty();
    }

    @Test
    void a_failure_is_told_and_leaves_the_last_rows_in_force_and_asking_again_does_not_wait() {
        reports.list(2, _ -> 1);
        fetch();
        long before = catalogue().orElseThrow().reading();
        reports.list(3, _ -> 1);
        reports.fault("report", "ISSUE", 1);
        want();
        reports.runUntil("FAILED");

        assertThat(report().path("problem").asText()).isEqualTo("Amazon failed to make the report");
        assertThat(report().path("wantedAt").isMissingNode()).isFalse();
        assertThat(catalogue()).map(KeptCatalogue::reading).contains(before);
        assertThat(rows()).hasSize(2);
        want();
        assertThat(reports.claimed()).hasSize(1);
        clock.pass(Duration.ofHours(1));
        reports.runUntil("DONE");
        assertThat(rows()).hasSize(3);
    }

    /// Of two merchants, the one's is never made.
    @Test
    void the_report_of_one_that_fails_stops_no_other() {
        var other = new CatalogueKey(TestSeller.create().key(), "DE");
        reports.list(2, _ -> 1);
        reports.fault("report", "HANG", 1);
        want();
        reports.runUntil("WAITING");
        reports.queue().ask(other);
        for (int i = 0; i < 20; i++) {
            reports.claimed(List.of(key.account(), other.account())).forEach(reports::step);
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(reports.report()).containsEntry("state", "WAITING");
        assertThat(reports.kept().catalogues().find(other)).isPresent();
    }

    @Test
    void a_document_that_breaks_off_while_it_is_fetched_is_fetched_again() {
        reports.list(5_000, _ -> 1);
        reports.fault("document", "CLOSE", 1);
        want();
        reports.runUntil("DONE");

        assertThat(catalogue().orElseThrow().listed()).isEqualTo(5_000);
    }

    /// The one died while it wrote; when it wakes up after all, nothing comes of it.
    @Test
    void another_replica_goes_on_where_one_died_and_the_late_one_leaves_nothing() {
        reports.list(3, _ -> 1);
        want();
        reports.runUntil("WAITING");
        clock.pass(Duration.ofMinutes(2));
        var died = reports.claimed().getFirst();
        var late = reports.kept().catalogues().begin(key, died.fence()).orElseThrow();
        late.row(row(1, "LATE"));
        late.complete();
        assertThat(report().path("rowsSoFar").asLong()).isEqualTo(1);
        assertThat(catalogue()).isEmpty();
        clock.pass(Duration.ofHours(1));

        reports.runUntil("DONE");
        late.row(row(2, "LATER"));
        late.complete();
        reports.queue()
                .done(
                        died,
                        new CatalogueQueue.Outcome(clock.instant(), 2, 0, Optional.empty()),
                        Optional.empty(),
                        Optional.of(late));

        assertThat(rows()).extracting(CatalogueRow::sellerSku).containsExactly("S-0", "S-1", "S-2");
        reports.kept().sweep().sweep();
        assertThat(stored("catalogue_row")).isEqualTo(3);
    }

    @Test
    void an_odd_row_is_told_with_its_line_and_costs_no_other() {
        reports.account("""
                {"millis":60000,"packed":false,"more":"%s"}""".formatted(String.join(
                "\\n",
                line("S-0", "DEFAULT", "7"),
                line("S-1", "AMAZON_EU", ""),
                "CUT",
                line("L".repeat(41), "DEFAULT", "1"),
                line("M", "DEFAULT", "many"),
                line("LAST", "DEFAULT", "2"))));
        reports.list(2, _ -> 1);
        fetch();

        assertThat(rows()).extracting(CatalogueRow::sellerSku).containsExactly("LAST", "S-0", "S-1");
        assertThat(rows()).extracting(CatalogueRow::channel).containsExactly("DEFAULT", "DEFAULT", "AMAZON_EU");
        assertThat(rows()).extracting(CatalogueRow::quantity).contains(OptionalInt.of(1));
        seller.calls()
                .get(address("/catalogues/DE/odd-rows"))
                .then()
                .statusCode(200)
                .body("items.line", equalTo(List.of(4, 5, 6, 7, 8)))
                .body("items[0].problem", equalTo("the SKU \"S-0\" stands in line 2 already"))
                .body("items[2].problem", containsString("the line has 1 cell"))
                .body("items[3].problem", equalTo("this is no SKU of Amazon's"))
                .body("items[4].problem", equalTo("this is no quantity"));
        assertThat(report().at("/catalogue/odd").asInt()).isEqualTo(5);
        assertThat(report().at("/catalogue/listed").asInt()).isEqualTo(3);
        seller.calls()
                .get(address("/catalogues/DE/odd-rows?limit=2&after=5"))
                .then()
                .body("items.line", equalTo(List.of(6, 7)))
                .body("next", equalTo("7"));
    }

    /// Which of them comes in which batch is no matter.
    @Test
    void a_sku_that_stands_there_twice_is_the_sellers_only_if_both_rows_say_so() {
        want();
        var writing = reports.kept().catalogues().begin(key, 1).orElseThrow();
        writing.row(row(1, "A"));
        writing.row(new CatalogueRow(2, "B", "", "", "AMAZON_EU", OptionalInt.empty(), ""));
        for (int i = 3; i < 3_000; i++) {
            writing.row(row(i, "S-" + i));
        }
        writing.row(new CatalogueRow(3_000, "A", "", "", "AMAZON_EU", OptionalInt.empty(), ""));
        writing.row(row(3_001, "B"));
        writing.row(row(3_002, "S-2999"));
        writing.complete();
        database.useTransaction(handle -> writing.end(handle, clock.instant(), clock.instant()));

        var kept = catalogue().orElseThrow();
        assertThat(kept.listed()).isEqualTo(2_999);
        assertThat(kept.odd()).isEqualTo(3);
        assertThat(reports.kept()
                        .catalogues()
                        .rows(kept, List.of("A", "B", "S-2999"))
                        .values())
                .extracting(CatalogueRow::channel)
                .containsExactlyInAnyOrder("AMAZON_EU", "AMAZON_EU", "DEFAULT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE"})
    void the_encoding_of_the_document_is_honoured(String encoding) {
        reports.account("{\"millis\":60000,\"packed\":true,\"charset\":\"%s\"}".formatted(encoding));
        reports.listings("""
                [{"sku":"KÄSE","name":"Größe","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]}]""");
        fetch();

        assertThat(rows()).extracting(CatalogueRow::sellerSku).containsExactly("KÄSE");
        assertThat(rows()).extracting(CatalogueRow::title).containsExactly("Größe");
    }

    @Test
    void a_report_with_more_rows_than_are_kept_is_refused_with_a_word() {
        reports.list(11, _ -> 1);
        reports.use(5, 10, 10);
        want();
        reports.runUntil("FAILED");

        assertThat(report().path("problem").asText()).contains("more than 10 rows");
        assertThat(catalogue()).isEmpty();
    }

    @Test
    void of_many_odd_rows_the_first_are_kept_and_all_are_counted() {
        reports.account("""
                {"millis":60000,"packed":true,"more":"%s"}""".formatted("CUT\\n".repeat(5)));
        reports.use(5, 10, 3);
        fetch();

        assertThat(report().at("/catalogue/odd").asInt()).isEqualTo(5);
        assertThat(stored("catalogue_odd_row")).isEqualTo(3);
    }

    @Test
    void what_nobody_has_asked_for_in_a_long_time_goes() {
        reports.list(3, _ -> 1);
        fetch();
        clock.pass(TestCatalogues.KEPT_FOR.minusMinutes(5));
        reports.kept().sweep().sweep();
        assertThat(rows()).hasSize(3);
        clock.pass(Duration.ofMinutes(10));
        assertThat(catalogue()).isEmpty();
        reports.kept().sweep().sweep();

        assertThat(stored("catalogue_row")).isZero();
        assertThat(stored("catalogue")).isZero();
        reports.plan();
        assertThat(reports.report()).isEmpty();
    }

    /// A replica of the version before knows nothing of those who want one, and a report of a small account is nothing
    /// to it.
    @Test
    void a_wish_outlives_a_replica_that_forgets_the_report_or_reads_it_for_itself() {
        reports.list(3, _ -> 1);
        want();
        set("delete from catalogue_report where merchant_id = ?");
        reports.plan();
        assertThat(reports.claimed()).hasSize(1);
        set("update catalogue_report set state = 'DONE', due_at = now() + interval '1 day' where merchant_id = ?");
        reports.plan();
        clock.pass(Duration.ofHours(1));
        reports.runUntil("DONE");

        assertThat(rows()).hasSize(3);
    }

    @Test
    void the_daily_report_of_a_large_account_keeps_its_rows_new() {
        linked(6);
        reports.list(6, _ -> 5);
        fetch();
        assertThat(report().path("daily").asBoolean()).isFalse();
        reports.plan();
        reports.list(7, _ -> 5);
        clock.pass(Duration.ofHours(22));
        reports.runUntil("WAITING");
        reports.runUntil("DONE");

        assertThat(rows()).hasSize(7);
        assertThat(report().path("daily").asBoolean()).isTrue();
        assertThat(report().at("/read/missing").asInt()).isZero();
    }

    @Test
    void of_an_account_with_unreadable_secrets_the_reason_is_told_and_another_replica_may_try() {
        want();
        var step = reports.claimed().getFirst();
        reports.queue().stuck(step, "cannot be decrypted", Duration.ofMinutes(2));

        assertThat(report().path("problem").asText()).isEqualTo("cannot be decrypted");
        assertThat(reports.claimed()).isEmpty();
        clock.pass(Duration.ofMinutes(2));
        reports.runUntil("WAITING");
        assertThat(report().path("problem").isMissingNode()).isTrue();
    }

    @Test
    void an_account_that_amazon_refuses_says_so() {
        want();
        set(
                "update amazon_account set suspended_until = '2999-01-01T00:00:00Z', suspended_reason = 'revoked' where merchant_id = ?");

        assertThat(report().path("problem").asText()).contains("left alone until 2999-01-01T00:00:00Z: revoked");
        assertThat(reports.claimed()).isEmpty();
    }

    @Test
    void a_marketplace_of_another_region_is_refused() {
        ask(seller.merchant(), "US")
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:marketplace-not-in-region"));
    }

    @Test
    void another_merchants_account_is_not_found() {
        ask(TestMerchant.create("Thief"), "DE").statusCode(404);
        assertThat(reports.report()).isEmpty();
    }

    private ValidatableResponse ask(TestMerchant merchant, String marketplace) {
        return merchant.calls()
                .contentType("application/json")
                .body(Map.of("marketplace", marketplace))
                .post(address("/catalogue-reports"))
                .then();
    }

    /// As the simulator orders the columns in Germany, within JSON.
    private static String line(String sku, String channel, String quantity) {
        return "More\\t\\t\\t%s\\t\\t%s\\t\\ty\\t1\\t11\\tB0\\t\\t\\t%s\\t\\tActive".formatted(sku, quantity, channel);
    }

    /// Targets that show 5, which was sent long ago.
    private void linked(int howMany) {
        database.useHandle(handle -> handle.execute(
                """
                insert into delivery (merchant_id, amazon_account_id, seller_sku, marketplace, wish, wish_number,
                    wish_quantity, decided_at, due_at, channel, channel_read_at, shown_quantity)
                select ?, ?, 'S-' || i, 'DE', 'number', 1, 5, ?, ?, 'seller', ?, 5
                from generate_series(0, ? - 1) i
                """,
                seller.merchant().id(),
                seller.account(),
                clock.instant().minus(Duration.ofDays(3)),
                clock.instant().minus(Duration.ofDays(3)),
                clock.instant().minus(Duration.ofHours(22)),
                howMany));
    }

    /// As the resource does, in simulated time.
    private void want() {
        assertThat(reports.queue().ask(key)).isInstanceOf(Catalogues.Wish.Noted.class);
    }

    private void fetch() {
        want();
        reports.runUntil("DONE");
    }

    private Optional<KeptCatalogue> catalogue() {
        return reports.kept().catalogues().find(key);
    }

    private List<CatalogueRow> rows() {
        return reports.kept().catalogues().rows(catalogue().orElseThrow(), "", 10_000);
    }

    private static CatalogueRow row(long line, String sku) {
        return new CatalogueRow(line, sku, "", "", "DEFAULT", OptionalInt.of(1), "Active");
    }

    private JsonNode report() {
        return seller.calls()
                .get(address("/catalogue-reports"))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class)
                .at("/items/0");
    }

    private String address(String path) {
        return "/api/v1/amazon-accounts/%d%s".formatted(seller.account(), path);
    }

    private long stored(String table) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from " + table + " where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }

    private void set(String statement) {
        database.useHandle(handle -> handle.execute(statement, seller.merchant().id()));
    }
}
