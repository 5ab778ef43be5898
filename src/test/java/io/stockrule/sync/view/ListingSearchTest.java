package io.stockrule.sync.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingState;
import io.stockrule.listing.state.ListingStates;
import io.stockrule.listing.state.ListingStatus;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ListingSearchTest {
    @Inject
    Decider decider;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private long candles;

    @BeforeEach
    void sellFourProducts() {
        database.useHandle(handle -> handle.execute("update target set due_at = null"));
        seller = TestSeller.create();
        title(1, "Vanilla Candle 100% wax");
        title(2, "Käse_Glocke");
        title(3, "CANDLE holder \\ brass");
        title(4, "Yoga mat");
        candles = seller.list("Default");
        long others = seller.list("Default");
        seller.link(candles, 1, "AMZ-VANILLA");
        seller.link(candles, 2, "AMZ-CHEESE");
        seller.link(others, 3, "AMZ-HOLDER");
        seller.link(others, 4, "AMZ-MAT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, nullValues = "-", textBlock = """
            candle  | SKU-1 SKU-3
            KÄSE    | SKU-2
            sku-4   | SKU-4
            amz-m   | SKU-4
            %       | SKU-1
            _       | SKU-2
            \\      | SKU-3
            100% w  | SKU-1
            ' yoga '| SKU-4
            zebra   | -
            """)
    void a_search_finds_parts_of_titles_and_skus_literally_whatever_the_case(String text, String skus) {
        assertThat(skus(found(Map.of("q", text)))).isEqualTo(skus == null ? List.of() : List.of(skus.split(" ")));
    }

    @Test
    void a_selling_list_and_a_search_narrow_together() {
        assertThat(skus(found(Map.of("q", "candle", "sellingList", candles)))).containsExactly("SKU-1");
    }

    @Test
    void statuses_are_found_and_counted() {
        Deciding.decideStale(decider);
        status("AMZ-VANILLA", ListingStatus.LINKING_ERROR);
        status("AMZ-CHEESE", ListingStatus.LINKED);
        unlink("SKU-4");

        assertThat(skus(found(Map.of("status", "Linking Error")))).containsExactly("SKU-1");
        assertThat(skus(found(Map.of("status", List.of("Pending Linking", "Not Linked")))))
                .containsExactly("SKU-3", "SKU-4");
        assertThat(skus(found(Map.of("status", "Update Error")))).isEmpty();
        var shown = found(Map.of());
        assertThat(shown.getList("items.status", String.class))
                .containsExactly("Linking Error", "Linked", "Pending Linking", "Not Linked");
        seller.merchant()
                .calls()
                .get("/api/v1/listings/counts")
                .then()
                .statusCode(200)
                .body("'Linking Error'", equalTo(1))
                .body("Linked", equalTo(1))
                .body("'Pending Linking'", equalTo(1))
                .body("'Not Linked'", equalTo(1))
                .body("'Update Error'", equalTo(0));
    }

    @Test
    void standings_are_found_and_counted() {
        status("AMZ-VANILLA", ListingStatus.LINKING_ERROR, ListingStanding.FBA);
        status("AMZ-CHEESE", ListingStatus.LINKED, ListingStanding.SOLD_OUT);
        status("AMZ-HOLDER", ListingStatus.LINKED, ListingStanding.LIVE);
        unlink("SKU-4");

        assertThat(skus(found(Map.of("standing", "FBA, not ours")))).containsExactly("SKU-1");
        assertThat(skus(found(Map.of("standing", List.of("Live", "Not linked")))))
                .containsExactly("SKU-3", "SKU-4");
        assertThat(skus(found(Map.of("standing", List.of("Live", "Sold out"), "q", "holder"))))
                .containsExactly("SKU-3");
        assertThat(skus(found(Map.of("standing", "Sold out", "status", "Linked"))))
                .containsExactly("SKU-2");
        assertThat(skus(found(Map.of("standing", "Sold out", "status", "Stopped"))))
                .isEmpty();
        assertThat(skus(found(Map.of("sku", "AMZ-HOLDER", "standing", "Live")))).containsExactly("SKU-3");
        assertThat(skus(found(Map.of("sku", "AMZ-HOLDER", "standing", "Held")))).isEmpty();
        assertThat(found(Map.of()).getList("items.standing", String.class))
                .containsExactly("FBA, not ours", "Sold out", "Live", "Not linked");
        seller.merchant()
                .calls()
                .get("/api/v1/listings/standings")
                .then()
                .statusCode(200)
                .body("'FBA, not ours'", equalTo(1))
                .body("'Sold out'", equalTo(1))
                .body("Live", equalTo(1))
                .body("'Not linked'", equalTo(1))
                .body("Error", equalTo(0));
    }

    /// A replica of the version before knows of statuses only.
    @Test
    void a_standing_does_not_outlive_the_status_that_it_was_told_for() {
        status("AMZ-VANILLA", ListingStatus.LINKED, ListingStanding.SOLD_OUT);
        database.useHandle(handle -> handle.execute(
                "update listing_state set delivery_status = 'UPDATE_ERROR' where merchant_id = ? and seller_sku = 'AMZ-VANILLA'",
                seller.merchant().id()));
        assertThat(skus(found(Map.of("standing", "Sold out")))).isEmpty();
        assertThat(skus(found(Map.of("standing", "Error")))).containsExactly("SKU-1");
    }

    @Test
    void an_unknown_standing_is_refused_with_the_known_ones() {
        seller.merchant()
                .calls()
                .queryParam("standing", "live")
                .get("/api/v1/listings")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:stockrule:problem:unknown-standing"))
                .body("detail", containsString("Sold out"));
    }

    @Test
    void a_search_narrows_by_status_and_by_exact_sku_together() {
        status("AMZ-VANILLA", ListingStatus.UPDATE_ERROR);
        status("AMZ-HOLDER", ListingStatus.LINKED);
        assertThat(skus(found(Map.of("q", "candle", "status", "Update Error")))).containsExactly("SKU-1");
        assertThat(skus(found(Map.of("sku", "AMZ-HOLDER", "status", "Linked")))).containsExactly("SKU-3");
        assertThat(skus(found(Map.of("sku", "AMZ-HOLDER", "status", "Update Error"))))
                .isEmpty();
        assertThat(skus(found(Map.of("sku", "SKU-3", "q", "brass")))).containsExactly("SKU-3");
        assertThat(skus(found(Map.of("sku", "SKU-3", "q", "yoga")))).isEmpty();
    }

    @Test
    void a_listing_that_is_linked_to_another_sku_does_not_keep_the_status_of_the_first() {
        status("AMZ-VANILLA", ListingStatus.UPDATE_ERROR);
        long listing = found(Map.of("sku", "SKU-1")).getLong("items[0].id");
        seller.calls()
                .body(Map.of("sellerSku", "AMZ-OTHER"))
                .patch("/api/v1/listings/" + listing)
                .then()
                .statusCode(200);
        assertThat(skus(found(Map.of("status", "Update Error")))).isEmpty();
        assertThat(skus(found(Map.of("status", "Pending Linking", "q", "other"))))
                .containsExactly("SKU-1");
    }

    @Test
    void an_unknown_status_is_refused_with_the_known_ones() {
        seller.merchant()
                .calls()
                .queryParam("status", "linked")
                .get("/api/v1/listings")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:stockrule:problem:unknown-status"))
                .body("detail", containsString("Update Error"));
    }

    @Test
    void pages_of_a_search_follow_each_other_without_gaps() {
        var seen = new ArrayList<String>();
        var page = found(Map.of("q", "amz", "limit", 1));
        for (;
                page.getString("next") != null;
                page = found(Map.of("q", "amz", "limit", 1, "after", page.getString("next")))) {
            seen.addAll(skus(page));
        }
        seen.addAll(skus(page));
        assertThat(seen).containsExactly("SKU-1", "SKU-2", "SKU-3", "SKU-4");
    }

    @Test
    void another_merchant_finds_and_counts_nothing_of_it() {
        var other = TestSeller.create();
        assertThat(other.merchant().calls().get("/api/v1/listings").jsonPath().getList("items"))
                .isEmpty();
        assertThat(other.merchant()
                        .calls()
                        .queryParam("q", "candle")
                        .get("/api/v1/listings")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(other.merchant()
                        .calls()
                        .get("/api/v1/listings/counts")
                        .jsonPath()
                        .<String, Integer>getMap("")
                        .values())
                .containsOnly(0);
    }

    @Test
    void a_merchant_sees_its_own_name() {
        seller.merchant().calls().get("/api/v1/merchant").then().statusCode(200).body("name", equalTo("Candle Shop"));
    }

    @Test
    void what_was_available_when_it_was_decided_is_shown() {
        stock(1, 7);
        Deciding.decideStale(decider);
        var shown = found(Map.of("sku", "SKU-1"));
        assertThat(shown.getInt("items[0].available")).isEqualTo(7);
        assertThat(shown.getInt("items[0].decided")).isEqualTo(7);
        assertThat((Object) found(Map.of("sku", "SKU-4")).get("items[0].available"))
                .isNull();
    }

    private JsonPath found(Map<String, ?> parameters) {
        return seller.merchant()
                .calls()
                .queryParams(parameters)
                .get("/api/v1/listings")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> skus(JsonPath page) {
        return page.getList("items.sku", String.class);
    }

    private void title(long variant, String title) {
        database.useHandle(handle -> handle.execute(
                "update variant set title = ? where merchant_id = ? and variant_id = ?",
                title,
                seller.merchant().id(),
                variant));
    }

    private void status(String sellerSku, ListingStatus status) {
        status(sellerSku, status, ListingStanding.ERROR);
    }

    private void status(String sellerSku, ListingStatus status, ListingStanding standing) {
        database.useTransaction(handle ->
                ListingStates.show(handle, Map.of(seller.target(sellerSku), new ListingState(status, standing))));
    }

    private void unlink(String sku) {
        database.useHandle(handle -> handle.execute("""
                update listing l set seller_sku = null from variant v
                where v.merchant_id = l.merchant_id and v.variant_id = l.variant_id and l.merchant_id = ? and v.sku = ?
                """, seller.merchant().id(), sku));
    }

    /// Straight into the tables: made known over HTTP, the stock would be asked of Shopify.
    private void stock(long variant, int units) {
        database.useHandle(handle -> {
            handle.execute("""
                    insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                    values (?, 1, ?, 11, 'Berlin', true)
                    """, seller.merchant().id(), seller.shop());
            handle.execute("""
                    insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available, state)
                    values (?, ?, ?, 11, ?, 'CONFIRMED')
                    """, seller.merchant().id(), seller.shop(), 100 + variant, units);
        });
    }
}
