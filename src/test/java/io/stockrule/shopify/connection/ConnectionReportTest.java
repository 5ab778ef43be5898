package io.stockrule.shopify.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is entered is tried at a simulated Shopify by a merchant who has no shop.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class ConnectionReportTest {
    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    Jdbi database;

    SimulatedShop store;
    TestMerchant merchant;

    @BeforeEach
    void enter() {
        store = SimulatedShop.create(shopify);
        merchant = TestMerchant.create("Newcomer");
    }

    private ValidatableResponse test(Map<String, String> others) {
        var body = new HashMap<>(
                Map.of("domain", store.shop().domain(), "clientId", "client", "clientSecret", TestShop.SECRET));
        body.putAll(others);
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/shops/actions/test")
                .then();
    }

    @Test
    void what_opens_the_store_is_told_with_its_name_and_scopes_and_nothing_is_kept() {
        test(Map.of())
                .statusCode(200)
                .body("result", equalTo("OK"))
                .body("shopName", equalTo(store.shop().domain().replace(".myshopify.com", "")))
                .body("domain", equalTo(store.shop().domain()))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("grantedScopes", contains("read_products", "read_inventory", "read_locations"))
                .body("lackingScopes", empty())
                .body("$", not(hasKey("toDo")));
        merchant.calls().get("/api/v1/shops").then().body("items", hasSize(0));
        assertThat(merchant.calls().get("/api/v1/activity").path("items").toString())
                .isEqualTo("[]");
    }

    @Test
    void a_missing_scope_is_named() {
        store.control("PUT", "", Map.of("scopes", List.of("read_products", "write_inventory")));
        test(Map.of())
                .statusCode(200)
                .body("result", equalTo("SCOPES_LACKING"))
                .body("lackingScopes", contains("read_locations"))
                .body("toDo", containsString("read_locations"));
    }

    /// Shopify does not say which of the two it is.
    @Test
    void a_wrong_secret_is_told_without_showing_it() {
        test(Map.of("clientSecret", "mistyped-secret"))
                .statusCode(200)
                .body("result", equalTo("REFUSED"))
                .body("fields", contains("clientId", "clientSecret"))
                .body(not(containsString("mistyped-secret")));
    }

    /// A token of before would go on serving for a day.
    @Test
    void a_secret_that_has_ended_is_found_though_it_was_good_a_moment_ago() {
        test(Map.of()).body("result", equalTo("OK"));
        store.control("PUT", "", Map.of("clientSecret", "rotated"));
        test(Map.of()).body("result", equalTo("REFUSED"));
    }

    @Test
    void a_store_that_does_not_exist_and_one_without_the_app_are_told() {
        test(Map.of("domain", "nowhere-at-all.myshopify.com"))
                .body("result", equalTo("REFUSED"))
                .body("fields", contains("domain"));
        store.control("PUT", "", Map.of("uninstalled", true));
        test(Map.of()).body("result", equalTo("REFUSED")).body("sentence", containsString("app_not_installed"));
    }

    @Test
    void a_permanent_token_is_tried_itself() {
        var token = store.control("GET", "", "").path("accessToken").asText();
        test(Map.of("accessToken", token)).body("result", equalTo("OK"));
        test(Map.of("accessToken", "shpat_mistyped"))
                .body("result", equalTo("REFUSED"))
                .body("fields", contains("accessToken", "domain"))
                .body(not(containsString("shpat_mistyped")));
    }

    @Test
    void nothing_is_asked_before_the_merchants_consent() {
        test(Map.of("grant", "AUTHORIZATION_CODE", "clientSecret", "whatever"))
                .body("result", equalTo("NOT_TESTED"))
                .body("toDo", containsString("actions/authorize"));
    }

    @Test
    void a_token_in_doubt_is_refused_as_for_a_shop_that_is_kept() {
        test(Map.of("grant", "PERMANENT_TOKEN")).statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"candles.example.com", "candles.myshopify.com.evil.com", "x@candles.myshopify.com", "localhost"})
    void nobody_but_shopify_is_asked(String domain) {
        test(Map.of("domain", domain)).statusCode(400);
    }

    @Test
    void no_row_of_a_test_is_in_the_database() {
        test(Map.of());
        long rows = database.withHandle(
                handle -> handle.select("select count(*) from shop where merchant_id = ?", merchant.id())
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isZero();
    }
}
