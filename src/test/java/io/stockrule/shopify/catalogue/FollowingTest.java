package io.stockrule.shopify.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.collection.TestFollowing;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Selling Lists that follow collections of a simulated shop.
@QuarkusTest
class FollowingTest extends CatalogueScene {
    @Inject
    ChangesTurn changes;

    /// The candle is in `Light`, and nothing is in a list yet. The candle's SKUs are `FIG` and `CEDAR`.
    @BeforeEach
    void collect() throws InterruptedException {
        seller.calls().delete("/api/v1/selling-lists/" + list).then().statusCode(204);
        change(CANDLE, "{\"collections\":[\"Light\"]}");
        answer();
    }

    private void follows(Map<String, Object> more, String... titles) {
        var following = new HashMap<>(more);
        following.put(
                "collections",
                List.of(titles).stream().map(it -> Collections.chosen(shop, it)).toList());
        list = create(following)
                .statusCode(201)
                .body("kind", equalTo("COLLECTIONS"))
                .extract()
                .jsonPath()
                .getLong("id");
        follow();
    }

    private ValidatableResponse create(Map<String, Object> following) {
        return seller.calls()
                .body(Map.of(
                        "name",
                        "Light",
                        "amazonAccountId",
                        seller.account(),
                        "marketplace",
                        "DE",
                        "profile",
                        "Candles",
                        "kind",
                        "COLLECTIONS",
                        "following",
                        following))
                .post("/api/v1/selling-lists")
                .then();
    }

    private void follow() {
        TestFollowing.follow();
        Fanning.finish();
        decide();
    }

    private List<String> members() {
        return database.withHandle(
                handle -> handle.select("""
                        select variant_id || ' ' || coalesce(seller_sku, '-') || case when left_at is null then '' else ' left' end
                        from listing where selling_list_id = ? order by variant_id, seller_sku
                        """, list).mapTo(String.class).list());
    }

    private void moves(long product, String collections) throws InterruptedException {
        change(product, "{\"collections\":%s}".formatted(collections));
        answer();
        follow();
    }

    @Test
    void a_list_has_the_products_of_its_collection() throws InterruptedException {
        follows(Map.of(), "Light");
        assertThat(members()).containsExactly("811 -", "812 -");
        seller.calls()
                .get("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .body("items[0].collections", contains(Collections.id("Light")));
        seller.calls()
                .get("/api/v1/selling-lists/" + list)
                .then()
                .body("following.collections[0].title", equalTo("Light"))
                .body("following.onJoin", equalTo("PROPOSE"))
                .body("following.onLeave", equalTo("STOP"))
                .body("following.followedAt", notNullValue());
    }

    @Test
    void a_product_that_joins_is_proposed() throws InterruptedException {
        follows(Map.of(), "Light");
        moves(SOAP, "[\"Light\"]");
        assertThat(members()).containsExactly("811 -", "812 -", "821 -");
        assertThat(decided()).isEmpty();
    }

    @Test
    void a_product_that_joins_is_linked_by_itself_where_the_merchant_wants_it() throws InterruptedException {
        follows(Map.of("onJoin", "LINK"), "Light");
        moves(SOAP, "[\"Light\"]");
        assertThat(members()).containsExactly("811 FIG", "812 CEDAR", "821 SOAP");
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 lists 12");
    }

    /// There is nothing of one to be stocked, whatever collections it is in.
    @Test
    void a_gift_card_is_not_proposed() throws InterruptedException {
        var card = new HashMap<>(variant(83, 831, "CARD-50", "Gift card"));
        card.put("giftCard", true);
        card.put("collections", List.of("Light"));
        shop.control("POST", "/products", List.of(card));
        answer();
        follows(Map.of("onJoin", "LINK"), "Light");
        assertThat(members()).containsExactly("811 FIG", "812 CEDAR");
        assertThat(count("select count(*) from variant where shop_id = %d and variant_id = 831 and gift_card"))
                .isEqualTo(1);
    }

    @Test
    void what_is_not_clear_is_not_linked_by_itself() throws InterruptedException {
        shop.control(
                "POST",
                "/products",
                List.of(
                        variant(83, 831, "FIG", "Another"),
                        variant(84, 841, "", "Without"),
                        variant(85, 851, "S".repeat(41), "Long"),
                        variant(86, 861, "TWICE", "One"),
                        variant(87, 871, "TWICE", "Two")));
        answer();
        for (long product : List.of(84, 85, 86, 87)) {
            moves(product, "[\"Light\"]");
        }
        follows(Map.of("onJoin", "LINK"), "Light");
        assertThat(members()).containsExactly("811 -", "812 CEDAR", "841 -", "851 -", "861 -", "871 -");
    }

    @Test
    void a_product_that_leaves_is_stopped_and_offered_again_when_it_is_back() throws InterruptedException {
        follows(Map.of("onJoin", "LINK"), "Light");
        moves(CANDLE, "[]");
        assertThat(members()).containsExactly("811 FIG left", "812 CEDAR left");
        assertThat(decided()).containsExactly("811 stops 0", "812 stops 0");
        assertThat(sentences(811)).containsExactly("its product is in no collection of the Selling List any more");
        moves(CANDLE, "[\"Light\"]");
        assertThat(members()).containsExactly("811 FIG", "812 CEDAR");
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12");
    }

    @Test
    void a_product_that_leaves_is_let_go_where_the_merchant_wants_it() throws InterruptedException {
        follows(Map.of("onJoin", "LINK", "onLeave", "LET_GO"), "Light");
        moves(SOAP, "[\"Light\"]");
        moves(CANDLE, "[]");
        assertThat(members()).containsExactly("821 SOAP");
    }

    @Test
    void a_product_stays_as_long_as_one_of_the_collections_has_it() throws InterruptedException {
        moves(SOAP, "[\"Bath\"]");
        follows(Map.of(), "Light", "Bath");
        assertThat(members()).containsExactly("811 -", "812 -", "821 -");
        moves(SOAP, "[\"Bath\",\"Light\"]");
        moves(SOAP, "[\"Light\"]");
        assertThat(members()).containsExactly("811 -", "812 -", "821 -");
    }

    @Test
    void a_deleted_collection_lets_all_leave() throws InterruptedException {
        follows(Map.of("onJoin", "LINK"), "Light");
        shop.control("DELETE", "/collections/" + Collections.id("Light"), "");
        answer();
        follow();
        assertThat(members()).containsExactly("811 FIG left", "812 CEDAR left");
        seller.calls()
                .get("/api/v1/shops/%d/collections".formatted(seller.shop()))
                .then()
                .body("items[0].title", equalTo("Light"))
                .body("items[0].goneSince", notNullValue());
        create(Map.of("collections", List.of(Collections.chosen(shop, "Light"))))
                .statusCode(422)
                .body("type", containsString("unknown-collections"));
    }

    /// That it is gone is more than that it left, and told as such.
    @Test
    void a_deleted_product_stays_as_one_that_the_shop_has_no_more() throws InterruptedException {
        follows(Map.of("onJoin", "LINK", "onLeave", "LET_GO"), "Light");
        shop.control("DELETE", "/products/" + CANDLE, "");
        answer();
        follow();
        assertThat(members()).containsExactly("811 FIG", "812 CEDAR");
        assertThat(sentences(811)).containsExactly("the shop no longer has this variant");
    }

    @Test
    void a_link_that_a_person_made_or_ended_stays() throws InterruptedException {
        follows(Map.of("onJoin", "LINK"), "Light");
        database.useHandle(handle -> handle.execute(
                "update listing set seller_sku = null where selling_list_id = ? and variant_id = 811", list));
        moves(SOAP, "[\"Light\"]");
        follow();
        assertThat(members()).containsExactly("811 -", "812 CEDAR", "821 SOAP");
    }

    @Test
    void nobody_picks_or_removes_members_by_hand() throws InterruptedException {
        follows(Map.of(), "Light");
        seller.calls()
                .body(Map.of("items", List.of(Map.of("shop", seller.shop(), "variantId", 821))))
                .post("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .statusCode(200)
                .body("refused", equalTo(1))
                .body("results[0].problem.type", equalTo("follows-collections"));
        long listing = seller.calls()
                .get("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .extract()
                .jsonPath()
                .getLong("items[0].id");
        seller.calls().delete("/api/v1/listings/" + listing).then().statusCode(409);
        moves(CANDLE, "[]");
        seller.calls().delete("/api/v1/listings/" + listing).then().statusCode(204);
        follow();
        assertThat(members()).containsExactly("812 - left");
    }

    private ValidatableResponse add(long variant, String sku, int pack) {
        return seller.calls()
                .body(Map.of(
                        "items",
                        List.of(Map.of(
                                "shop", seller.shop(), "variantId", variant, "sellerSku", sku, "packSize", pack))))
                .post("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .statusCode(200);
    }

    @Test
    void a_product_leaves_and_comes_back_under_all_its_amazon_skus() throws InterruptedException {
        follows(Map.of("onJoin", "LINK"), "Light");
        add(811, "FIG-3PK", 3).body("added", equalTo(1));
        follow();
        assertThat(decided()).containsExactlyInAnyOrder("811 lists 12", "811 lists 4", "812 lists 12");
        moves(CANDLE, "[]");
        assertThat(members()).containsExactly("811 FIG left", "811 FIG-3PK left", "812 CEDAR left");
        assertThat(decided()).containsExactlyInAnyOrder("811 stops 0", "811 stops 0", "812 stops 0");
        add(811, "FIG-6PK", 6).body("added", equalTo(1));
        assertThat(members()).as("it has left, too").contains("811 FIG-6PK left");
        moves(CANDLE, "[\"Light\"]");
        assertThat(members()).containsExactly("811 FIG", "811 FIG-3PK", "811 FIG-6PK", "812 CEDAR");
        assertThat(decided()).containsExactlyInAnyOrder("811 lists 12", "811 lists 4", "811 lists 2", "812 lists 12");
    }

    @Test
    void one_sku_of_a_member_that_waits_is_linked_and_more_come_beside_it_of_which_each_but_the_last_may_go()
            throws InterruptedException {
        follows(Map.of(), "Light");
        var waiting = add(811, "FIG", 1).extract().jsonPath().getLong("results[0].listingId");
        var second = add(811, "FIG-3PK", 3).extract().jsonPath().getLong("results[0].listingId");
        assertThat(members()).containsExactly("811 FIG", "811 FIG-3PK", "812 -");
        seller.calls().delete("/api/v1/listings/" + waiting).then().statusCode(204);
        seller.calls().delete("/api/v1/listings/" + second).then().statusCode(409);
        follow();
        assertThat(members()).containsExactly("811 FIG-3PK", "812 -");
    }

    @Test
    void variants_are_counted_once_that_leave_with_several_amazon_skus() throws InterruptedException {
        moves(SOAP, "[\"Bath\"]");
        follows(Map.of("onJoin", "LINK"), "Light");
        add(811, "FIG-3PK", 3);
        seller.calls()
                .body(Map.of("collections", List.of(Collections.chosen(shop, "Bath")), "onLeave", "LET_GO"))
                .post("/api/v1/selling-lists/%d/following/outlook".formatted(list))
                .then()
                .statusCode(200)
                .body("leaving", equalTo(2))
                .body("leaves.sku", contains("FIG", "CEDAR"))
                .body("means[1]", containsString("2 variants leave the list; their 3 Amazon SKUs keep the number"));
    }

    @Test
    void a_list_that_follows_other_collections_is_told_before_what_becomes_of_it() throws InterruptedException {
        moves(SOAP, "[\"Bath\"]");
        follows(Map.of("onJoin", "LINK"), "Light");
        var change = Map.of("collections", List.of(Collections.chosen(shop, "Bath")), "onLeave", "LET_GO");
        seller.calls()
                .body(change)
                .post("/api/v1/selling-lists/%d/following/outlook".formatted(list))
                .then()
                .statusCode(200)
                .body("joining", equalTo(1))
                .body("linked", equalTo(1))
                .body("leaving", equalTo(2))
                .body("joins.sku", contains("SOAP"))
                .body("leaves.sku", contains("FIG", "CEDAR"))
                .body("means", hasSize(2));
        assertThat(members()).containsExactly("811 FIG", "812 CEDAR");
        seller.calls()
                .body(Map.of("collections", List.of(Map.of("shop", seller.shop(), "collectionId", 7))))
                .post("/api/v1/selling-lists/%d/following/outlook".formatted(list))
                .then()
                .statusCode(422);
        seller.calls()
                .body(Map.of("following", change))
                .patch("/api/v1/selling-lists/" + list)
                .then()
                .statusCode(200);
        follow();
        assertThat(members()).containsExactly("821 SOAP");
    }

    /// Of two lists that sell one SKU, the one whose collection still has the product counts.
    @Test
    void a_list_that_a_product_left_does_not_stop_it_in_another_one() throws InterruptedException {
        moves(CANDLE, "[\"Light\",\"Sale\"]");
        follows(Map.of("onJoin", "LINK"), "Light");
        follows(Map.of("onJoin", "LINK"), "Sale");
        assertThat(members()).as("sold by another list").containsExactly("811 -", "812 -");
        database.useHandle(handle -> handle.execute("""
                update listing set seller_sku = case variant_id when 811 then 'FIG' else 'CEDAR' end
                where selling_list_id = ?
                """, list));
        moves(CANDLE, "[\"Light\"]");
        assertThat(members()).containsExactly("811 FIG left", "812 CEDAR left");
        int wanted = database.withHandle(handle ->
                handle.select("""
                        select wish_quantity from delivery where amazon_account_id = ? and seller_sku = 'FIG'
                        """, seller.account()).mapTo(Integer.class).one());
        assertThat(wanted).isEqualTo(12);
    }

    @Test
    void a_change_that_concerns_no_collection_leaves_no_note() throws InterruptedException {
        follows(Map.of(), "Light");
        change(CANDLE, "{\"title\":\"Lamp\"}");
        answer();
        assertThat(TestFollowing.notes()).isZero();
        change(SOAP, "{\"collections\":[\"Light\"]}");
        answer();
        assertThat(TestFollowing.notes()).isPositive();
        follow();
        assertThat(TestFollowing.notes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COLLECTIONS | null                                              | no-collections
            COLLECTIONS | {"onJoin":"LINK"}                                 | no-collections
            COLLECTIONS | {"collections":[{"shop":1,"collectionId":7}]}     | unknown-collections
            COLLECTIONS | {"collections":[]}                                | invalid-input
            PRODUCTS    | {"onJoin":"LINK"}                                 | follows-no-collections
            """)
    void what_cannot_be_followed_is_refused(String kind, String following, String problem) {
        seller.calls()
                .contentType("application/json")
                .body("""
                        {"name":"L","amazonAccountId":%d,"marketplace":"DE","profile":"Candles","kind":"%s","following":%s}
                        """.formatted(seller.account(), kind, following))
                .post("/api/v1/selling-lists")
                .then()
                .body("type", containsString(problem));
    }

    @Test
    void many_products_that_join_at_once_are_read_with_the_whole_shop() throws InterruptedException {
        shop.stocks(IntStream.range(0, 1_100)
                .mapToObj(i -> variant(9_000 + i, 9_000 + i, "MANY-" + i, "Many"))
                .toList());
        imports.read(shop);
        for (int i = 0; i < 1_100; i++) {
            change(9_000 + i, "{\"collections\":[\"Many\"]}");
        }
        await().until(() -> inDoubt() > 0);
        awaitWebhooks();
        turn.run(claim(), () -> false);
        assertThat(count("select count(*) from shop where shop_id = %d and read_due_at is not null"))
                .isEqualTo(1);
    }
}
