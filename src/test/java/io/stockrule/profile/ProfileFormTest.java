package io.stockrule.profile;

import static io.restassured.http.ContentType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.stockrule.access.TestMerchant;
import io.stockrule.profile.json.JsonForm;
import io.stockrule.profile.json.ProfileSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfileFormTest {
    private static final String PROFILE = "/api/v1/profiles/{name}";
    private static final String CANDLES = """
            {"profile":"Candles","quantity":{"mode":"not more than","number":3},"exceptions":[\
            {"when":{"test":"tag","match":"is","texts":["fragile"]},"then":{"action":"hold"}}]}""";

    TestMerchant merchant;

    @BeforeEach
    void createMerchant() {
        merchant = TestMerchant.create("Candle Shop");
    }

    @Test
    void a_profile_is_saved_as_json_and_read_back_as_text_as_json_and_as_rules() {
        put(CANDLES).statusCode(201).header("ETag", "\"1\"").body("text", equalTo("""
                        profile "Candles"
                        quantity not more than 3
                        when tag is "fragile" then hold
                        """));
        var json = merchant.calls()
                .accept(JsonForm.MEDIA_TYPE)
                .get(PROFILE, "Candles")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .contentType(JsonForm.MEDIA_TYPE)
                .extract();
        assertThat(json.asString()).isEqualTo(CANDLES);
        merchant.calls()
                .get(PROFILE + "/drl", "Candles")
                .then()
                .statusCode(200)
                .contentType(TEXT)
                .body(containsString("$candidate : Candidate(open, tag in (\"fragile\"))"));
        put(CANDLES).statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void another_form_is_told_with_pointers_and_another_meaning_with_diagnostics() {
        put("{\"profile\":\"Candles\",\"keep\":[{\"units\":\"2\"}]}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", containsString("not-a-profile"), "mistakes.pointer", hasItem("/keep/0/units"));
        put("{\"profile\":\"Candles\",\"keep\":[{\"percent\":200}]}")
                .statusCode(422)
                .body("diagnostics.code", hasItem("SR108"))
                .body("text", equalTo("profile \"Candles\"\nkeep 200% in reserve\nquantity product value\n"));
        put("{").statusCode(400).body("type", containsString("malformed-json"));
        merchant.calls().get(PROFILE, "Candles").then().statusCode(404);
    }

    @Test
    void the_forms_of_another_merchants_profile_are_not_found() {
        put(CANDLES).statusCode(201);
        var other = TestMerchant.create("Yoga Shop");
        other.calls().accept(JsonForm.MEDIA_TYPE).get(PROFILE, "Candles").then().statusCode(404);
        other.calls().get(PROFILE + "/drl", "Candles").then().statusCode(404);
    }

    @Test
    void the_schema_is_published_and_the_api_description_leads_to_it() {
        var schema = RestAssured.get("/api/v1/profile.schema.json")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .extract();
        assertThat(schema.asString()).isEqualTo(ProfileSchema.TEXT);
        var path = "paths.'/api/v1/profiles/{name}'.";
        var content = ".content.'" + JsonForm.MEDIA_TYPE + "'.schema.$ref";
        merchant.calls()
                .get("/q/openapi?format=json")
                .then()
                .body(path + "put.requestBody" + content, equalTo("/api/v1/profile.schema.json"))
                .body(path + "get.responses.'200'" + content, equalTo("/api/v1/profile.schema.json"));
    }

    private ValidatableResponse put(String json) {
        return call().body(json).put(PROFILE, "Candles").then();
    }

    /// The client knows this media type no better than any other.
    private RequestSpecification call() {
        var encoded = EncoderConfig.encoderConfig().encodeContentTypeAs(JsonForm.MEDIA_TYPE, ContentType.TEXT);
        return merchant.calls()
                .config(RestAssured.config().encoderConfig(encoded))
                .contentType(JsonForm.MEDIA_TYPE);
    }
}
