package io.stockrule.listing.linkmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.delivery.catalogue.SimulatedReports;
import io.stockrule.listing.Targets;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.catalogue.PackGuess;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the simulated Amazon lists is fetched and linked by.
@QuarkusTest
class CatalogueLinkingTest {
    private static final Logger LOG = Logger.getLogger(CatalogueLinkingTest.class);
    private static final int MANY = Integer.getInteger("catalogue.offers", 2_000);

    private static final Pattern ABOUT_ROWS = Pattern.compile("catalogue|variant|unnest");

    /// One of each kind.
    private static final List<String> OFFERS =
            List.of("MUG-2PK", "MUG_x3", "OTHER", "SKU-1", "SKU-3", "SKU-4", "SKU-TWICE", "sku-2");

    private static final String FBA = "SKU-3";

    @TempDir
    Path memory;

    @Inject
    Targets targets;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private SimulatedReports reports;
    private long list;

    @BeforeEach
    void start() {
        seller = TestSeller.create();
        seller.rename(5, "MUG");
        list = seller.list("Default");
        reports = new SimulatedReports(memory, seller);
        reports.atTheServicesTime();
    }

    @AfterEach
    void stop() {
        database.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        reports.close();
    }

    private void fetchOffers() {
        reports.listings(OFFERS.stream()
                .map(sku -> """
                        {"sku":"%s","channels":[%s]}""".formatted(
                                sku,
                                sku.equals(FBA)
                                        ? "{\"fulfillment_channel_code\":\"AMAZON_EU\"}"
                                        : "{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":4}"))
                .collect(Collectors.joining(",", "[", "]")));
        reports.fetch();
    }

    @Test
    void proposals_are_told_by_kind_and_are_those_of_an_uploaded_file() {
        seller.link(list, 4, "SKU-4");
        fetchOffers();
        var told = get("/proposals?sellingList=" + list).path("items");

        assertThat(kinds(told))
                .containsEntry("SKU-1", "EXACT")
                .containsEntry("sku-2", "NEAR")
                .containsEntry("SKU-3", "FBA")
                .containsEntry("SKU-4", "LINKED")
                .containsEntry("SKU-TWICE", "AMBIGUOUS")
                .containsEntry("MUG-2PK", "PACK")
                .containsEntry("MUG_x3", "PACK")
                .containsEntry("OTHER", "UNMATCHED");
        var pack = told.valueStream()
                .filter(it -> it.at("/proposal/amazonSku").asText().equals("MUG_x3"))
                .findFirst()
                .orElseThrow();
        assertThat(pack.at("/proposal/packs/0/variantId").asInt()).isEqualTo(5);
        assertThat(pack.at("/proposal/packs/0/packSize").asInt()).isEqualTo(3);
        assertThat(pack.at("/proposal/packs/0/guess").asBoolean()).isTrue();
        assertThat(pack.at("/offer/quantity").asInt()).isEqualTo(4);
        var file = OFFERS.stream()
                .map(sku -> sku + "\t" + (sku.equals(FBA) ? "AMAZON_EU" : "DEFAULT"))
                .collect(Collectors.joining("\n", "seller-sku\tfulfillment-channel\n", "\n"));
        var uploaded = seller.merchant()
                .calls()
                .contentType("text/tab-separated-values")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/selling-lists/%d/proposals".formatted(list))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
        assertThat(withoutLines(uploaded.path("proposals").valueStream().toList()))
                .containsExactlyInAnyOrderElementsOf(withoutLines(
                        told.valueStream().map(it -> it.path("proposal")).toList()));
        assertThat(uploaded.path("packs").asInt()).isEqualTo(2);
    }

    @Test
    void counts_say_how_much_there_is_from_both_sides() {
        seller.link(list, 4, "SKU-4");
        seller.add(list, variant(1), variant(2), variant(5), variant(6));
        fetchOffers();

        for (var scope : List.of("?sellingList=" + list, "")) {
            var counts = get("/proposals/counts" + scope);
            assertThat(counts.path("exact").asInt()).isEqualTo(1);
            assertThat(counts.path("packs").asInt()).isEqualTo(2);
            assertThat(counts.path("near").asInt()).isEqualTo(1);
            assertThat(counts.path("linked").asInt()).isEqualTo(1);
            assertThat(counts.path("fba").asInt()).isEqualTo(1);
            assertThat(counts.path("ambiguous").asInt()).isEqualTo(scope.isEmpty() ? 0 : 1);
            assertThat(counts.path("unmatched").asInt()).isEqualTo(scope.isEmpty() ? 2 : 1);
            assertThat(counts.path("refused").asInt()).isZero();
            assertThat(counts.path("notLinkedListings").asInt()).isEqualTo(4);
            assertThat(counts.path("unmatchedListings").asInt()).isEqualTo(1);
        }
    }

    @Test
    void pages_have_each_amazon_sku_once() {
        fetchOffers();

        assertThat(allPages("/proposals?limit=3")).containsExactlyInAnyOrderElementsOf(OFFERS);
        assertThat(allPages("/proposals?limit=1&kind=PACK&sellingList=" + list))
                .containsExactlyInAnyOrder("MUG-2PK", "MUG_x3");
        call(seller.merchant(), "/proposals?kind=WRONG").statusCode(400);
    }

    @Test
    void a_listing_that_is_not_linked_is_shown_with_all_that_may_be_its_own() {
        seller.link(list, 4, "SKU-4");
        seller.add(list, variant(2), variant(3), variant(5), variant(6));
        fetchOffers();
        var found = get("/not-linked?sellingList=" + list).path("items");

        assertThat(found.findValuesAsText("sku")).containsExactly("SKU-2", "SKU-3", "MUG", "SKU-6");
        assertThat(found.at("/0/candidates/0/how").asText()).isEqualTo("NEAR");
        assertThat(found.at("/0/candidates/0/guess").asBoolean()).isTrue();
        assertThat(found.at("/1/candidates/0/fba").asBoolean()).isTrue();
        assertThat(found.at("/2/candidates").findValuesAsText("amazonSku"))
                .containsExactlyInAnyOrder("MUG-2PK", "MUG_x3");
        assertThat(found.at("/2/candidates").findValuesAsText("packSize")).containsExactlyInAnyOrder("2", "3");
        assertThat(found.at("/3/candidates")).isEmpty();
        assertThat(get("/not-linked?unmatched=true").path("items").findValuesAsText("sku"))
                .containsExactly("SKU-6");
        assertThat(get("/not-linked?limit=2").path("next").isMissingNode()).isFalse();
    }

    @Test
    void all_that_is_exact_is_linked_at_once_after_a_dry_run_that_says_the_same() {
        seller.add(list, variant(1), variant(3));
        fetchOffers();
        var dry = link("?dryRun=true&sellingList=" + list, Map.of("exact", true));
        assertThat(sellerSkus()).isEmpty();
        var wet = link("?sellingList=" + list, Map.of("exact", true));

        assertThat(dry.path("results")).isEqualTo(wet.path("results"));
        assertThat(wet.path("linked").asInt()).isEqualTo(1);
        assertThat(wet.path("added").asInt()).isEqualTo(1);
        assertThat(sellerSkus()).containsExactlyInAnyOrder("SKU-1", "SKU-4");
        assertThat(targets.isDue(seller.target("SKU-1"))).isTrue();
        var again = link("?sellingList=" + list, Map.of("exact", true));
        assertThat(again.path("results")).isEmpty();
    }

    @Test
    void without_a_list_only_listings_that_are_there_are_linked_each_where_it_is() {
        long other = seller.list("Default");
        seller.add(list, variant(1));
        seller.add(other, variant(4));
        fetchOffers();
        var done = link("", Map.of("exact", true));

        assertThat(done.path("linked").asInt()).isEqualTo(2);
        assertThat(done.path("added").asInt()).isZero();
        assertThat(sellerSkus()).containsExactlyInAnyOrder("SKU-1", "SKU-4");
    }

    @Test
    void of_a_variant_in_two_lists_neither_is_linked_by_itself() {
        long other = seller.list("Default");
        seller.add(list, variant(1));
        seller.add(other, variant(1));
        fetchOffers();

        assertThat(kinds(get("/proposals").path("items"))).containsEntry("SKU-1", "AMBIGUOUS");
        assertThat(link("", Map.of("exact", true)).path("results")).isEmpty();
    }

    @Test
    void each_chosen_row_is_answered_for_with_its_pack() {
        fetchOffers();
        var done = link(
                "?sellingList=" + list,
                rows(
                        Map.of("amazonSku", "MUG-2PK", "variantId", 5, "packSize", 2),
                        Map.of("amazonSku", "sku-2", "variantId", 2),
                        Map.of("amazonSku", "SKU-1"),
                        Map.of("amazonSku", FBA),
                        Map.of("amazonSku", FBA, "variantId", 3),
                        Map.of("amazonSku", "NEVER"),
                        Map.of("amazonSku", "OTHER"),
                        Map.of("amazonSku", "OTHER", "variantId", 99),
                        Map.of("amazonSku", "OTHER", "listing", 99),
                        Map.of("amazonSku", "SKU-TWICE")));

        assertThat(done.path("results").findValuesAsText("outcome").subList(0, 3))
                .containsOnly("ADDED");
        assertThat(done.path("refused").asInt()).isEqualTo(7);
        assertThat(done.path("results").findValuesAsText("type"))
                .containsExactly(
                        "fulfilled-by-amazon",
                        "fulfilled-by-amazon",
                        "unknown-amazon-sku",
                        "no-exact-match",
                        "unknown-variant",
                        "unknown-listing",
                        "no-exact-match");
        assertThat(done.path("results").findValuesAsText("line"))
                .hasSize(10)
                .startsWith("1", "2")
                .endsWith("10");
        assertThat(packs()).containsExactlyInAnyOrder("MUG-2PK 2", "sku-2 1", "SKU-1 1");
    }

    @Test
    void a_row_that_is_taken_again_is_unchanged_and_one_that_says_otherwise_refused() {
        seller.add(list, variant(5));
        long listing = listingOf(5);
        fetchOffers();
        var row = Map.<String, Object>of("amazonSku", "MUG-2PK", "listing", listing, "packSize", 2);

        assertThat(link("", rows(row)).at("/results/0/outcome").asText()).isEqualTo("LINKED");
        assertThat(link("", rows(row)).at("/results/0/outcome").asText()).isEqualTo("UNCHANGED");
        assertThat(link("", rows(Map.of("amazonSku", "MUG-2PK")))
                        .at("/results/0/outcome")
                        .asText())
                .isEqualTo("UNCHANGED");
        assertThat(problem(Map.of("amazonSku", "MUG-2PK", "listing", listing, "packSize", 3)))
                .isEqualTo("pack-otherwise");
        assertThat(problem(Map.of("amazonSku", "MUG_x3", "listing", listing, "packSize", 3)))
                .isEqualTo("linked-otherwise");
        assertThat(problem(Map.of("amazonSku", "MUG_x3", "variantId", 5))).isEqualTo("variant-unclear");
        assertThat(packs()).containsExactly("MUG-2PK 2");
    }

    @Test
    void several_amazon_skus_of_one_variant_are_linked_each_with_its_pack_in_a_list_of_its_own() {
        long packs = seller.list("Default");
        fetchOffers();
        link("?sellingList=" + list, rows(Map.of("amazonSku", "MUG-2PK", "variantId", 5, "packSize", 2)));
        link("?sellingList=" + packs, rows(Map.of("amazonSku", "MUG_x3", "variantId", 5, "packSize", 3)));

        assertThat(packs()).containsExactlyInAnyOrder("MUG-2PK 2", "MUG_x3 3");
    }

    @Test
    void several_amazon_skus_of_one_variant_are_linked_in_one_list_each_with_its_pack() {
        seller.add(list, variant(5));
        fetchOffers();
        var body = rows(
                Map.of("amazonSku", "MUG_x3", "variantId", 5, "packSize", 3),
                Map.of("amazonSku", "MUG-2PK", "listing", listingOf(5), "packSize", 2),
                Map.of("amazonSku", "SKU-1", "packSize", 1),
                Map.of("amazonSku", "OTHER", "variantId", 1, "packSize", 6));
        var dry = link("?dryRun=true&sellingList=" + list, body);
        var wet = link("?sellingList=" + list, body);

        assertThat(dry.path("results")).isEqualTo(wet.path("results"));
        assertThat(wet.path("results").findValuesAsText("outcome"))
                .containsExactly("ADDED", "LINKED", "ADDED", "ADDED");
        assertThat(packs()).containsExactlyInAnyOrder("MUG-2PK 2", "MUG_x3 3", "SKU-1 1", "OTHER 6");
        assertThat(link("?sellingList=" + list, body).path("unchanged").asInt()).isEqualTo(4);
        assertThat(kinds(get("/proposals?sellingList=" + list).path("items")))
                .containsEntry("MUG-2PK", "LINKED")
                .containsEntry("MUG_x3", "LINKED")
                .containsEntry("OTHER", "LINKED");
    }

    @Test
    void a_pack_that_is_linked_first_leaves_the_rest_to_those_who_say_their_pack() {
        fetchOffers();
        link("?sellingList=" + list, rows(Map.of("amazonSku", "OTHER", "variantId", 1, "packSize", 6)));

        var all = link("?sellingList=" + list, Map.of("exact", true));
        assertThat(all.path("results").findValuesAsText("amazonSku")).contains("SKU-1");
        assertThat(all.path("results").findValuesAsText("type")).containsExactly("linked-otherwise");
        var chosen = link("?sellingList=" + list, rows(Map.of("amazonSku", "SKU-1", "packSize", 1)));
        assertThat(chosen.at("/results/0/outcome").asText()).isEqualTo("ADDED");
        assertThat(packs()).contains("OTHER 6", "SKU-1 1");
    }

    @Test
    void the_same_rows_taken_by_two_at_once_are_linked_once() throws Exception {
        fetchOffers();
        var outcomes = new ArrayList<String>();
        try (var two = Executors.newFixedThreadPool(2)) {
            var body = rows(Map.of("amazonSku", "SKU-1", "variantId", 1), Map.of("amazonSku", "SKU-4", "variantId", 4));
            Callable<JsonNode> call = () -> link("?sellingList=" + list, body);
            for (var answer : two.invokeAll(List.of(call, call))) {
                outcomes.addAll(answer.get().path("results").findValuesAsText("outcome"));
            }
        }

        assertThat(outcomes).containsExactlyInAnyOrder("ADDED", "ADDED", "UNCHANGED", "UNCHANGED");
        assertThat(sellerSkus()).containsExactlyInAnyOrder("SKU-1", "SKU-4");
    }

    @Test
    void what_is_not_there_or_another_merchants_is_not_found() {
        call(seller.merchant(), "/proposals").statusCode(404);
        fetchOffers();
        call(TestMerchant.create("Thief"), "/proposals").statusCode(404);
        call(seller.merchant(), "/proposals?sellingList=" + TestSeller.create().list("Default"))
                .statusCode(404);
        seller.calls()
                .get("/api/v1/amazon-accounts/%d/catalogues/FR/proposals".formatted(seller.account()))
                .then()
                .statusCode(404);
        seller.calls()
                .body("{}")
                .post(address("/actions/link"))
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:rows-unclear"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            AMAZON SKU  | BASE  | PIECES
            MUG-2PK     | MUG   | 2
            MUG_x3      | MUG   | 3
            MUG-SET4    | MUG   | 4
            MUG 12 pack | -     | -
            MUG-10Pack  | MUG   | 10
            A-B-2PK     | A-B   | 2
            MUG2PK      | -     | -
            MUG-1PK     | -     | -
            MUG-0X      | -     | -
            MUG-02PK    | -     | -
            MUG-1000PK  | -     | -
            MUG-2       | -     | -
            MUG-PK      | -     | -
            """)
    void only_plain_suffixes_are_taken_for_packs(String sku, String base, Integer pieces) {
        var guess = PackGuess.of(sku);

        assertThat(guess.map(PackGuess::base).orElse(null)).isEqualTo(base);
        assertThat(guess.map(PackGuess::pieces).orElse(null)).isEqualTo(pieces);
    }

    /// Shows it for as many as wanted: `-Dcatalogue.offers=100000`.
    @Test
    void a_large_catalogue_is_fetched_matched_and_linked_without_a_statement_per_row() {
        sellMany();
        reports.list(MANY, _ -> 5);
        int fetching = statements(reports::fetch);
        // As the database does by itself a minute after so many rows have come.
        database.useHandle(handle -> handle.execute("analyze catalogue_row"));
        var counts = new JsonNode[1];
        int counting = statements(() -> counts[0] = get("/proposals/counts?sellingList=" + list));
        var linked = new AtomicInteger();
        int linking = statements(() -> linked.set(linkAll()));
        LOG.infof("%d offers: %d statements to fetch, %d to match, %d to link", MANY, fetching, counting, linking);

        assertThat(counts[0].path("exact").asInt()).isEqualTo(MANY);
        assertThat(counts[0].path("unmatchedListings").asInt()).isZero();
        assertThat(linked.get()).isEqualTo(MANY);
        assertThat(fetching).isLessThan(50 + MANY / 1_000);
        assertThat(counting).isLessThan(50 + MANY / 80);
        assertThat(linking).isLessThan(50 + MANY / 50);
        assertThat(get("/proposals/counts?sellingList=" + list).path("linked").asInt())
                .isEqualTo(MANY);
    }

    private int linkAll() {
        int linked = 0;
        var next = "";
        do {
            var done = link("?sellingList=" + list + "&after=" + next, Map.of("exact", true));
            linked += done.path("linked").asInt();
            next = done.path("next").asText("");
        } while (!next.isEmpty());
        return linked;
    }

    /// Listings that are not linked, of variants with the SKUs S-0, S-1, and so on.
    private void sellMany() {
        database.useHandle(handle -> {
            handle.execute("""
                    insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                        product_type, tags, barcode, collections, keeps_selling)
                    select ?, ?, 1000 + i, 1000 + i, 'S-' || i, '', '', '', '{}', '', '{}', false
                    from generate_series(0, ? - 1) i
                    """, seller.merchant().id(), seller.shop(), MANY);
            handle.execute("""
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                        pack_size, created_at)
                    select ?, nextval('stockrule_id'), ?, ?, ?, 1000 + i, 1, now() from generate_series(0, ? - 1) i
                    """, seller.merchant().id(), list, seller.account(), seller.shop(), MANY);
            handle.execute("analyze variant");
            handle.execute("analyze listing");
        });
    }

    /// Whatever else goes on meanwhile is not counted.
    private int statements(Runnable work) {
        var count = new AtomicInteger();
        database.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                if (ABOUT_ROWS.matcher(context.getRenderedSql()).find()) {
                    count.incrementAndGet();
                }
            }
        });
        work.run();
        database.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return count.get();
    }

    private Map<String, Object> variant(long id) {
        return Map.of("shop", seller.shop(), "variantId", id);
    }

    @SafeVarargs
    private static Map<String, Object> rows(Map<String, ?>... rows) {
        return Map.of("rows", List.of(rows));
    }

    private String problem(Map<String, Object> row) {
        return link("", rows(row)).at("/results/0/problem/type").asText();
    }

    private JsonNode link(String query, Map<String, Object> body) {
        return seller.calls()
                .body(body)
                .post(address("/actions/link" + query))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private JsonNode get(String path) {
        return call(seller.merchant(), path).statusCode(200).extract().as(JsonNode.class);
    }

    private ValidatableResponse call(TestMerchant merchant, String path) {
        return merchant.calls().get(address(path)).then();
    }

    private String address(String path) {
        return "/api/v1/amazon-accounts/%d/catalogues/DE%s".formatted(seller.account(), path);
    }

    private static Map<String, String> kinds(JsonNode items) {
        return items.valueStream()
                .map(it -> it.path("proposal"))
                .collect(Collectors.toMap(
                        it -> it.path("amazonSku").asText(),
                        it -> it.path("kind").asText()));
    }

    private static List<String> withoutLines(List<JsonNode> proposals) {
        return proposals.stream()
                .map(JsonNode::toString)
                .map(text -> text.replaceFirst("\"line\":[0-9]+,", ""))
                .toList();
    }

    private List<String> allPages(String path) {
        var found = new ArrayList<String>();
        var next = "";
        do {
            var page = get(path + "&after=" + next);
            found.addAll(page.path("items").findValuesAsText("amazonSku"));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return found;
    }

    private List<String> sellerSkus() {
        return column("select seller_sku from listing where merchant_id = ? and seller_sku is not null");
    }

    private List<String> packs() {
        return column(
                "select seller_sku || ' ' || pack_size from listing where merchant_id = ? and seller_sku is not null");
    }

    private long listingOf(long variant) {
        return Long.parseLong(column("select listing_id from listing where merchant_id = ? and variant_id = " + variant)
                .getFirst());
    }

    private List<String> column(String statement) {
        return database.withHandle(
                handle -> handle.select(statement, seller.merchant().id())
                        .mapTo(String.class)
                        .list());
    }
}
