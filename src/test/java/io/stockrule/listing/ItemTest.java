package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.stock.VariantKey;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ItemTest {
    @Inject
    Targets targets;

    @Inject
    Listings listings;

    TestSeller seller;
    long list;

    @BeforeEach
    void createList() {
        seller = TestSeller.create();
        list = seller.list("Default");
    }

    @Test
    void variants_are_added_by_id_or_sku_linked_or_not() {
        var added = seller.add(
                list, item(Map.of("variantId", 1, "sellerSku", "AMZ-1", "packSize", 6)), item(Map.of("sku", "SKU-2")));
        assertThat(added.getInt("added")).isEqualTo(2);
        items().body("items.variantId", contains(1, 2))
                .body("items.sellerSku", contains("AMZ-1", null))
                .body("items.packSize", contains(6, 1))
                .body("items.id", contains(added.getInt("results[0].listingId"), added.getInt("results[1].listingId")));
    }

    @Test
    void a_linked_listing_is_found_by_its_target_which_is_stale() {
        var listing = seller.add(list, item(Map.of("variantId", 1, "sellerSku", "AMZ-1", "packSize", 6)))
                .getLong("results[0].listingId");
        assertThat(targets.isDue(seller.target("AMZ-1"))).isTrue();
        assertThat(listings.ofTargets(List.of(seller.target("AMZ-1"), seller.target("AMZ-2"))))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.listingId()).isEqualTo(listing);
                    assertThat(found.target()).isEqualTo(seller.target("AMZ-1"));
                    assertThat(found.variant())
                            .isEqualTo(new VariantKey(seller.merchant().id(), seller.shop(), 1));
                    assertThat(found.marketplace()).isEqualTo("DE");
                    assertThat(found.packSize()).isEqualTo(6);
                });
    }

    @Test
    void several_listings_can_share_a_target() {
        seller.link(list, 1, "AMZ-1");
        seller.link(list, 2, "AMZ-1");
        seller.link(seller.list("Default"), 1, "AMZ-1");
        assertThat(listings.ofTargets(List.of(seller.target("AMZ-1")))).hasSize(3);
        assertThat(targets.marks(seller.target("AMZ-1"))).isEqualTo(3);
    }

    @Test
    void seller_skus_are_kept_and_compared_exactly() {
        seller.link(list, 1, " Amz-1 ");
        assertThat(listings.ofTargets(List.of(seller.target("Amz-1"), seller.target(" amz-1 "))))
                .isEmpty();
        assertThat(listings.ofTargets(List.of(seller.target(" Amz-1 ")))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FIELD     | VALUE     | PROBLEM
            variantId | 99        | unknown-variant
            sku       | SKU-99    | unknown-variant
            sku       | sku-1     | unknown-variant
            sku       | SKU-TWICE | ambiguous-sku
            sku       | ''        | variant-unclear
            packSize  | 0         | variant-unclear
            """)
    void a_bad_item_is_named_and_keeps_no_other_out(String field, String value, String problem) {
        var bad = item(Map.of(field, field.equals("sku") ? value : Long.valueOf(value)));
        var added = seller.add(list, bad, item(Map.of("variantId", 1)));
        assertThat(added.getString("results[0].problem.type")).isEqualTo(problem);
        assertThat(added.getString("results[0].listingId")).isNull();
        assertThat(added.getLong("results[1].listingId")).isPositive();
        assertThat(added.getInt("added")).isEqualTo(1);
        assertThat(added.getInt("refused")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901234567890123456789012345678901", "a\nb"})
    void a_seller_sku_that_amazon_cannot_have_is_refused(String sellerSku) {
        var added = seller.add(list, item(Map.of("variantId", 1, "sellerSku", sellerSku)));
        assertThat(added.getString("results[0].problem.type")).isEqualTo("invalid-input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1234567890123456789012345678901234567890",
                "a/b c%#+ä",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
            })
    void any_other_seller_sku_is_taken(String sellerSku) {
        seller.link(list, 1, sellerSku);
        assertThat(targets.isDue(seller.target(sellerSku))).isTrue();
    }

    @Test
    void a_variant_is_in_a_list_once_under_one_sku() {
        var twice = seller.add(list, item(Map.of("variantId", 1, "sellerSku", "A")), item(Map.of("sku", "SKU-1")));
        assertThat(twice.getString("results[1].problem.type")).isEqualTo("already-listed");
        var again = seller.add(list, item(Map.of("sku", "SKU-1", "sellerSku", "A", "packSize", 2)));
        assertThat(again.getString("results[0].problem.type")).isEqualTo("already-listed");
        items().body("items.sellerSku", contains("A")).body("items.packSize", contains(1));
        assertThat(targets.marks(seller.target("A"))).isEqualTo(1);
    }

    @Test
    void another_merchants_variants_do_not_exist() {
        var other = TestSeller.create();
        var stolen = new HashMap<>(item(Map.of("variantId", 1)));
        stolen.put("shop", other.shop());
        assertThat(seller.add(list, stolen).getString("results[0].problem.type"))
                .isEqualTo("unknown-variant");
    }

    @Test
    void a_thousand_items_go_at_once_and_no_more() {
        var items = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> item(Map.of("variantId", i)))
                .toList();
        seller.calls()
                .body(Map.of("items", items))
                .post("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .statusCode(200)
                .body("added", equalTo(10), "results.size()", equalTo(1000));
        for (var wrong : List.of(Collections.nCopies(1001, items.getFirst()), List.of())) {
            seller.calls()
                    .body(Map.of("items", wrong))
                    .post("/api/v1/selling-lists/%d/items".formatted(list))
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void items_come_in_pages() {
        seller.add(list, item(Map.of("variantId", 1)), item(Map.of("variantId", 2)), item(Map.of("variantId", 3)));
        var next = seller.calls()
                .get("/api/v1/selling-lists/%d/items?limit=2".formatted(list))
                .then()
                .body("items.variantId", contains(1, 2))
                .extract()
                .path("next");
        seller.calls()
                .get("/api/v1/selling-lists/%d/items?after=%s".formatted(list, next))
                .then()
                .body("items.variantId", contains(3), "next", nullValue());
    }

    private Map<String, Object> item(Map<String, Object> fields) {
        var item = new HashMap<>(fields);
        item.put("shop", seller.shop());
        return item;
    }

    private ValidatableResponse items() {
        return seller.calls()
                .get("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .statusCode(200);
    }
}
