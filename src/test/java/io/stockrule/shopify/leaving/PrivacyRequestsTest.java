package io.stockrule.shopify.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.Grant;
import io.stockrule.shopify.ShopDeletions;
import io.stockrule.shopify.ShopLogin;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PrivacyRequestsTest extends LeavingScene {
    private static final String CUSTOMER = "john@example.com";

    @Inject
    ShopDeletions deletions;

    @ParameterizedTest
    @CsvSource({
        "customers/data_request,'no data of customers is kept, so there was none to hand out'",
        "customers/redact,'no data of customers is kept, so there was none to delete'"
    })
    void a_request_about_a_customer_is_noted_and_nothing_of_the_customer_kept(String topic, String outcome) {
        ask(topic);
        assertThat(acknowledged()).isEqualTo(1);
        assertThat(requests()).hasSize(1);
        assertThat(requests().path(0).path("topic").asText()).isEqualTo(topic);
        assertThat(requests().path(0).path("outcome").asText()).isEqualTo(outcome);
        assertThat(requests().path(0).path("toldAt").asText()).isNotEmpty();
        assertThat(rows.containing(CUSTOMER)).isEmpty();
    }

    private long acknowledged() {
        return shop.control("GET", "/webhooks?state=acknowledged", "")
                .path("items")
                .size();
    }

    @Test
    void a_request_that_is_not_signed_is_refused_and_not_noted() {
        shop.shop()
                .post(shop.shop()
                        .delivery("customers/redact", body(shop.shop().domain(), true))
                        .header("X-Shopify-Hmac-Sha256", "Zm9yZ2Vk"))
                .then()
                .statusCode(401);
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_request_that_comes_twice_is_noted_once() {
        var delivery = shop.shop().delivery("customers/redact", body(shop.shop().domain(), true));
        delivery.post(shop.shop().webhookPath()).then().statusCode(204);
        delivery.post(shop.shop().webhookPath()).then().statusCode(204);
        assertThat(requests()).hasSize(1);
    }

    /// Which customer it names, nobody knows; so it is not kept as others are.
    @ParameterizedTest
    @ValueSource(strings = {"no JSON: john@example.com", "another shop", "no customer"})
    void a_request_that_cannot_be_read_is_put_aside_without_its_body(String how) {
        var body = switch (how) {
            case "another shop" -> body("other.myshopify.com", true);
            case "no customer" -> body(shop.shop().domain(), false);
            default -> how;
        };
        shop.shop().send("customers/data_request", body).statusCode(204);
        assertThat(requests()).isEmpty();
        shop.shop()
                .calls()
                .get(address() + "/parked-webhooks")
                .then()
                .body("items", hasSize(1))
                .body("items[0].bytes", equalTo(0));
        assertThat(rows.containing(CUSTOMER)).isEmpty();
    }

    @Test
    void requests_are_shown_to_the_shops_merchant_alone() {
        TestMerchant.create("Thief")
                .calls()
                .get(address() + "/privacy-requests")
                .then()
                .statusCode(404);
    }

    @Test
    void a_shop_is_deleted_when_shopify_asks_for_it_after_the_app_was_uninstalled() {
        uninstall();
        ask("shop/redact");
        decideRedactions();
        shop.shop().calls().get(address()).then().statusCode(404);
        assertThat(one(
                        Long.class,
                        "select count(*) from shop_deletion where shop_id = ?",
                        shop.shop().id()))
                .isEqualTo(1);
    }

    @Test
    void a_shop_where_the_app_is_installed_again_is_not_deleted() {
        uninstall();
        shop.control("PUT", "", Map.of("uninstalled", false));
        ask("shop/redact");
        assertThat(requests().path(0).has("outcome")).isFalse();
        decideRedactions();
        assertThat(view().has("suspendedReason")).isFalse();
        assertThat(requests().path(0).path("outcome").asText())
                .isEqualTo("not deleted: the app is installed in the shop");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 402, 430})
    void a_shop_that_gives_no_answer_is_asked_again_later(int status) {
        ask("shop/redact");
        shop.wire().next.add(new FakeShopify.Answer(status, "{}"));
        decideRedactions();
        assertThat(view().path("id").asLong()).isEqualTo(shop.shop().id());
        assertThat(requests().path(0).has("outcome")).isFalse();
        database.useHandle(
                handle -> handle.execute("update privacy_request set due_at = told_at where outcome is null"));
        decideRedactions();
        assertThat(requests().path(0).has("outcome")).isTrue();
    }

    /// The topic is a header, which nobody signs: a body that told of a customer once could come with another one.
    @Test
    void what_was_told_of_a_customer_deletes_no_shop() {
        uninstall();
        shop.shop().send("shop/redact", body(shop.shop().domain(), true)).statusCode(204);
        decideRedactions();
        assertThat(view().path("id").asLong()).isEqualTo(shop.shop().id());
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_shop_that_was_given_other_credentials_meanwhile_is_not_deleted() {
        var key = shop.shop().key();
        var refused =
                new ShopLogin(key, shop.shop().domain(), "client", "the secret before", new Grant.ClientCredentials());
        assertThat(deletions.deleteRefused(refused)).isFalse();
        assertThat(view().path("id").asLong()).isEqualTo(shop.shop().id());
    }

    private static String body(String domain, boolean customer) {
        return """
                {"shop_id":954889,"shop_domain":"%s"%s}""".formatted(domain, customer ? """
                ,"customer":{"id":191167,"email":"%s"}""".formatted(CUSTOMER) : "");
    }
}
