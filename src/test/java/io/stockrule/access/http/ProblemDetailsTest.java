package io.stockrule.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemDetailsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            BODY                                                  | TYPE           | DETAIL
            {"name":"a","lines":[                                 | malformed-json | the body is not valid JSON
            {"name":"a",,}                                        | malformed-json | the body is not valid JSON
            nonsense                                              | malformed-json | the body is not valid JSON
            {"name":"a","colour":"red"}                           | unknown-field  | unknown field "colour"
            {"name":"a","lines":[{"sku":"x","units":1,"unit":2}]} | unknown-field  | unknown field "lines[0].unit"
            {"name":{"first":"a"}}                                | invalid-input  | the value of "name" is of the wrong kind: it must be a text
            {"name":"a","lines":[{"sku":"x","units":"many"}]}     | invalid-input  | the value of "lines[0].units" is of the wrong kind: it must be a whole number
            {"name":"a","lines":[{"sku":"x","units":99999999999}]}| invalid-input  | the value of "lines[0].units" is of the wrong kind
            [1]                                                   | invalid-input  | the body is of the wrong kind
            {"name":" "}                                          | invalid-input  | name must not be blank
            {"name":"a","lines":[{"sku":"","units":100}]}         | invalid-input  | lines[0].sku must not be blank; lines[0].units must be less than or equal to 99
            """)
    void a_body_that_cannot_be_used_is_named_with_its_place(String body, String type, String detail) {
        var answer = order(body, "application/json", 1);
        isProblem(answer, 400, type);
        answer.then().body("detail", equalTo(detail));
        assertThat(answer.asString()).doesNotContain("io.stockrule", "java.", "jackson", "Order");
    }

    @Test
    void malformed_json_is_located() {
        order("{\n  \"name\": oops\n}", "application/json", 1)
                .then()
                .body("line", equalTo(2))
                .body("column", notNullValue());
    }

    @Test
    void a_wrong_field_is_named() {
        order("{\"name\":\"\"}", "application/json", 11)
                .then()
                .statusCode(400)
                .body("fields.field", equalTo(List.of("limit", "name")));
    }

    @Test
    void a_problem_carries_its_own_members() {
        var answer = given().get("/test/problem");
        isProblem(answer, 422, "profile-rejected");
        answer.then()
                .body("title", equalTo("Profile rejected"))
                .body("detail", equalTo("the profile has 2 errors"))
                .body("errors", equalTo(2));
    }

    @Test
    void what_the_framework_refuses_has_the_same_form() {
        isProblem(given().get("/test/nothing-here"), 404, "not-found");
        isProblem(order("name=a", "application/x-www-form-urlencoded", 1), 415, "unsupported-media-type");
        isProblem(given().accept("image/png").get("/test/problem"), 406, "not-acceptable");
        var delete = given().delete("/test/open");
        isProblem(delete, 405, "method-not-allowed");
        delete.then().header("Allow", equalTo("GET, HEAD, OPTIONS"));
        isProblem(given().contentType("application/json").post("/test/order?limit=many"), 400, "invalid-input");
    }

    @Test
    void a_body_beyond_the_limit_is_refused_before_it_is_sent() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write("""
                    POST /test/order HTTP/1.1
                    Host: localhost
                    Content-Type: application/json
                    Content-Length: 3000000

                    """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("413", "application/problem+json", "urn:stockrule:problem:too-large");
        }
    }

    @Test
    void a_commit_whose_connection_is_lost_may_be_tried_again() {
        var answer = given().post("/test/lost-connection");
        isProblem(answer, 503, "database-unavailable");
        answer.then().header("Retry-After", notNullValue());
    }

    @Test
    void an_address_of_the_framework_has_the_same_form() {
        var answer = given().get("/q/openapi");
        isProblem(answer, 401, "unauthorized");
        answer.then().header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void a_failure_of_ours_shows_an_id_and_nothing_else() {
        var answer = given().get("/test/failure");
        isProblem(answer, 500, "internal-error");
        answer.then()
                .body("id", notNullValue())
                .body(allOf(not(containsString("hunter2")), not(containsString("Illegal"))));
    }

    private static Response order(String body, String contentType, int limit) {
        return given().contentType(contentType).body(body).post("/test/order?limit=" + limit);
    }

    private static void isProblem(Response answer, int status, String type) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:stockrule:problem:" + type))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }
}
