package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SellingListTest {
    private static final String LISTS = "/api/v1/selling-lists";

    @Inject
    Targets targets;

    @Inject
    Jdbi database;

    @Inject
    Listings listings;

    TestSeller seller;

    @BeforeEach
    void createSeller() {
        seller = TestSeller.create();
    }

    @Test
    void a_list_starts_under_the_default_profile() {
        var id = create(Map.of()).statusCode(201).extract().jsonPath().getLong("id");
        seller.calls()
                .get(LISTS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Candles"))
                .body("profile", equalTo("Default"))
                .body("kind", equalTo("PRODUCTS"))
                .body("marketplace", equalTo("DE"))
                .body("amazonAccountId", equalTo((int) seller.account()));
    }

    @Test
    void lists_come_in_pages_with_their_profiles() {
        seller.profile("Yoga", 10).statusCode(201);
        seller.list("Default");
        seller.list("Yoga");
        var next = seller.calls()
                .get(LISTS + "?limit=1")
                .then()
                .body("items.profile", contains("Default"))
                .extract()
                .path("next");
        seller.calls()
                .get(LISTS + "?after=" + next)
                .then()
                .body("items.profile", contains("Yoga"), "next", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FIELD           | VALUE       | STATUS | TYPE
            marketplace     | US          |    422 | marketplace-not-in-region
            marketplace     | de          |    422 | marketplace-not-in-region
            marketplace     | GB          |    422 | marketplace-not-in-region
            kind            | COLLECTIONS |    422 | no-collections
            kind            | ANYTHING    |    400 | invalid-input
            profile         | Nowhere     |    404 | not-found
            amazonAccountId | 4711        |    404 | not-found
            name            | ''          |    400 | invalid-input
            """)
    void a_list_that_cannot_be_is_refused(String field, String value, int status, String type) {
        Object given = field.endsWith("Id") ? Long.valueOf(value) : value;
        create(Map.of(field, given)).statusCode(status).body("type", containsString(type));
    }

    @Test
    void every_marketplace_of_the_region_can_be_sold_in() {
        AmazonCredentials.Region.EU
                .marketplaces()
                .forEach(marketplace ->
                        create(Map.of("marketplace", marketplace)).statusCode(201));
    }

    @Test
    void another_profile_makes_the_lists_targets_stale() {
        seller.profile("Yoga", 10).statusCode(201);
        var list = seller.list("Default");
        seller.link(list, 1, "AMZ-1");
        seller.link(seller.list("Default"), 2, "AMZ-2");
        settle("AMZ-1", "AMZ-2");
        change(list, Map.of("profile", "Yoga", "name", "Mats"))
                .statusCode(200)
                .body("profile", equalTo("Yoga"), "name", equalTo("Mats"));
        assertDue("AMZ-1", true);
        assertDue("AMZ-2", false);
    }

    @Test
    void another_text_of_a_profile_makes_the_targets_under_it_stale() {
        seller.profile("Yoga", 10).statusCode(201);
        seller.link(seller.list("Yoga"), 1, "AMZ-1");
        seller.link(seller.list("Default"), 2, "AMZ-2");
        settle("AMZ-1", "AMZ-2");
        seller.profile("Yoga", 10).statusCode(200);
        assertDue("AMZ-1", false);
        seller.profile("Yoga", 11).statusCode(200);
        assertDue("AMZ-1", true);
        assertDue("AMZ-2", false);
    }

    @Test
    void a_bad_change_changes_nothing() {
        var list = seller.list("Default");
        change(list, Map.of("profile", "Nowhere", "name", "Mats")).statusCode(404);
        change(list, Map.of()).statusCode(422);
        change(list, Map.of("marketplace", "FR")).statusCode(400);
        change(list, Map.of("name", " ")).statusCode(400);
        seller.calls().get(LISTS + "/" + list).then().body("name", equalTo("Candles"), "profile", equalTo("Default"));
    }

    @Test
    void a_profile_in_use_cannot_be_deleted() {
        seller.profile("Yoga", 10).statusCode(201);
        var list = seller.list("Yoga");
        seller.calls()
                .delete("/api/v1/profiles/Yoga")
                .then()
                .statusCode(409)
                .body("type", containsString("profile-in-use"));
        seller.calls().delete(LISTS + "/" + list).then().statusCode(204);
        seller.calls().delete("/api/v1/profiles/Yoga").then().statusCode(204);
    }

    @Test
    void a_deleted_list_takes_its_listings_along_and_marks_their_targets() {
        var list = seller.list("Default");
        var listing = seller.link(list, 1, "AMZ-1");
        settle("AMZ-1");
        seller.calls().delete(LISTS + "/" + list).then().statusCode(204);
        seller.calls().get(LISTS + "/" + list).then().statusCode(404);
        seller.calls().delete("/api/v1/listings/" + listing).then().statusCode(404);
        assertDue("AMZ-1", true);
        assertThat(listings.ofTargets(List.of(seller.target("AMZ-1")))).isEmpty();
    }

    @Test
    void a_large_list_is_deleted_with_all_of_its_listings() {
        var list = seller.list("Default");
        database.useHandle(
                handle -> handle.execute("""
                insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                    seller_sku, pack_size, created_at)
                select ?, nextval('stockrule_id'), ?, ?, ?, id, 'AMZ-' || id, 1, timestamptz '2026-01-01'
                from generate_series(1, 2500) id
                """, seller.merchant().id(), list, seller.account(), seller.shop()));
        seller.calls().delete(LISTS + "/" + list).then().statusCode(204);
        seller.calls().get(LISTS + "/" + list).then().statusCode(404);
        assertDue("AMZ-1", true);
        assertDue("AMZ-2500", true);
        seller.calls().delete(LISTS + "/" + list).then().statusCode(404);
    }

    private ValidatableResponse create(Map<String, Object> difference) {
        var list = new HashMap<String, Object>(
                Map.of("name", "Candles", "amazonAccountId", seller.account(), "marketplace", "DE"));
        list.putAll(difference);
        return seller.calls().body(list).post(LISTS).then();
    }

    private ValidatableResponse change(long list, Map<String, Object> change) {
        return seller.calls().body(change).patch(LISTS + "/" + list).then();
    }

    private void settle(String... sellerSkus) {
        List.of(sellerSkus).forEach(sku -> targets.settle(seller.target(sku)));
    }

    private void assertDue(String sellerSku, boolean due) {
        assertThat(targets.isDue(seller.target(sellerSku))).isEqualTo(due);
    }
}
