package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DecideTest {
    private TestMerchant merchant;

    @BeforeEach
    void createMerchant() {
        merchant = TestMerchant.create("Trials");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATEMENT                             | AVAILABLE | OUTCOME | QUANTITY
            quantity product value                |        12 | lists   |       12
            quantity not more than 4              |         5 | lists   |        4
            quantity single stock                 |         0 | lists   |        1
            use warehouse "Berlin"                |         7 | lists   |        7
            when available is below 3 then stop   |         2 | stops   |        0
            """)
    void a_text_is_tried_on_facts(String statement, int available, String outcome, int quantity) {
        decide(Map.of("text", profile(statement), "facts", Map.of("available", available)))
                .statusCode(200)
                .body("outcome", equalTo(outcome))
                .body("quantity", equalTo(quantity));
    }

    @Test
    void a_profile_in_force_is_tried_by_its_name_and_explains_itself() {
        decide(Map.of("profile", "Default", "facts", Map.of("levels", Map.of("Berlin", 12, "Hamburg", 3))))
                .statusCode(200)
                .body("quantity", equalTo(15))
                .body("trace.sentence", hasItem(containsString("= 15 available")));
    }

    @Test
    void what_is_held_is_given_with_the_levels() {
        var levels = Map.of("Berlin", 4, "Hamburg", 1);
        decide(Map.of(
                        "text",
                        profile("count on hand"),
                        "facts",
                        Map.of("levels", Map.of("Berlin", 4), "held", Map.of("Berlin", Map.of("onHand", 9)))))
                .statusCode(200)
                .body("quantity", equalTo(9))
                .body("trace.sentence", hasItem("Berlin 9 on hand"));
        decide(Map.of("text", profile("count on hand"), "facts", Map.of("levels", levels)))
                .statusCode(200)
                .body("quantity", equalTo(5));
        decide(Map.of("text", profile("count on hand"), "facts", Map.of("available", 7)))
                .statusCode(200)
                .body("quantity", equalTo(7));
        decide(Map.of("text", profile(""), "facts", Map.of("held", Map.of("Wien", Map.of("onHand", 9)))))
                .statusCode(400);
    }

    @Test
    void status_and_metafields_are_facts_too() {
        var text = profile("when product status is \"draft\" and metafield \"custom.season\" is \"a\" then list 1");
        var facts = Map.of("available", 5, "productStatus", "DRAFT", "metafields", Map.of("custom.season", "A"));
        decide(Map.of("text", text, "facts", facts)).statusCode(200).body("quantity", equalTo(1));
        decide(Map.of("text", text, "facts", Map.of("available", 5, "productStatus", "DRAFT")))
                .statusCode(200)
                .body("quantity", equalTo(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            KIND    | UNITS   | ALSO  | STATUS
            pin     | 7       | true  | 200
            cap     | 0       | -     | 200
            reserve | 1       | false | 200
            reserve | 0       | -     | 400
            cap     | 3       | true  | 400
            pinn    | 3       | -     | 400
            pin     | -1      | -     | 400
            pin     | 1000001 | -     | 400
            pin     | -       | -     | 400
            -       | 3       | -     | 400
            """)
    void what_is_set_for_a_listing_is_a_fact_too(String kind, Integer units, Boolean also, int status) {
        var set = new HashMap<String, Object>();
        set.put("kind", kind);
        set.put("units", units);
        set.put("alsoWhenStopped", also);
        decide(Map.of("text", profile(""), "facts", Map.of("available", 9, "overrides", List.of(set))))
                .statusCode(status);
    }

    @Test
    void what_is_set_twice_is_refused() {
        var pin = Map.of("kind", "pin", "units", 3);
        decide(Map.of("text", profile(""), "facts", Map.of("available", 9, "overrides", List.of(pin, pin))))
                .statusCode(400)
                .body("detail", containsString("two of a kind"));
    }

    @Test
    void unknown_stock_holds_with_the_reason() {
        decide(Map.of("profile", "Default", "facts", Map.of()))
                .statusCode(200)
                .body("outcome", equalTo("holds"))
                .body("reason", containsString("stock is unknown"));
    }

    @Test
    void a_text_with_mistakes_is_answered_with_all_of_them() {
        var answer = decide(
                        Map.of("text", "profile \"X\"\nquantity not more then 3\nkeep x in reserve", "facts", Map.of()))
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:profile-rejected"))
                .extract()
                .jsonPath();
        assertThat(answer.getList("diagnostics.line")).containsExactly(2, 3);
    }

    @Test
    void nonsense_is_refused_in_words() {
        decide(Map.of("facts", Map.of())).statusCode(400).body("detail", containsString("either profile"));
        decide(Map.of("profile", "Default", "text", "x", "facts", Map.of())).statusCode(400);
        decide(Map.of("profile", "Nobody", "facts", Map.of())).statusCode(404);
        decide(Map.of("profile", "Default")).statusCode(400);
        decide(Map.of("profile", "Default", "facts", Map.of("available", 1.5))).statusCode(400);
        decide(Map.of("profile", "Default", "facts", Map.of("available", 1, "levels", Map.of("A", 1))))
                .statusCode(400);
        decide(Map.of("profile", "Default", "facts", Map.of("packSize", 0))).statusCode(400);
        decide(Map.of("profile", "Default", "facts", Map.of("avialable", 1)))
                .statusCode(400)
                .body("detail", containsString("avialable"));
    }

    @Test
    void a_caller_without_a_key_is_refused() {
        io.restassured.RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/decide")
                .then()
                .statusCode(401);
    }

    private ValidatableResponse decide(Map<String, Object> body) {
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/decide")
                .then();
    }

    private static String profile(String statement) {
        return "profile \"Trial\"\n" + statement;
    }
}
