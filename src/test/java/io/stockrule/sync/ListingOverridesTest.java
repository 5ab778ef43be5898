package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people and files set for single listings, from the call to the decision.
@QuarkusTest
class ListingOverridesTest {
    @Inject
    Decider decider;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private long list;
    private long listing;

    @BeforeEach
    void linkListings() {
        Fanning.finish();
        database.useHandle(handle -> handle.execute("update target set due_at = null"));
        seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        seller.stock(40, Instant.parse("2026-11-22T10:00:00Z"));
        list = seller.list("Ten");
        listing = seller.link(list, 1, "AMZ-1");
        seller.link(list, 2, "AMZ-2");
        Deciding.decideStale(decider);
    }

    @Test
    void a_pin_is_listed_until_it_is_taken_back() {
        assertThat(decided()).isEqualTo("lists 10");
        set("pin", Map.of("units", 7, "reason", "photo shoot"))
                .statusCode(201)
                .header("Location", containsString("/api/v1/listings/%d/overrides/pin".formatted(listing)))
                .body("kind", equalTo("pin"))
                .body("units", equalTo(7))
                .body("author", startsWith("merchant "));
        Deciding.decideStale(decider);
        assertThat(decided()).isEqualTo("lists 7");
        assertThat(explanation().jsonPath().getList("decision.trace.sentence", String.class))
                .anyMatch(sentence -> sentence.startsWith("pinned to 7, \"photo shoot\" (merchant "));
        seller.calls().delete(address("pin")).then().statusCode(204);
        Deciding.decideStale(decider);
        assertThat(decided()).isEqualTo("lists 10");
        seller.calls()
                .get(address("history"))
                .then()
                .body("items.over.how", contains("removed"))
                .body("items[0].over.by", startsWith("merchant "));
    }

    private ExtractableResponse<Response> explanation() {
        return seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .statusCode(200)
                .extract();
    }

    @Test
    void one_ends_by_itself() {
        var end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        set("cap", Map.of("units", 3, "reason", "slow carrier", "end", end.toString()))
                .statusCode(201);
        Deciding.decideStale(decider);
        assertThat(decided()).isEqualTo("lists 3");
        assertThat(dueAt()).as("is decided again at its end").isEqualTo(end);
        endNow();
        await().untilAsserted(() -> {
            Deciding.decideStale(decider);
            assertThat(decided()).isEqualTo("lists 10");
        });
        seller.calls().get(address("")).then().body("$", hasSize(0));
        seller.calls().get(address("history")).then().body("items.over.how", contains("ended"));
        seller.calls().get(address("cap")).then().statusCode(404);
    }

    /// Else a file that sets many to 0 would be told as a change of stock.
    @Test
    void a_number_that_comes_of_one_says_so_and_the_next_of_stock_does_not() {
        seller.calls()
                .contentType("text/plain")
                .body("profile \"Ten\"\nquantity not more than 10")
                .put("/api/v1/profiles/Ten")
                .then()
                .statusCode(200);
        Fanning.finish();
        Deciding.decideStale(decider);
        set("cap", Map.of("units", 3, "reason", "slow carrier")).statusCode(201);
        assertThat(causeOfNext()).isEqualTo("OVERRIDE");
        assertThat(causeAfterSale()).isEqualTo("STOCK");
        set("cap", Map.of("units", 2, "reason", "slower carrier")).statusCode(200);
        assertThat(causeOfNext()).isEqualTo("OVERRIDE");
        seller.calls().delete(address("cap")).then().statusCode(204);
        assertThat(causeOfNext()).isEqualTo("OVERRIDE");
        assertThat(causeAfterSale()).isEqualTo("STOCK");
    }

    private String causeAfterSale() {
        stock(1);
        var cause = causeOfNext();
        stock(40);
        Deciding.decideStale(decider);
        return cause;
    }

    private void stock(int units) {
        database.useHandle(handle -> {
            long merchant = seller.merchant().id();
            handle.execute("update stock_level set available = ? where merchant_id = ?", units, merchant);
            handle.execute("update target set due_at = now() where merchant_id = ?", merchant);
        });
    }

    /// What the next number is a consequence of, as Amazon shows another.
    private String causeOfNext() {
        Deciding.decideStale(decider);
        return database.withHandle(handle -> handle.select(
                        "select moved_cause from delivery where merchant_id = ? and seller_sku = 'AMZ-1'",
                        seller.merchant().id())
                .mapTo(String.class)
                .one());
    }

    /// As if its time had come.
    private void endNow() {
        database.useHandle(handle -> {
            handle.execute(
                    "update listing_override set ends_at = now() - interval '1 second' where merchant_id = ?",
                    seller.merchant().id());
            handle.execute(
                    "update target set due_at = now() where merchant_id = ? and due_at is not null",
                    seller.merchant().id());
        });
    }

    @Test
    void who_means_another_than_what_is_set_changes_nothing() {
        var tag = set("pin", Map.of("units", 7, "reason", "photo shoot"))
                .extract()
                .header("ETag");
        set("pin", Map.of("units", 7, "reason", "photo shoot")).statusCode(200).header("ETag", equalTo(tag));
        seller.calls()
                .header("If-None-Match", "*")
                .body(Map.of("units", 8, "reason", "mine"))
                .put(address("pin"))
                .then()
                .statusCode(412);
        set("pin", Map.of("units", 8, "reason", "another")).statusCode(200);
        seller.calls()
                .header("If-Match", tag)
                .body(Map.of("units", 9, "reason", "late"))
                .put(address("pin"))
                .then()
                .statusCode(412)
                .body("type", containsString("version-conflict"));
        seller.calls().header("If-Match", tag).delete(address("pin")).then().statusCode(412);
        seller.calls().get(address("pin")).then().body("units", equalTo(8));
        seller.calls()
                .get(address("history"))
                .then()
                .body("items.units", contains(8, 7))
                .body("items[1].over.how", equalTo("replaced"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            pin     | 1000001 | x | -                   | -    | units
            pin     | -1      | x | -                   | -    | units
            reserve | 0       | x | -                   | -    | units: a reserve has 1 to 1,000,000 units
            cap     | 3       | x | -                   | true | alsoWhenStopped: only a pin can act when the profile stops, not a cap
            pin     | 3       | - | -                   | -    | reason
            pin     | 3       | x | 2031-12-24          | -    | "2031-12-24" has no time of day; write 2031-12-24T00:00
            pin     | 3       | x | 2021-12-24T10:00    | -    | is over already
            pin     | 3       | x | christmas           | -    | "christmas" is not a time; write it like
            """)
    void what_is_nearly_right_is_refused(
            String kind, int units, String reason, String end, Boolean alsoWhenStopped, String told) {
        var body = new HashMap<String, Object>();
        body.put("units", units);
        body.put("reason", reason);
        body.put("end", end);
        body.put("alsoWhenStopped", alsoWhenStopped);
        var answer = set(kind, body).statusCode(400).extract().asString();
        assertThat(answer.replace("\\\"", "\"")).contains(told);
        seller.calls().get(address("")).then().body("$", hasSize(0));
    }

    @Test
    void a_kind_that_there_is_not_is_told() {
        set("pinn", Map.of("units", 3, "reason", "x"))
                .statusCode(404)
                .body("detail", containsString("there are pin, cap and reserve"));
    }

    @Test
    void a_file_sets_many_and_each_line_by_itself() {
        var file = """
                Amazon SKU,pin,reserve more,reason,end,notes
                AMZ-1,7 also when stopped,,photo shoot,2031-12-24T18:00,
                AMZ-2,,35,slow carrier,,mine
                AMZ-3,1,,unknown,,
                AMZ-1,2,,twice,,
                AMZ-2,seven,,not a number,,
                """;
        upload(file, "?dryRun=true").body("set", equalTo(2)).body("dryRun", equalTo(true));
        seller.calls().get("/api/v1/overrides").then().body("items", hasSize(0));
        upload(file, "")
                .body("set", equalTo(2))
                .body("refused", equalTo(3))
                .body("results.problem", hasItem("unknown-sku"))
                .body("results[3].problem", equalTo("given-twice"))
                .body("results[4].problem", equalTo("given-twice"))
                .body("remarks", contains("the column \"notes\" is not read"));
        Fanning.finish();
        Deciding.decideStale(decider);
        assertThat(decided()).isEqualTo("lists 7");
        seller.calls()
                .get("/api/v1/overrides")
                .then()
                .body("items.kind", contains("pin", "reserve"))
                .body("items[0].alsoWhenStopped", equalTo(true));
        upload(file, "").body("set", equalTo(0)).body("unchanged", equalTo(2));
    }

    /// A number for one of them alone would keep anything from being sent.
    @Test
    void a_file_sets_nothing_for_one_of_several_listings_under_an_amazon_sku() {
        seller.link(seller.list("Ten"), 3, "AMZ-1");
        upload("Amazon SKU,pin,reason,vendor\nAMZ-1,3,x,Lumen\nAMZ-2,abc,x,\nAMZ-2,4,x,\n", "")
                .body("set", equalTo(1))
                .body("results.problem", contains("sku-shared", "invalid-override", null))
                .body("results[0].message", startsWith("2 listings are linked to this Amazon SKU"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pin,reason\\n1,x              | must name a column "Amazon SKU"; there are: "pin", "reason"
            Amazon SKU,pin\\nAMZ-1,2      | must name a column "reason"
            Amazon SKU,reason\\nAMZ-1,x   | must name a column "pin", "cap" or "reserve more"
            Amazon SKU,pin,reason,Ends\\n | "Ends" may mean until when; call the column "end"
            Amazon SKU,pin,PIN,reason\\n  | two columns are "pin": delete one of them
            Amazon SKU,seller-sku,pin\\n  | two columns are "amazon sku": delete one of them
            """)
    void a_file_that_cannot_mean_anything_is_refused(String file, String told) {
        var answer =
                post(file.replace("\\n", "\n"), "").statusCode(422).extract().asString();
        assertThat(answer.replace("\\\"", "\"")).contains(told);
    }

    @Test
    void an_end_that_comes_while_it_waits_is_no_failure() throws Exception {
        var end = Instant.now().plus(700, ChronoUnit.MILLIS);
        var answer = whileHeld(
                "select 1 from listing where merchant_id = ? and listing_id = ? for update",
                () -> set("pin", Map.of("units", 7, "reason", "a moment", "end", end.toString()))
                        .extract(),
                () -> await().until(() -> Instant.now().isAfter(end)));
        assertThat(answer.statusCode()).isEqualTo(201);
        seller.calls().get(address("")).then().body("$", hasSize(0));
        seller.calls().get(address("history")).then().body("items.over.how", contains("ended"));
    }

    @Test
    void a_line_whose_listing_goes_meanwhile_is_not_told_as_unchanged() throws Exception {
        var answer = whileHeld(
                "delete from listing where merchant_id = ? and listing_id = ?",
                () -> upload("Amazon SKU,pin,reason\nAMZ-1,7,photo shoot\nAMZ-2,3,slow carrier\n", "")
                        .extract(),
                () -> {});
        assertThat(answer.jsonPath().getList("results.outcome", String.class)).containsExactly("REFUSED", "SET");
        assertThat(answer.jsonPath().getString("results[0].problem")).isEqualTo("unknown-sku");
    }

    /// Does something first, has the service wait for it, and lets it go on when something has come.
    private ExtractableResponse<Response> whileHeld(
            String held, Callable<ExtractableResponse<Response>> call, Runnable comes) throws Exception {
        try (var caller = Executors.newSingleThreadExecutor()) {
            Future<ExtractableResponse<Response>> answer;
            try (var handle = database.open()) {
                handle.begin();
                handle.execute(held, seller.merchant().id(), listing);
                int holds = handle.select("select pg_backend_pid()")
                        .mapTo(int.class)
                        .one();
                answer = caller.submit(call);
                await().until(() -> isWaitedFor(holds));
                comes.run();
                handle.commit();
            }
            return answer.get(10, TimeUnit.SECONDS);
        }
    }

    private boolean isWaitedFor(int holds) {
        return database.withHandle(handle -> handle.select(
                        "select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))", holds)
                .mapTo(boolean.class)
                .one());
    }

    @Test
    void an_end_is_as_exact_as_it_is_kept() {
        var wish = Map.<String, Object>of("units", 7, "reason", "exact", "end", "2031-12-24T18:00:00.123456789Z");
        var tag = set("pin", wish).statusCode(201).extract().header("ETag");
        set("pin", wish).statusCode(200).header("ETag", equalTo(tag));
    }

    @Test
    void a_trial_knows_what_is_set() {
        var before = facts();
        assertThat(before.getMap("")).doesNotContainKey("overrides");
        set("pin", Map.of("units", 7, "reason", "photo shoot", "alsoWhenStopped", true));
        set("reserve", Map.of("units", 2, "reason", "carrier"));
        var facts = facts();
        assertThat(facts.getList("overrides.kind", String.class)).containsExactly("reserve", "pin");
        var trial = Map.of("text", "profile \"Ten\"\nquantity not more than 10", "facts", facts.getMap(""));
        var answer = seller.calls()
                .body(trial)
                .post("/api/v1/decide")
                .then()
                .statusCode(200)
                .body("quantity", equalTo(7))
                .extract();
        assertThat(answer.jsonPath().getList("trace.sentence", String.class))
                .anyMatch(sentence -> sentence.startsWith("pinned to 7, \"photo shoot\" (merchant "));
    }

    private JsonPath facts() {
        return seller.calls()
                .get("/api/v1/listings/%d/facts".formatted(listing))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void of_many_who_set_the_same_at_once_one_is_in_force() {
        IntStream.range(0, 12).parallel().forEach(i -> set("pin", Map.of("units", i, "reason", "at once")));
        seller.calls().get(address("")).then().body("$", hasSize(1));
        seller.calls().get(address("history")).then().body("items", hasSize(12));
    }

    private ValidatableResponse upload(String file, String query) {
        return post(file, query).statusCode(200);
    }

    private ValidatableResponse post(String file, String query) {
        return seller.merchant()
                .calls()
                .contentType("text/csv")
                .body(file)
                .post("/api/v1/selling-lists/%d/overrides%s".formatted(list, query))
                .then();
    }

    private ValidatableResponse set(String kind, Map<String, Object> body) {
        return seller.calls().body(body).put(address(kind)).then();
    }

    private String address(String end) {
        return "/api/v1/listings/%d/overrides%s".formatted(listing, end.isEmpty() ? "" : "/" + end);
    }

    private String decided() {
        return database.withHandle(handle -> handle.select(
                        "select concat_ws(' ', outcome, quantity) from decision where merchant_id = ? and listing_id = ?",
                        seller.merchant().id(),
                        listing)
                .mapTo(String.class)
                .one());
    }

    private Instant dueAt() {
        return database.withHandle(handle -> handle.select(
                        "select due_at from target where merchant_id = ? and seller_sku = 'AMZ-1'",
                        seller.merchant().id())
                .mapTo(Instant.class)
                .one());
    }
}
