package io.stockrule.access;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnKeyTest {
    private static final String KEYS = "/api/v1/merchant/api-keys";

    TestMerchant merchant;

    @BeforeEach
    void create() {
        merchant = TestMerchant.create("Candle Shop");
    }

    private JsonPath make(String name) {
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body("{\"name\":\"%s\"}".formatted(name))
                .post(KEYS)
                .then()
                .statusCode(201)
                .body("key", startsWith("sr_"))
                .body("current", equalTo(false))
                .extract()
                .jsonPath();
    }

    @Test
    void a_merchant_makes_a_key_that_is_shown_once_and_opens_what_the_first_one_does() {
        var made = make("scanner");
        new TestMerchant(merchant.id(), made.getString("key"))
                .calls()
                .get("/api/v1/merchant")
                .then()
                .statusCode(200);
        merchant.calls()
                .get(KEYS)
                .then()
                .body("items.name", contains("first key", "scanner"))
                .body("items.current", contains(true, false))
                .body("items[1]", not(hasKey("key")));
    }

    @Test
    void a_revoked_key_opens_nothing_and_is_still_listed() {
        var made = make("scanner");
        merchant.calls().delete(KEYS + "/" + made.getLong("id")).then().statusCode(204);
        merchant.calls().delete(KEYS + "/" + made.getLong("id")).then().statusCode(204);
        new TestMerchant(merchant.id(), made.getString("key"))
                .calls()
                .get("/api/v1/merchant")
                .then()
                .statusCode(401);
        merchant.calls().get(KEYS).then().body("items[1]", hasKey("revokedAt"));
    }

    @Test
    void the_last_key_stays() {
        var made = make("scanner");
        merchant.calls().delete(KEYS + "/" + made.getLong("id")).then().statusCode(204);
        long first = merchant.calls().get(KEYS).jsonPath().getLong("items[0].id");
        merchant.calls()
                .delete(KEYS + "/" + first)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:stockrule:problem:last-key"))
                .body("detail", containsString("make another"));
    }

    @Test
    void keys_of_others_are_not_found_and_not_listed() {
        var made = make("scanner");
        var other = TestMerchant.create("Yoga Shop");
        other.calls().delete(KEYS + "/" + made.getLong("id")).then().statusCode(404);
        other.calls().get(KEYS).then().body("items", hasSize(1));
        TestMerchant.asOperator().get(KEYS).then().statusCode(403);
    }

    @Test
    void a_merchant_says_its_time_zone_itself() {
        change("{\"timeZone\":\"Europe/Rome\"}", 200);
        merchant.calls()
                .get("/api/v1/merchant")
                .then()
                .body("timeZone", equalTo("Europe/Rome"))
                .body("goneVariants", equalTo("STOP"));
        change("{\"timeZone\":\"Europe/Rom\"}", 422);
        change("{\"timeZone\":\"Europe/Berlin\",\"goneVariants\":\"nothing\"}", 400);
        change("{}", 422);
        merchant.calls().get("/api/v1/merchant").then().body("timeZone", equalTo("Europe/Rome"));
    }

    private void change(String body, int status) {
        merchant.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/api/v1/merchant")
                .then()
                .statusCode(status);
    }
}
