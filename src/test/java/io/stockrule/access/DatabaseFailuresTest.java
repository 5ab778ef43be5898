package io.stockrule.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DatabaseFailuresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATE | WHY                      | TYPE
            53100 | the disk is full         | database-unavailable
            53200 | no memory                | database-unavailable
            53300 | no connection is left    | database-unavailable
            58030 | the disk is broken       | database-unavailable
            25006 | it takes no writes       | database-unavailable
            25P03 | the transaction stood still | database-unavailable
            25P04 | the transaction took too long | database-unavailable
            57P01 | it shuts down            | database-unavailable
            08006 | the connection is gone   | database-unavailable
            55P03 | a lock is not had        | busy
            57014 | a statement took too long | busy
            40P01 | a deadlock               | busy
            """)
    void what_passes_is_answered_503_with_a_time_to_come_again(String state, String why, String type) {
        given().get("/test/sql/" + state)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("type", equalTo("urn:stockrule:problem:" + type))
                .body("detail", not(containsString("own words")));
    }

    @Test
    void what_is_a_mistake_of_ours_is_500() {
        given().get("/test/sql/42601").then().statusCode(500);
    }

    @Test
    void any_call_that_finds_the_disk_full_has_the_service_not_ready_until_something_is_stored() {
        given().get("/test/sql/53100").then().statusCode(503);
        given().get("/q/health/ready").then().statusCode(503);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void a_lack_of_memory_is_no_lack_of_space() {
        assertThat(DatabaseAway.cannotStore(new SQLException("", "53200"))).isFalse();
        assertThat(DatabaseAway.cannotStore(new SQLException("", "53000"))).isTrue();
    }
}
