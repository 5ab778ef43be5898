package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One variant, 10 pieces of it, in one Selling List under two Amazon SKUs: alone and in packs of 3.
@QuarkusTest
@TestProfile(OrderScene.Profile.class)
class PacksOfOneListTest extends OrderScene {
    private long single;
    private long three;

    @BeforeEach
    void offerBoth() {
        amazon.ask("PUT", "/listings", List.of(offered("CUP-1"), offered("CUP-3PK")));
        var added = seller.add(seller.list("Default"), item("CUP-1", 1), item("CUP-3PK", 3));
        single = added.getLong("results[0].listingId");
        three = added.getLong("results[1].listingId");
    }

    private static Map<String, Object> offered(String sku) {
        return Map.of("sku", sku, "channels", List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 50)));
    }

    private Map<String, Object> item(String sku, int pack) {
        return Map.of("shop", seller.shop(), "variantId", 1, "sellerSku", sku, "packSize", pack);
    }

    private List<Integer> shown() {
        deliver();
        return List.of(shown("CUP-1"), shown("CUP-3PK"));
    }

    @Test
    void a_change_of_the_stock_arrives_at_both_each_by_its_pack() {
        assertThat(shown()).containsExactly(10, 3);
        shopifyHas(1, 7);
        assertThat(shown()).containsExactly(7, 2);
        shopifyHas(1, 2);
        assertThat(shown()).containsExactly(2, 0);
        assertThat(explanation(single).at("/sent/0/quantity").asInt()).isEqualTo(2);
        assertThat(explanation(three).at("/sent/0/quantity").asInt()).isZero();
    }

    @Test
    void an_order_of_a_pack_takes_its_pieces_of_both() {
        switchOn();
        assertThat(shown()).containsExactly(10, 3);
        order("CUP-3PK", 2);
        read();
        assertThat(shown()).containsExactly(4, 1);
        shopifyHas(1, 4);
        assertThat(shown()).containsExactly(4, 1);
    }

    @Test
    void one_that_is_taken_out_leaves_the_other_to_be_sent() {
        assertThat(shown()).containsExactly(10, 3);
        seller.calls().delete("/api/v1/listings/" + single).then().statusCode(204);
        shopifyHas(1, 6);
        assertThat(shown()).containsExactly(10, 2);
    }

    @Test
    void one_that_is_unlinked_leaves_the_other_and_takes_another_sku_later() {
        assertThat(shown()).containsExactly(10, 3);
        link(three, null);
        shopifyHas(1, 8);
        assertThat(shown()).containsExactly(8, 3);
        link(three, "CUP-3PK");
        assertThat(shown()).containsExactly(8, 2);
    }

    private void link(long listing, @Nullable String sku) {
        seller.calls()
                .body(sku == null ? "{\"sellerSku\":null}" : "{\"sellerSku\":\"%s\"}".formatted(sku))
                .patch("/api/v1/listings/" + listing)
                .then()
                .statusCode(200);
    }
}
