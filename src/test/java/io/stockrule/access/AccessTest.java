package io.stockrule.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.stockrule.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AccessTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ADDRESS                  | NO KEY | UNKNOWN KEY | MERCHANT | OPERATOR
            /api/v1/merchants        |    401 |         401 |      403 |      200
            /test/merchant    |    401 |         401 |      200 |      403
            /test/either      |    401 |         401 |      200 |      403
            /test/unannotated |    401 |         401 |      403 |      403
            /test/open        |    200 |         200 |      200 |      200
            /q/openapi               |    401 |         401 |      200 |      200
            /q/metrics               |    401 |         401 |      403 |      200
            /q/health                |    200 |         200 |      200 |      200
            /q/health/live           |    200 |         200 |      200 |      200
            """)
    void a_key_opens_what_its_role_allows(String address, int noKey, int unknownKey, int merchant, int operator) {
        given().get(address).then().statusCode(noKey);
        with("sr_" + Tokens.random()).get(address).then().statusCode(unknownKey);
        TestMerchant.create("Candle Shop").calls().get(address).then().statusCode(merchant);
        TestMerchant.asOperator().get(address).then().statusCode(operator);
    }

    @ParameterizedTest
    @CsvSource({"Basic b3BlcmF0b3I6eA==", "Bearer", "Bearer ''", "sr_naked", "Bearer a b", "Digest x=1"})
    void a_header_that_is_no_bearer_key_is_no_key(String header) {
        given().header("Authorization", header)
                .get("/test/merchant")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:stockrule:problem:unauthorized"));
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        given().header("Authorization", "bearer " + TestDatabase.OPERATOR_KEY)
                .get("/api/v1/merchants")
                .then()
                .statusCode(200);
    }

    @Test
    void the_key_decides_which_merchant_calls() {
        var candles = TestMerchant.create("Candle Shop");
        var yoga = TestMerchant.create("Yoga Shop");
        candles.calls().get("/test/merchant").then().body(equalTo(Long.toString(candles.id())));
        yoga.calls().get("/test/merchant").then().body(equalTo(Long.toString(yoga.id())));
    }

    @Test
    void a_refused_key_is_told_which_one_is_needed() {
        TestMerchant.asOperator()
                .get("/test/either")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("API key of a merchant"));
    }

    @Test
    void a_revoked_key_opens_nothing_from_then_on_and_the_others_still_do() {
        var merchant = TestMerchant.create("Candle Shop");
        var keys = "/api/v1/merchants/%d/api-keys".formatted(merchant.id());
        var second = TestMerchant.asOperator()
                .contentType("application/json")
                .body("{\"name\":\"warehouse scanner\"}")
                .post(keys)
                .then()
                .statusCode(201)
                .body("key", startsWith("sr_"))
                .extract()
                .jsonPath();
        with(second.getString("key")).get("/test/merchant").then().statusCode(200);

        TestMerchant.asOperator()
                .delete(keys + "/" + second.getLong("id"))
                .then()
                .statusCode(204);

        with(second.getString("key")).get("/test/merchant").then().statusCode(401);
        merchant.calls().get("/test/merchant").then().statusCode(200);
    }

    @Test
    void a_key_is_not_revoked_through_another_merchant() {
        var merchant = TestMerchant.create("Candle Shop");
        var other = TestMerchant.create("Yoga Shop");
        var key = TestMerchant.asOperator()
                .get("/api/v1/merchants/%d/api-keys".formatted(merchant.id()))
                .jsonPath()
                .getLong("items[0].id");
        TestMerchant.asOperator()
                .delete("/api/v1/merchants/%d/api-keys/%d".formatted(other.id(), key))
                .then()
                .statusCode(404);
        merchant.calls().get("/test/merchant").then().statusCode(200);
    }

    @Test
    void a_key_is_shown_once() {
        var merchant = TestMerchant.create("Candle Shop");
        var shown = TestMerchant.asOperator()
                .get("/api/v1/merchants/%d/api-keys".formatted(merchant.id()))
                .asString();
        assertThat(shown).doesNotContain(merchant.key()).contains("first key");
    }

    private static RequestSpecification with(String key) {
        return given().auth().oauth2(key);
    }
}
