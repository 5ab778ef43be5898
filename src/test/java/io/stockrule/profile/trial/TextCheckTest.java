package io.stockrule.profile.trial;

import static io.restassured.http.ContentType.JSON;
import static io.restassured.http.ContentType.TEXT;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.TestSeller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever writes a profile is told while writing.
@QuarkusTest
class TextCheckTest {
    private static final String CHECK = "/api/v1/profiles/actions/check";

    private TestSeller seller;

    @BeforeEach
    void create() {
        seller = TestSeller.create();
        seller.stock(5, Instant.now());
    }

    @Test
    void a_good_text_is_drawn_and_not_saved() {
        check("profile \"Candles\"\nkeep 2 in reserve\nquantity not more than 10\n")
                .body("accepted", equalTo(true), "name", equalTo("Candles"), "diagnostics", empty())
                .body("curve.exact", equalTo(true))
                .body("curve.segments", hasSize(3))
                .body("curve.segments[0].from", nullValue(), "curve.segments[0].last.quantity", equalTo(0))
                .body("curve.segments[1].from", equalTo(3), "curve.segments[1].to", equalTo(11))
                .body("curve.segments[1].first.quantity", equalTo(1), "curve.segments[1].last.quantity", equalTo(9))
                .body("curve.segments[2].to", nullValue(), "curve.segments[2].first.quantity", equalTo(10));
        seller.calls().get("/api/v1/profiles/Candles").then().statusCode(404);
    }

    @Test
    void what_is_wrong_is_told_where_it_is() {
        check("profile \"Candles\"\nkeep 2 in resrve\n")
                .body("accepted", equalTo(false), "name", nullValue(), "curve", nullValue())
                .body("diagnostics", hasSize(1))
                .body("diagnostics[0].severity", equalTo("error"))
                .body("diagnostics[0].line", equalTo(2), "diagnostics[0].column", equalTo(11))
                .body("diagnostics[0].help", containsString("reserve"));
    }

    @Test
    void what_a_page_can_change_is_told_with_it() {
        check("profile \"Candles\"\nif stock < 3 then 0\n")
                .body("diagnostics", hasSize(1))
                .body("diagnostics[0].repair.certain", equalTo(true))
                .body("diagnostics[0].repair.edits", hasSize(2))
                .body("diagnostics[0].repair.edits[0].line", equalTo(2))
                .body("diagnostics[0].repair.edits[0].column", equalTo(1))
                .body("diagnostics[0].repair.edits[0].length", equalTo("if stock <".length()))
                .body("diagnostics[0].repair.edits[0].replacement", equalTo("when available is below"));
        check("profile \"Candles\"\nuse warehouses \"Berlni\"\n")
                .body("diagnostics[0].repair.certain", equalTo(false))
                .body("diagnostics[0].repair.edits[0].replacement", equalTo("\"Berlin\""));
        check("profile \"Candles\"\nwhen available is 1 and available is 2 then hold\n")
                .body("diagnostics[0].repair", nullValue(), "diagnostics[0].also", hasSize(1))
                .body("diagnostics[0].also[0].column", equalTo(25));
    }

    @Test
    void a_date_that_is_over_is_warned_of() {
        check("profile \"Candles\"\nwhen date is 1999-12-31 then hold\n")
                .body("accepted", equalTo(true), "diagnostics[0].code", equalTo("SR314"));
    }

    @Test
    void the_merchants_own_warehouses_are_known() {
        check("profile \"Candles\"\nuse warehouses \"Berlin\"\n").body("accepted", equalTo(true));
        check("profile \"Candles\"\nuse warehouses \"Berlni\"\n")
                .body("accepted", equalTo(false), "diagnostics[0].help", containsString("Berlin"));
        names().body("warehouses", contains("Berlin"), "vendors", empty())
                .body("marketplaces", hasItems("DE", "FR"), "ruleFiles", not(empty()));
    }

    @Test
    void another_merchants_names_are_not() {
        var other = TestSeller.create();
        other.calls().get("/api/v1/profile-names").then().statusCode(200).body("warehouses", not(hasItem("Berlin")));
    }

    @Test
    void json_is_taken_as_well_and_anything_else_refused_in_a_sentence() {
        seller.calls()
                .contentType(JSON)
                .body(Map.of("text", "profile \"Candles\""))
                .post(CHECK)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(true));
        seller.calls().contentType(JSON).body(Map.of()).post(CHECK).then().statusCode(400);
        seller.calls()
                .contentType(TEXT)
                .body(new byte[] {(byte) 0xc3})
                .post(CHECK)
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
    }

    private ValidatableResponse check(String text) {
        return seller.calls()
                .contentType(TEXT)
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post(CHECK)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse names() {
        return seller.calls().get("/api/v1/profile-names").then().statusCode(200);
    }
}
