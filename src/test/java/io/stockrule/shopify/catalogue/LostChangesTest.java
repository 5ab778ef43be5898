package io.stockrule.shopify.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of what a simulated shop sells, of which no webhook tells.
@QuarkusTest
class LostChangesTest extends CatalogueScene {
    private static final int MANY = 1_200;

    @Inject
    ChangesTurn changes;

    @BeforeEach
    void loseWebhooks() {
        shop.control("PUT", "", Map.of("webhookAddress", ""));
    }

    @Test
    void another_tag_is_found() throws InterruptedException {
        profile("when tag is \"recall\" then stop");
        change(SOAP, "{\"tags\":[\"recall\"]}");
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
    }

    @ParameterizedTest
    @CsvSource({"title,Torch", "vendor,Casa", "productType,Fireworks", "status,DRAFT"})
    void whatever_a_product_says_is_found(String part, String value) throws InterruptedException {
        change(SOAP, "{\"%s\":\"%s\"}".formatted(part, value));
        look();
        assertThat(fact(821, part.equals("status") ? "productStatus" : part)).startsWith(value);
    }

    @ParameterizedTest
    @CsvSource({"sku,SOAP-2", "barcode,4012345678901"})
    void whatever_a_variant_says_is_found(String part, String value) throws InterruptedException {
        shop.control("PATCH", "/variants/821", Map.of(part, value));
        look();
        assertThat(fact(821, part)).isEqualTo(value);
    }

    @Test
    void that_a_product_joined_or_left_a_collection_is_found() throws InterruptedException {
        profile("when collection is \"Not on Amazon\" then stop");
        change(CANDLE, "{\"collections\":[\"Light\"]}");
        look();
        change(SOAP, "{\"collections\":[\"Not on Amazon\"]}");
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
        change(SOAP, "{\"collections\":[\"Light\"]}");
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 lists 12");
        assertThat(fact(821, "collections")).isEqualTo("[\"Light\"]");
    }

    @Test
    void that_a_collection_was_deleted_is_found() throws InterruptedException {
        look();
        change(CANDLE, "{\"collections\":[\"Light\"]}");
        look();
        assertThat(fact(811, "collections")).isEqualTo("[\"Light\"]");
        shop.control("DELETE", "/collections/" + Collections.id("Light"), "");
        look();
        assertThat(fact(811, "collections")).isEqualTo("[]");
    }

    @Test
    void that_an_item_is_counted_no_more_is_found() throws InterruptedException {
        shop.control("PATCH", "/variants/821", Map.of("tracked", false));
        look();
        await().untilAsserted(() -> {
            decide();
            assertThat(decided()).contains("821 holds null");
        });
    }

    @Test
    void a_new_product_is_found() throws InterruptedException {
        shop.control("POST", "/products", List.of(variant(83, 831, "WAX", "Wax")));
        look();
        assertThat(fact("select sku from variant where shop_id = %d and variant_id = 831"))
                .isEqualTo("WAX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/82", "/variants/821"})
    void what_has_gone_is_found(String what) throws InterruptedException {
        shop.control("DELETE", what, "");
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
    }

    @Test
    void one_that_has_gone_is_found_among_many_by_few_questions() throws InterruptedException {
        shop.stocks(IntStream.range(0, MANY)
                .mapToObj(i -> variant(9_000 + i, 9_000 + i, "MANY-" + i, "Many"))
                .toList());
        imports.read(shop);
        look();
        shop.control("DELETE", "/variants/9777", "");
        int before = shop.wire().queries.size();
        look();
        assertThat(
                        count(
                                "select count(*) from variant where shop_id = %d and variant_id = 9777 and gone_at is not null"))
                .isEqualTo(1);
        assertThat(shop.wire().queries.size() - before)
                .as("changes, counts of halves, names of those left, and the locations")
                .isLessThanOrEqualTo(9);
    }

    @Test
    void a_location_that_is_closed_is_found() throws InterruptedException {
        location("Roma", Map.of("active", false));
        look();
        assertThat(decided()).contains("821 lists 7");
    }

    @Test
    void where_nothing_has_changed_there_are_two_questions() throws InterruptedException {
        look();
        int before = shop.wire().queries.size();
        look();
        assertThat(shop.wire().queries.size() - before).isEqualTo(2);
    }

    @Test
    void many_changes_are_read_page_by_page() throws InterruptedException {
        shop.control(
                "POST",
                "/products",
                IntStream.range(0, 230)
                        .mapToObj(i -> variant(9_000 + i, 9_000 + i, "MANY-" + i, "Many"))
                        .toList());
        look();
        assertThat(count("select count(*) from variant where shop_id = %d and product_id >= 9000"))
                .isEqualTo(230);
    }

    @Test
    void a_failure_hides_nothing() throws InterruptedException {
        change(SOAP, "{\"vendor\":\"Casa\"}");
        shop.wire().next.add(new FakeShopify.Answer(500, "{}"));
        changes.run(claim(Work.CHANGES));
        assertThat(inDoubt()).isZero();
        assertThat(progress().path("changesProblem").asText()).contains("500");
        assertThat(progress().has("changesKnownTo")).isFalse();
        look();
        assertThat(fact(821, "vendor")).isEqualTo("Casa");
        assertThat(progress().has("changesProblem")).isFalse();
        assertThat(progress().has("changesKnownTo")).isTrue();
    }

    @Test
    void a_filter_that_shopify_ignores_is_noticed() throws InterruptedException {
        shop.wire().next.add(new FakeShopify.Answer(200, """
                {"data":{"productVariantsCount":{"count":3},
                 "products":{"nodes":[{"id":"gid://shopify/Product/82","title":"Soap","vendor":"","productType":"",
                   "tags":[],"status":"ACTIVE","isGiftCard":false,"updatedAt":"2020-01-01T00:00:00Z"}],
                   "pageInfo":{"hasNextPage":false,"endCursor":null}},
                 "productVariants":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}},
                 "inventoryItems":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}"""));
        changes.run(claim(Work.CHANGES));
        assertThat(fact("select problem from shop_turn where shop_id = %d and work = 'CHANGES'"))
                .contains("2020-01-01");
    }

    @Test
    void a_shop_that_was_never_read_is_not_asked() {
        var unread = SimulatedShop.create(shopify);
        for (var turn = claimAny(Work.CHANGES); turn.isPresent(); turn = claimAny(Work.CHANGES)) {
            assertThat(turn.get().shop()).isNotEqualTo(unread.shop().key());
        }
    }

    /// Looks for changes, has Shopify asked about what is in doubt, and decides.
    private void look() throws InterruptedException {
        waitNoLonger();
        changes.run(claim(Work.CHANGES));
        while (inDoubt() > 0) {
            waitNoLonger();
            turn.run(claim(), () -> false);
        }
        Fanning.finish();
        decide();
    }
}
