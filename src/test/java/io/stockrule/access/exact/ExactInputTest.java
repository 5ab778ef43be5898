package io.stockrule.access.exact;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No value is taken for one of another kind, wherever it stands.
@QuarkusTest
class ExactInputTest {
    @Test
    void what_is_exact_is_taken() {
        everything("""
                {"on": true, "kind": "OTHER", "units": -12, "count": 3, "text": "1\\n", "texts": ["a"],
                 "date": "2026-11-26", "time": "08:00", "levels": {"Berlin": null, "Wien": 4}}""").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            MEMBERS                        | POINTER
            "on": -1                       | /on
            "on": 0                        | /on
            "on": "true"                   | /on
            "on": ""                       | /on
            "on": []                       | /on
            "kind": 0                      | /kind
            "kind": "0"                    | /kind
            "kind": ""                     | /kind
            "kind": " ONE"                 | /kind
            "kind": "one"                  | /kind
            "units": ""                    | /units
            "units": "12"                  | /units
            "units": "\uFF11\uFF12"        | /units
            "units": 1.0                   | /units
            "units": 1e3                   | /units
            "units": true                  | /units
            "units": [1]                   | /units
            "units": 99999999999999999999  | /units
            "count": "3"                   | /count
            "count": 2147483648            | /count
            "text": 5                      | /text
            "text": true                   | /text
            "text": ["a"]                  | /text
            "text": "a\\u0000b"            | /text
            "text": "a\\ud800b"            | /text
            "texts": "a"                   | /texts
            "texts": ""                    | /texts
            "texts": [5]                   | /texts/0
            "texts": ["a", null]           | /texts/1
            "texts": ["a", "\\udc00"]      | /texts/1
            "date": 5                      | /date
            "date": [2026, 11, 26]         | /date
            "date": "2026-02-30"           | /date
            "date": ""                     | /date
            "time": [8, 0]                 | /time
            "time": "8 o'clock"            | /time
            "levels": {"Berlin": "4"}      | /levels/Berlin
            "levels": {"Berlin": true}     | /levels/Berlin
            "levels": []                   | /levels
            "un/known": 1                  | /un~1known
            """)
    void a_value_of_another_kind_is_refused_with_its_place(String members, String pointer) {
        everything("{" + members + "}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            BODY                                          | DETAIL
            {"count": 1, "count": 2}                      | the body gives a field twice
            {"levels": {"Wien": 1, "Wien": 2}}            | the body gives a field twice
            {"count": 1} {"count": 2}                     | the body is of the wrong kind
            {"count": NaN}                                | the body is not valid JSON
            "text"                                        | the body is of the wrong kind
            ""                                            | the body is of the wrong kind
            5                                             | the body is of the wrong kind
            """)
    void a_body_that_can_be_read_in_two_ways_is_refused(String body, String detail) {
        everything(body).then().statusCode(400).body("detail", equalTo(detail));
    }

    @Test
    void a_body_too_deep_or_of_another_encoding_is_refused() {
        everything("{\"texts\": " + "[".repeat(5_000)).then().statusCode(400);
        given().contentType("application/json")
                .body("{\"text\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1))
                .post("/test/everything")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType("application/json")
                .body(new byte[] {0, 0, 0, '{', 0x7F, 0x7F, 0x7F, 0x7F})
                .post("/test/everything")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            QUERY                  | DETAIL
            dryRun=maybe           | dryRun must be true or false
            dryRun=TRUE            | dryRun must be true or false
            dryRun=1               | dryRun must be true or false
            dryRun                 | dryRun must be true or false
            after=many             | after must be a whole number
            after=                 | after must be a whole number
            after=1.5              | after must be a whole number
            after=%EF%BC%91        | after must be a whole number
            after=+1               | after must be a whole number
            after=01               | after must be a whole number
            after=9999999999999999999999 | after must be a whole number
            after=1&after=2        | after must be given once
            q=a%00                 | q must not contain the character NUL
            dryrun=true            | unknown query parameter "dryrun"; this address knows dryRun, after, q, status
            q=%ff                  | The address, a header or the body cannot be read
            q=a;dryRun=true        | The address, a header or the body cannot be read
            """)
    void a_query_parameter_is_read_exactly_or_named(String query, String detail) {
        given().urlEncodingEnabled(false)
                .get("/test/search?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", equalTo(detail));
    }

    @Test
    void a_list_may_be_given_part_by_part() {
        given().urlEncodingEnabled(false)
                .get("/test/search?status=a+b&status=%C3%A4&after=-1&dryRun=false&q=")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "01", "+1", "%EF%BC%91", "1.0", "99999999999999999999", "%00"})
    void what_is_no_number_is_the_address_of_nothing(String id) {
        given().urlEncodingEnabled(false)
                .get("/test/things/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(containsString("not-found"));
    }

    private static Response everything(String body) {
        return given().contentType("application/json; charset=UTF-8")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/test/everything");
    }
}
