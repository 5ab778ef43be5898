package io.stockrule.access;

import static io.restassured.RestAssured.given;

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
                .jsonPath();
        return new TestMerchant(created.getLong("merchant.id"), created.getString("apiKey.key"));
    }

    /// Calls with this merchant's key.
    public RequestSpecification calls() {
        return given().auth().oauth2(key);
    }

    public static RequestSpecification asOperator() {
        return given().auth().oauth2(TestDatabase.OPERATOR_KEY);
    }
}
