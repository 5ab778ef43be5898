package io.stockrule.profile;

import static io.restassured.http.ContentType.JSON;
import static io.restassured.http.ContentType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.stockrule.access.TestMerchant;
import io.stockrule.stock.ledger.Variant;
import io.stockrule.stock.ledger.Variants;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProfileTest {
    private static final String PROFILE = "/api/v1/profiles/{name}";
    private static final String CANDLES = "profile \"Candles\"\nquantity not more than 3\n";

    @Inject
    Jdbi database;

    @Inject
    Variants variants;

    TestMerchant merchant;

    @BeforeEach
    void createMerchant() {
        merchant = TestMerchant.create("Candle Shop");
    }

    @Test
    void every_merchant_starts_with_an_editable_default() {
        call().get(PROFILE, "Default")
                .then()
                .statusCode(200)
                .body("version", equalTo(1), "text", startsWith("profile"));
        put("Default", "profile \"Default\"\nkeep 1 in reserve").statusCode(200).body("version", equalTo(2));
    }

    @Test
    void a_new_profile_is_created_and_read_back_in_both_forms() {
        put("Candles", CANDLES)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("name", equalTo("Candles"), "version", equalTo(1), "diagnostics", empty());
        call().get(PROFILE, "Candles")
                .then()
                .statusCode(200)
                .contentType(JSON)
                .header("ETag", "\"1\"")
                .body(
                        "text",
                        equalTo(CANDLES),
                        "savedAt",
                        notNullValue(),
                        "savedBy",
                        equalTo("merchant " + merchant.id()));
        var text = call().accept(TEXT)
                .get(PROFILE, "Candles")
                .then()
                .statusCode(200)
                .contentType(TEXT)
                .extract();
        assertThat(text.asString()).isEqualTo(CANDLES);
    }

    @Test
    void a_text_can_be_sent_as_json() {
        call().contentType(JSON)
                .body(Map.of("text", CANDLES))
                .put(PROFILE, "Candles")
                .then()
                .statusCode(201);
    }

    @Test
    void every_text_that_was_in_force_is_kept() {
        put("Candles", CANDLES).statusCode(201);
        put("Candles", CANDLES + "keep 2 in reserve").statusCode(200).header("ETag", "\"2\"");
        call().get(PROFILE + "/versions", "Candles").then().body("items.version", contains(2, 1), "next", nullValue());
        call().get(PROFILE + "/versions/1", "Candles").then().body("text", equalTo(CANDLES));
        call().get(PROFILE + "/versions/3", "Candles").then().statusCode(404);
    }

    @Test
    void versions_come_in_pages() {
        put("Candles", CANDLES).statusCode(201);
        put("Candles", CANDLES + "keep 2 in reserve").statusCode(200);
        put("Candles", CANDLES + "keep 3 in reserve").statusCode(200);
        var next = call().get(PROFILE + "/versions?limit=2", "Candles")
                .then()
                .body("items.version", contains(3, 2))
                .extract()
                .path("next");
        call().get(PROFILE + "/versions?limit=2&after=" + next, "Candles")
                .then()
                .body("items.version", contains(1));
    }

    @Test
    void profiles_come_in_pages_by_name() {
        put("Candles", CANDLES).statusCode(201);
        put("Yoga", "profile \"Yoga\"").statusCode(201);
        var next = call().get("/api/v1/profiles?limit=2")
                .then()
                .body("items.name", contains("Candles", "Default"))
                .extract()
                .path("next");
        call().queryParam("after", next.toString())
                .get("/api/v1/profiles")
                .then()
                .body("items.name", contains("Yoga"), "next", nullValue());
    }

    @Test
    void an_unchanged_text_makes_no_version() {
        put("Candles", CANDLES).statusCode(201);
        put("Candles", CANDLES).statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void a_rejected_text_leaves_the_version_in_force_and_names_every_mistake() {
        put("Candles", CANDLES).statusCode(201);
        put("Candles", "profile \"Candles\"\nquantity not more then 3\n\nkeep two in reserve\n")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", containsString("profile-rejected"))
                .body("diagnostics.line", contains(2, 4))
                .body("diagnostics.severity", contains("error", "error"))
                .body("diagnostics[0].code", startsWith("SR1"))
                .body("diagnostics[0].column", equalTo(19))
                .body("diagnostics[0].length", equalTo(4))
                .body("diagnostics[0].message", notNullValue())
                .body("diagnostics[0].help", notNullValue())
                .body("diagnostics[0].rendered", startsWith("Candles.stockrule:2:19: SR1"))
                .body("diagnostics[0].rendered", containsString("  2 | quantity not more then 3\n"));
        call().get(PROFILE, "Candles").then().body("version", equalTo(1), "text", equalTo(CANDLES));
    }

    @Test
    void the_text_must_name_the_profile_that_it_is_saved_as() {
        put("Yoga", "# mats\n" + CANDLES)
                .statusCode(422)
                .body("diagnostics[0].code", equalTo("SR401"))
                .body("diagnostics[0].line", equalTo(2))
                .body("diagnostics[0].column", equalTo(9))
                .body("diagnostics[0].length", equalTo(9))
                .body("diagnostics[0].help", equalTo("write profile \"Yoga\""));
        call().get(PROFILE, "Yoga").then().statusCode(404);
    }

    @Test
    void warnings_come_with_the_answer() {
        put("Candles", CANDLES + "when sellable is below 0 then hold")
                .statusCode(201)
                .body("diagnostics.severity", contains("warning"));
    }

    @Test
    void a_warehouse_must_be_one_of_the_merchants_own() {
        warehouse(merchant, "Berlin");
        warehouse(TestMerchant.create("Yoga Shop"), "Hamburg");
        put("Candles", CANDLES + "use warehouse \"Berlin\"").statusCode(201);
        put("Candles", CANDLES + "use warehouse \"Hamburg\"")
                .statusCode(422)
                .body("diagnostics[0].code", equalTo("SR201"));
    }

    @Test
    void a_marketplace_that_does_not_exist_is_refused_with_the_codes() {
        put("Candles", CANDLES + "when marketplace is not \"Germany\" then stop")
                .statusCode(422)
                .body("diagnostics.code", contains("SR211"))
                .body("diagnostics[0].help", startsWith("did you mean \"DE\"? Amazon's marketplaces are AE, AU, "));
    }

    @Test
    void what_no_product_is_called_is_warned_of() {
        var written = "when vendor is \"Nordlich\" or tag is \"recall\" or collection is \"Any\" then stop";
        put("Candles", CANDLES + written).statusCode(201).body("diagnostics", empty());
        variant(merchant, 1, "Nordlicht", "Recall");
        variant(TestMerchant.create("Yoga Shop"), 1, "Nordlich", "recall");
        put("Candles", CANDLES + written + " ")
                .statusCode(200)
                .body("diagnostics.code", contains("SR311"))
                .body("diagnostics[0].help", equalTo("did you mean \"Nordlicht\"?"));
        variant(merchant, 2, "Nordlich", "new");
        put("Candles", CANDLES + written).statusCode(200).body("diagnostics", empty());
    }

    @Test
    void of_a_merchant_with_more_tags_than_are_loaded_any_is_accepted() {
        var tags = IntStream.rangeClosed(1, 2_000).mapToObj(i -> "tag " + i).toArray(String[]::new);
        variant(merchant, 1, "Nordlicht", tags);
        put("Candles", CANDLES + "when tag is \"other\" then stop").body("diagnostics.code", contains("SR311"));
        variant(merchant, 2, "Nordlicht", "one more");
        put("Candles", CANDLES + "when tag is \"another\" then stop").body("diagnostics", empty());
    }

    @Test
    void a_closed_warehouse_is_warned_of() {
        warehouse(merchant, "Berlin");
        database.useHandle(
                handle -> handle.execute("update warehouse set active = false where merchant_id = ?", merchant.id()));
        put("Candles", CANDLES + "use warehouse \"Berlin\"")
                .statusCode(201)
                .body("diagnostics.code", contains("SR302"));
    }

    @Test
    void any_warehouse_name_is_accepted_before_there_are_warehouses() {
        put("Candles", CANDLES + "use warehouse \"Berlin\"").statusCode(201);
    }

    @Test
    void an_edit_that_has_not_seen_the_version_in_force_changes_nothing() {
        put("Candles", CANDLES).statusCode(201);
        var edited = CANDLES + "keep 1 in reserve";
        put("\"2\"", "Candles", edited)
                .statusCode(412)
                .body("type", containsString("version-conflict"), "version", equalTo(1));
        put("\"1\"", "Yoga", "profile \"Yoga\"").statusCode(412);
        put("\"1\"", "Candles", edited).statusCode(200).header("ETag", "\"2\"");
    }

    @Test
    void what_was_to_be_new_replaces_nothing() {
        var text = "profile \"Default\"\nkeep 1 in reserve";
        plain(text).header("If-None-Match", "*").put(PROFILE, "Default").then().statusCode(412);
    }

    @Test
    void of_many_writers_who_saw_the_same_version_one_wins() throws Exception {
        put("Candles", CANDLES).statusCode(201);
        var statuses = atOnce(8, i -> put("\"1\"", "Candles", CANDLES + "keep %d in reserve".formatted(i)));
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        call().get(PROFILE, "Candles").then().body("version", equalTo(2));
    }

    @Test
    void of_many_creators_one_creates_and_the_others_come_after() throws Exception {
        var statuses = atOnce(8, i -> put("Candles", CANDLES + "keep %d in reserve".formatted(i)));
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        call().get(PROFILE, "Candles").then().body("version", equalTo(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EU/US 50% & more?", "Kerzen \"süß\" #1", "日本 😀", "a\\b", "a+b;c=d", "versions", "x/versions"})
    void any_text_can_be_a_name(String name) {
        var quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        put(name, "profile \"%s\"".formatted(quoted)).statusCode(201).body("name", equalTo(name));
        call().get(PROFILE, name).then().statusCode(200).body("name", equalTo(name));
        call().get(PROFILE + "/versions", name).then().statusCode(200).body("items.version", contains(1));
    }

    @Test
    void a_name_is_the_same_however_its_letters_are_composed() {
        put("Su\u0308ß", "profile \"S\u00fcß\"").statusCode(201).body("name", equalTo("S\u00fcß"));
        call().get(PROFILE, "S\u00fcß").then().statusCode(200);
    }

    @Test
    void names_that_cannot_be_are_refused() {
        call().get(PROFILE, "a\u0000b").then().statusCode(400);
        call().get(PROFILE, "x".repeat(201)).then().statusCode(400);
    }

    @Test
    void bad_bodies_are_refused_and_never_guessed() {
        call().contentType("text/plain")
                .body("profile \"Süß\"".getBytes(StandardCharsets.ISO_8859_1))
                .put(PROFILE, "Süß")
                .then()
                .statusCode(400)
                .body("type", containsString("not-utf-8"));
        call().contentType(JSON)
                .body("{\"text\":null}")
                .put(PROFILE, "Candles")
                .then()
                .statusCode(400);
        call().contentType(JSON)
                .body("{\"text\":\"")
                .put(PROFILE, "Candles")
                .then()
                .statusCode(400);
        call().contentType("text/html").body("x").put(PROFILE, "Candles").then().statusCode(415);
        put("Candles", CANDLES + "\u0000").statusCode(422);
        put("Candles", "").statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024, 1024 * 1024})
    void a_text_above_64_kib_is_refused(int size) {
        put("Candles", CANDLES + "#".repeat(size)).statusCode(422).body("diagnostics[0].code", equalTo("SR001"));
    }

    @Test
    void a_profile_is_deleted_only_in_the_version_that_the_caller_means() {
        plain("profile \"Soap\"").put(PROFILE, "Soap").then().statusCode(201);
        call().header("If-Match", "\"2\"")
                .delete(PROFILE, "Soap")
                .then()
                .statusCode(412)
                .body("version", equalTo(1));
        call().header("If-Match", "\"1\"").delete(PROFILE, "Soap").then().statusCode(204);
        call().header("If-Match", "\"1\"").delete(PROFILE, "Soap").then().statusCode(404);
    }

    @Test
    void a_profile_without_selling_lists_can_be_deleted_but_never_the_default() {
        put("Candles", CANDLES).statusCode(201);
        call().delete(PROFILE, "Candles").then().statusCode(204);
        call().get(PROFILE, "Candles").then().statusCode(404);
        call().delete(PROFILE, "Candles").then().statusCode(404);
        call().delete(PROFILE, "Default").then().statusCode(409);
        put("Candles", CANDLES).statusCode(201).header("ETag", "\"1\"");
    }

    private RequestSpecification call() {
        return merchant.calls();
    }

    private RequestSpecification plain(String text) {
        return call().contentType("text/plain").body(text.getBytes(StandardCharsets.UTF_8));
    }

    private ValidatableResponse put(String name, String text) {
        return plain(text).put(PROFILE, name).then();
    }

    private ValidatableResponse put(String ifMatch, String name, String text) {
        return plain(text).header("If-Match", ifMatch).put(PROFILE, name).then();
    }

    private void variant(TestMerchant owner, long id, String vendor, String... tags) {
        variants.register(
                owner.id(),
                7,
                List.of(new Variant(id, id, "SKU", "Title", vendor, "Candle", List.of(tags), "", List.of(), false)));
    }

    private void warehouse(TestMerchant owner, String name) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> handle.execute("""
                        insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                        values (?, nextval('stockrule_id'), 1, 1, ?, true)
                        """, owner.id(), name)));
    }

    private static List<Integer> atOnce(int count, IntFunction<ValidatableResponse> call) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, count)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> call.apply(i).extract().statusCode())
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
