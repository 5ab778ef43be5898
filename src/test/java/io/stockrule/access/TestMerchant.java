package io.stockrule.access;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.stockrule.database.TestDatabase;
import java.util.Map;

/// A merchant created over HTTP, for tests of what merchants may do.
public record TestMerchant(long id, String key) {
    public static TestMerchant create(String name) {
        var created = asOperator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post("/api/v1/merchants")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class); // not JsonPath, which compiles a script for every path
        return new TestMerchant(
                created.at("/merchant/id").asLong(), created.at("/apiKey/key").asText());
    }

    /// Calls with this merchant's key.
    public RequestSpecification calls() {
        return given().auth().oauth2(key);
    }

    public static RequestSpecification asOperator() {
        return given().auth().oauth2(TestDatabase.OPERATOR_KEY);
    }
}
