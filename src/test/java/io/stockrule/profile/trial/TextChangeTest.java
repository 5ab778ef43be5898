package io.stockrule.profile.trial;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.TestSeller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a page is answered beside a text: what a form changes of it, what it reads, what its own lines came to, where
/// its versions differ, and what there is to begin with.
@QuarkusTest
class TextChangeTest {
    private static final String TEXT = "profile \"Candles\"\n# wax\nkeep 2 in reserve # broken\n";

    private TestSeller seller;

    @BeforeEach
    void create() {
        seller = TestSeller.create();
        seller.stock(5, Instant.now());
    }

    @Test
    void one_setting_is_changed_and_the_comments_stay() {
        change(TEXT, "keep", List.of(Map.of("percent", 10)))
                .statusCode(200)
                .body("text", equalTo("profile \"Candles\"\n# wax\nkeep 10% in reserve # broken\n"))
                .body("settings.keep[0].percent", equalTo(10));
        change(TEXT, "keep", null)
                .statusCode(200)
                .body("text", equalTo("profile \"Candles\"\n# wax\n# broken\n"))
                .body("settings.keep", nullValue());
        change(TEXT, "quantity", Map.of("mode", "not more than", "number", 4))
                .statusCode(200)
                .body("text", equalTo(TEXT + "quantity not more than 4\n"));
    }

    @Test
    void what_is_no_setting_is_refused() {
        change(TEXT, "colour", "red").statusCode(400).body("type", containsString("unknown-setting"));
        change(TEXT, "offer", "half").statusCode(400).body("type", containsString("not-a-setting"));
        change(TEXT, "offer", 101).statusCode(422).body("type", containsString("not-changeable"));
        change("profile \"A\"\nkeep 2 in resrve\n", "offer", 10)
                .statusCode(422)
                .body("diagnostics[0].line", equalTo(2));
    }

    @Test
    void a_check_tells_what_a_form_shows_and_what_it_does_not() {
        check(
                        "profile \"A\"\nquantity not more than 4\nwhen vendor is \"X\" or available at \"Berlin\" is 0 then stop\n")
                .body("form.settings.quantity.number", equalTo(4))
                .body("form.exceptions", equalTo(1))
                .body("reads.words", equalTo(List.of("vendor")))
                .body("reads.warehouses", equalTo(List.of("Berlin")))
                .body("reads.date", equalTo(false));
        check("profile \"A\"\nkeep 2 in resrve\n").body("form", nullValue()).body("reads", nullValue());
    }

    @Test
    void each_expectation_and_promise_is_told_what_came_of_it() {
        check("profile \"A\"\nexpect available 2 lists 2\nexpect available 3 lists 2\n"
                        + "promise listed is at most available\n")
                .body("accepted", equalTo(false))
                .body("lines.state", equalTo(List.of("held", "failed", "not tried")))
                .body("lines[1].line", equalTo(3))
                .body("lines[1].instead", containsString("lists 3"));
        check("profile \"A\"\npromise listed is at most available\n")
                .body("lines", hasSize(1))
                .body("lines[0].kind", equalTo("promise"), "lines[0].state", equalTo("held"));
        check("profile \"A\"\nquantity custom 5\npromise listed is at most available\n")
                .body("lines[0].state", equalTo("failed"))
                .body("lines[0].instead", containsString("promise is broken"));
    }

    @Test
    void two_versions_are_held_against_each_other_in_words_and_as_curves() {
        seller.profile("Candles", 3).statusCode(201);
        seller.profile("Candles", 5).statusCode(200);
        var versions = "/api/v1/profiles/Candles/versions/";
        seller.calls()
                .get(versions + "2/difference")
                .then()
                .statusCode(200)
                .body("from", equalTo(1), "version", equalTo(2), "complete", equalTo(true))
                .body("rows[0]", containsString("->"))
                .body("relation.kind", equalTo("NEVER_LESS"), "relation.more", equalTo("available 0: 3 -> 5"))
                .body("relation.less", nullValue(), "relation.holds", nullValue())
                .body("before.segments[-1].last.quantity", equalTo(3))
                .body("after.segments[-1].last.quantity", equalTo(5));
        seller.calls()
                .get(versions + "2/difference?from=2")
                .then()
                .statusCode(200)
                .body("rows", hasSize(0), "relation.kind", equalTo("EQUAL"));
        seller.calls().get(versions + "1/difference").then().statusCode(404);
        TestSeller.create().calls().get(versions + "2/difference").then().statusCode(404);
    }

    @Test
    void there_are_examples_to_begin_with() {
        seller.calls()
                .get("/api/v1/profile-examples")
                .then()
                .statusCode(200)
                .body("items.find { it.title == 'Aroma candles' }.sentence", containsString("own shop comes first"))
                .body("items.find { it.title == 'Aroma candles' }.text", containsString("quantity not more than 3"))
                .body("items.find { it.title == 'Aroma candles' }.curve.segments[-1].last.quantity", equalTo(3));
    }

    @Test
    void a_list_of_profiles_tells_their_quantity_warnings_and_who_follows_them() {
        seller.profile("Candles", 3).statusCode(201);
        var list = seller.list("Candles");
        seller.link(list, 1, "AMZ-1");
        seller.calls()
                .get("/api/v1/profiles")
                .then()
                .statusCode(200)
                .body("items[0].name", equalTo("Candles"), "items[0].quantity", equalTo("quantity custom quantity 3"))
                .body("items[0].warnings", equalTo(0))
                .body("items[0].lists", hasSize(1))
                .body("items[0].lists[0].listings", equalTo(1))
                .body("items[1].name", equalTo("Default"), "items[1].lists", hasSize(0));
        seller.calls()
                .delete("/api/v1/profiles/Candles")
                .then()
                .statusCode(409)
                .body("detail", containsString("(1 listing)"))
                .body("lists[0].sellingList", equalTo((int) list));
    }

    @Test
    void the_facts_of_a_listing_are_those_of_a_trial() {
        seller.profile("Candles", 3).statusCode(201);
        var listing = seller.link(seller.list("Candles"), 1, "AMZ-1");
        var facts = seller.calls()
                .get("/api/v1/listings/" + listing + "/facts")
                .then()
                .statusCode(200)
                .body("levels.Berlin", equalTo(5), "marketplace", equalTo("DE"), "packSize", equalTo(1))
                .extract()
                .as(Map.class);
        seller.calls()
                .contentType(JSON)
                .body(Map.of("text", "profile \"A\"\n\nquantity not more than 4\n", "facts", facts))
                .post("/api/v1/decide")
                .then()
                .statusCode(200)
                .body("quantity", equalTo(4))
                .body("trace[-1].line", equalTo(3))
                .body("trace[0].line", nullValue());
        TestSeller.create()
                .calls()
                .get("/api/v1/listings/" + listing + "/facts")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse change(String text, String setting, @Nullable Object value) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("text", text);
        body.put("setting", setting);
        body.put("value", value);
        return seller.calls()
                .contentType(JSON)
                .body(body)
                .post("/api/v1/profiles/actions/change")
                .then();
    }

    private ValidatableResponse check(String text) {
        return seller.calls()
                .contentType("text/plain; charset=utf-8")
                .body(text)
                .post("/api/v1/profiles/actions/check")
                .then()
                .statusCode(200);
    }
}
