package io.stockrule.access.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.stockrule.access.TestMerchant;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions over HTTP, as a browser has them.
@QuarkusTest
class SessionTest {
    @Inject
    Jdbi database;

    @Inject
    Sessions sessions;

    @Inject
    SessionConfig config;

    @Inject
    InstantSource time;

    TestMerchant merchant;
    String cookie;

    @BeforeEach
    void begin() {
        merchant = TestMerchant.create("Candle Shop");
        cookie = merchant.calls()
                .post("/api/v1/session")
                .then()
                .statusCode(204)
                .extract()
                .cookie(SessionAuthentication.COOKIE);
    }

    private RequestSpecification page() {
        return given().cookie(SessionAuthentication.COOKIE, cookie).header(SessionAuthentication.HEADER, "1");
    }

    private void assertOver() {
        page().get("/api/v1/merchant").then().statusCode(401);
    }

    @Test
    void a_session_opens_what_its_key_opens() {
        page().get("/api/v1/merchant").then().statusCode(200).body("name", equalTo("Candle Shop"));
        page().contentType(ContentType.JSON)
                .body("{\"timeZone\":\"Asia/Tokyo\"}")
                .patch("/api/v1/merchant")
                .then()
                .statusCode(200)
                .body("timeZone", equalTo("Asia/Tokyo"));
        page().get("/api/v1/merchants").then().statusCode(403);
    }

    @Test
    void no_script_and_no_other_page_gets_the_cookie() {
        var set = merchant.calls().post("/api/v1/session").header("Set-Cookie");
        assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
        var secure = merchant.calls().header("X-Forwarded-Proto", "https").post("/api/v1/session");
        assertThat(secure.header("Set-Cookie")).contains("Secure");
    }

    /// A form or a script of another page sends the cookie, if the browser lets it, and cannot send the header.
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE"})
    void the_cookie_alone_opens_nothing(String method) {
        given().cookie(SessionAuthentication.COOKIE, cookie)
                .contentType(ContentType.JSON)
                .body("{}")
                .request(method, "/api/v1/merchant")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "cross-site, 401", "same-site, 401", "none, 401"})
    void who_asks_is_believed_where_the_browser_says_it(String site, int status) {
        page().header("Sec-Fetch-Site", site).get("/api/v1/merchant").then().statusCode(status);
    }

    @Test
    void who_sends_a_key_is_known_by_it() {
        var other = TestMerchant.create("Yoga Shop");
        page().auth()
                .oauth2(other.key())
                .get("/api/v1/merchant")
                .then()
                .statusCode(200)
                .body("name", equalTo("Yoga Shop"));
        page().auth().oauth2("sr_mistyped").get("/api/v1/merchant").then().statusCode(401);
    }

    @Test
    void signing_out_ends_it_at_the_service_and_no_other() {
        var here = cookie;
        begin();
        var there = cookie;
        page().delete("/api/v1/session").then().statusCode(204).cookie(SessionAuthentication.COOKIE, "");
        assertOver();
        cookie = here;
        assertThat(here).isNotEqualTo(there);
    }

    @Test
    void the_sessions_of_a_revoked_key_are_over_at_once() {
        merchant.calls()
                .contentType(ContentType.JSON)
                .body("{\"name\":\"another\"}")
                .post("/api/v1/merchant/api-keys")
                .then()
                .statusCode(201);
        long key = page().get("/api/v1/merchant/api-keys").jsonPath().getLong("items.find { it.current }.id");
        page().delete("/api/v1/merchant/api-keys/" + key).then().statusCode(204);
        assertOver();
    }

    /// It would never be over.
    @Test
    void a_session_begins_no_other() {
        page().post("/api/v1/session").then().statusCode(403).body("type", equalTo("urn:stockrule:problem:key-needed"));
    }

    @Test
    void it_is_over_when_it_lies_idle_and_when_it_is_old_however_much_it_is_used() {
        var clock = new TestClock();
        var mine = new Sessions(database, clock, config);
        var idle = QuarkusTransaction.requiringNew().call(() -> mine.begin(merchant.id(), keyId()));
        assertThat(uses(mine, idle, clock, config.idle().minusSeconds(1))).isTrue();
        assertThat(uses(mine, idle, clock, config.idle().minusSeconds(1))).isTrue();
        assertThat(uses(mine, idle, clock, config.idle())).isFalse();
        var used = mine.begin(merchant.id(), keyId());
        var end = clock.instant().plus(config.longest());
        while (clock.instant().plus(Duration.ofDays(1)).isBefore(end)) {
            assertThat(uses(mine, used, clock, Duration.ofDays(1))).isTrue();
        }
        assertThat(uses(mine, used, clock, Duration.ofDays(1))).isFalse();
        assertThat(mine.forget(1_000)).isGreaterThanOrEqualTo(2);
        assertThat(rows()).as("the one that was begun by the other clock").isEqualTo(1);
    }

    private static boolean uses(Sessions sessions, String token, TestClock clock, Duration later) {
        clock.pass(later);
        return sessions.find(token).isPresent();
    }

    /// Two replicas share nothing but the database.
    @Test
    void another_replica_knows_it_and_that_it_was_ended() {
        var replica = new Sessions(database, time, config);
        assertThat(replica.find(cookie)).isPresent();
        replica.end(merchant.id(), cookie);
        assertOver();
    }

    @Test
    void nobody_else_ends_it() {
        sessions.end(TestMerchant.create("Yoga Shop").id(), cookie);
        page().get("/api/v1/merchant").then().statusCode(200);
    }

    @Test
    void what_the_browser_holds_is_nowhere_in_the_database() {
        var row = database.withHandle(
                handle -> handle.select("select s::text from session s where merchant_id = ?", merchant.id())
                        .mapTo(String.class)
                        .one());
        assertThat(row).doesNotContain(cookie);
    }

    @Test
    void a_key_has_so_many_sessions_and_no_more() {
        for (int i = 0; i < 20; i++) {
            sessions.begin(merchant.id(), keyId());
        }
        assertThat(rows()).isEqualTo(20);
        assertOver();
    }

    private long rows() {
        return database.withHandle(
                handle -> handle.select("select count(*) from session where merchant_id = ?", merchant.id())
                        .mapTo(Long.class)
                        .one());
    }

    private long keyId() {
        return database.withHandle(
                handle -> handle.select("select api_key_id from api_key where merchant_id = ?", merchant.id())
                        .mapTo(Long.class)
                        .one());
    }
}
