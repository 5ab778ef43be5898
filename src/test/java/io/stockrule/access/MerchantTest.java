package io.stockrule.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MerchantTest {
    @Inject
    Merchants merchants;

    @Inject
    Witness witness;

    @Test
    void a_new_merchant_has_a_name_a_zone_and_a_key() {
        var created = post(Map.of("name", "Candle Shop", "timeZone", "Europe/Berlin"));
        created.then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("merchant.name", equalTo("Candle Shop"))
                .body("merchant.timeZone", equalTo("Europe/Berlin"))
                .body("merchant.createdAt", notNullValue())
                .body("apiKey.key", notNullValue());
        TestMerchant.asOperator()
                .get(created.header("Location"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Candle Shop"));
    }

    @Test
    void the_zone_is_absent_until_it_is_set() {
        var merchant = TestMerchant.create("Candle Shop");
        assertThat(merchants.timeZone(merchant.id())).isEmpty();
        TestMerchant.asOperator().get(address(merchant)).then().body("timeZone", nullValue());

        patch(merchant, "Asia/Tokyo").then().statusCode(200).body("timeZone", equalTo("Asia/Tokyo"));

        assertThat(merchants.timeZone(merchant.id())).contains(ZoneId.of("Asia/Tokyo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlim", "+02:00", "UTC+1", "europe/berlin", "CEST ", "Z"})
    void an_unknown_zone_is_refused(String zone) {
        post(Map.of("name", "Candle Shop", "timeZone", zone))
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:unknown-time-zone"));
        patch(TestMerchant.create("Candle Shop"), zone).then().statusCode(422);
    }

    @Test
    void others_hear_of_a_new_merchant_when_its_row_is_written() {
        var merchant = TestMerchant.create("Candle Shop");
        assertThat(witness.created).contains("%d Candle Shop".formatted(merchant.id()));
    }

    @Test
    void others_hear_of_a_zone_that_changed_and_not_of_one_that_stayed() {
        var merchant = TestMerchant.create("Candle Shop");
        patch(merchant, "Europe/Berlin");
        patch(merchant, "Europe/Berlin");
        patch(merchant, "Asia/Tokyo");
        assertThat(witness.zones.stream().filter(id -> id == merchant.id())).hasSize(2);
    }

    @Test
    void a_list_goes_on_where_the_page_before_ended() {
        for (int i = 0; i < 3; i++) {
            TestMerchant.create("Shop " + i);
        }
        var first = TestMerchant.asOperator().get("/api/v1/merchants?limit=2");
        first.then().body("items", hasSize(2)).body("next", notNullValue());
        var second = TestMerchant.asOperator()
                .get("/api/v1/merchants?limit=2&after=" + first.jsonPath().getString("next"));
        assertThat(first.jsonPath().getList("items.id"))
                .doesNotContainAnyElementsOf(second.jsonPath().getList("items.id"));
    }

    @Test
    void an_unknown_merchant_is_not_found() {
        TestMerchant.asOperator().get("/api/v1/merchants/-1").then().statusCode(404);
        TestMerchant.asOperator().get("/api/v1/merchants/-1/api-keys").then().statusCode(404);
        patch(new TestMerchant(-1, ""), "Europe/Berlin").then().statusCode(404);
    }

    private static Response post(Map<String, String> body) {
        return TestMerchant.asOperator()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/merchants");
    }

    private static Response patch(TestMerchant merchant, String zone) {
        return TestMerchant.asOperator()
                .contentType(ContentType.JSON)
                .body(Map.of("timeZone", zone))
                .patch(address(merchant));
    }

    private static String address(TestMerchant merchant) {
        return "/api/v1/merchants/" + merchant.id();
    }

    /// Remembers what it heard.
    @Singleton
    static class Witness {
        final List<String> created = new ArrayList<>();
        final List<Long> zones = new ArrayList<>();

        @Inject
        Jdbi database;

        void merchant(@Observes MerchantCreated event) {
            assertThat(QuarkusTransaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
            created.add(event.merchantId() + " "
                    + database.withHandle(handle -> handle.select(
                                    "select name from merchant where merchant_id = ?", event.merchantId())
                            .mapTo(String.class)
                            .one()));
        }

        void zone(@Observes MerchantChanged event) {
            zones.add(event.merchantId());
        }
    }
}
