package io.stockrule.sync.outlook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.stockrule.language.Profile;
import io.stockrule.listing.TestSeller;
import io.stockrule.profile.ProfileTrials;
import io.stockrule.sync.DecideResource;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said beforehand is what happens.
@QuarkusTest
class PreviewTest {
    @Inject
    Jdbi database;

    @Inject
    Decider decider;

    @Inject
    Previews previews;

    @Inject
    ProfileTrials trials;

    @Inject
    ObjectMapper json;

    private TestSeller seller;
    private long list;
    private List<Long> listings;

    @BeforeEach
    void sell() {
        seller = TestSeller.create();
        seller.stock(5, Instant.parse("2026-01-01T00:00:00Z"));
        spread();
        save("quantity not more than 4");
        list = seller.list("Some");
        listings = IntStream.rangeClosed(1, 8)
                .mapToObj(variant -> seller.link(list, variant, "AMZ-" + variant))
                .toList();
        decide();
    }

    /// Stock of 1 to 10.
    private void spread() {
        database.useHandle(handle -> handle.execute(
                "update stock_level set available = inventory_item_id - 100 where merchant_id = ?",
                seller.merchant().id()));
    }

    private void save(String rule) {
        seller.merchant()
                .calls()
                .contentType("text/plain")
                .body(text(rule))
                .put("/api/v1/profiles/Some")
                .then()
                .statusCode(lessThan(300));
    }

    private static String text(String rule) {
        return "profile \"Some\"\n" + rule;
    }

    private void decide() {
        Fanning.finish();
        while (Deciding.decideStale(decider) > 0) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    /// The last event.
    private JsonNode preview(String path, Map<String, String> body) throws Exception {
        var events = seller.calls()
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/event-stream"))
                .extract()
                .asString();
        var last = Stream.of(events.split("\n"))
                .filter(line -> line.startsWith("data:"))
                .reduce((_, next) -> next)
                .orElseThrow();
        return json.readTree(last.substring("data:".length()));
    }

    private Map<Long, Integer> decided() {
        var decided = new HashMap<Long, Integer>();
        database.useHandle(handle -> handle.select(
                        "select listing_id, quantity from decision where merchant_id = ?",
                        seller.merchant().id())
                .map((row, _) -> decided.put(row.getLong(1), row.getObject(2, Integer.class)))
                .list());
        return decided;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity custom 0",
                "quantity not more than 2",
                "quantity product value",
                "quantity not more than 4",
                "keep 3 in reserve",
                "when available is below 4 then hold",
                "offer 50%\nquantity not more than 3",
                "when sku is \"SKU-2\" then list 9"
            })
    void what_is_said_of_a_text_is_what_saving_it_does(String rule) throws Exception {
        var before = decided();
        var said = preview("/api/v1/profiles/Some/preview", Map.of("text", text(rule)));
        assertThat(decided()).as("nothing is changed by looking").isEqualTo(before);
        save(rule);
        decide();
        var after = decided();
        var counts = said.path("counts");
        assertThat(said.path("complete").asBoolean()).isTrue();
        assertThat(said.path("seen").asInt()).isEqualTo(8);
        assertThat(counts.path("held").asInt()).isEqualTo(count(before, after, (_, now) -> now == null));
        assertThat(counts.path("toZero").asInt())
                .isEqualTo(count(before, after, (was, now) -> now != null && now == 0 && was > 0));
        assertThat(counts.path("falls").asInt())
                .isEqualTo(count(before, after, (was, now) -> now != null && now > 0 && now < was));
        assertThat(counts.path("rises").asInt())
                .isEqualTo(count(before, after, (was, now) -> now != null && now > was));
        assertThat(counts.path("stays").asInt())
                .isEqualTo(count(before, after, (was, now) -> now != null && now.equals(was)));
        for (var change : said.path("largest")) {
            assertThat(change.path("after").asInt())
                    .isEqualTo(after.get(change.path("listing").asLong()));
            assertThat(change.path("before").asInt())
                    .isEqualTo(before.get(change.path("listing").asLong()));
        }
    }

    /// @see #count
    private interface Compared {
        /// @param now null when it is held
        boolean holds(Integer was, @Nullable Integer now);
    }

    private static int count(Map<Long, Integer> before, Map<Long, Integer> after, Compared compared) {
        return (int) before.keySet().stream()
                .filter(listing -> compared.holds(requireNonNull(before.get(listing)), after.get(listing)))
                .count();
    }

    @Test
    void a_listing_of_which_only_the_handling_time_changes_does_not_stay() throws Exception {
        var rule = "quantity not more than 4\nwhen sku is \"SKU-2\" then handling time 3 days";
        assertThat(counted(rule)).containsExactly(0, 1, 7);
        save(rule);
        decide();
        assertThat(counted(rule)).as("is told already").containsExactly(0, 0, 8);
        assertThat(counted("quantity not more than 4"))
                .as("Amazon keeps the time that it has")
                .containsExactly(0, 0, 8);
        assertThat(counted(rule.replace("3", "2"))).containsExactly(0, 1, 7);
        assertThat(counted("quantity not more than 3\nhandling time 2 days"))
                .as("those with another number count as such")
                .containsExactly(5, 3, 0);
    }

    /// Those that fall, those of which only the handling time changes, and those that stay.
    private List<Integer> counted(String rule) throws Exception {
        var counts = preview("/api/v1/profiles/Some/preview", Map.of("text", text(rule)))
                .path("counts");
        return Stream.of("falls", "handlingTimes", "stays")
                .map(name -> counts.path(name).asInt())
                .toList();
    }

    @Test
    void a_list_under_another_profile_is_looked_at_the_same_way() throws Exception {
        seller.profile("Zero", 0).statusCode(201);
        var said = preview("/api/v1/selling-lists/%d/preview".formatted(list), Map.of("profile", "Zero"));
        assertThat(said.at("/counts/toZero").asInt()).isEqualTo(8);
        assertThat(said.path("asksAgain").asBoolean()).isTrue();
        assertThat(said.at("/lists/0/listings").asInt()).isEqualTo(8);
        assertThat(said.at("/largest/0/before").asInt()).isEqualTo(4);
    }

    @Test
    void what_is_stopped_stays_stopped() throws Exception {
        seller.calls()
                .body(Map.of("listings", listings))
                .post("/api/v1/listings/actions/stop")
                .then()
                .statusCode(202);
        decide();
        var said = preview("/api/v1/profiles/Some/preview", Map.of("text", text("quantity custom 9")));
        assertThat(said.at("/counts/stays").asInt()).isEqualTo(8);
    }

    @Test
    void a_profile_that_is_not_there_yet_concerns_nothing() throws Exception {
        var said = preview("/api/v1/profiles/New/preview", Map.of("text", "profile \"New\""));
        assertThat(said.path("seen").asInt()).isZero();
        assertThat(said.path("asksAgain").asBoolean()).isFalse();
    }

    @Test
    void a_text_that_is_no_profile_is_refused_with_what_is_wrong() {
        seller.calls()
                .body(Map.of("text", "profil"))
                .post("/api/v1/profiles/Some/preview")
                .then()
                .statusCode(422)
                .body("type", containsString("profile-rejected"));
    }

    @Test
    void others_lists_are_not_looked_at() {
        TestSeller.create()
                .calls()
                .body(Map.of("profile", "Default"))
                .post("/api/v1/selling-lists/%d/preview".formatted(list))
                .then()
                .statusCode(404);
    }

    @Test
    void who_goes_away_ends_the_work_and_makes_room() {
        add(20_000);
        for (int i = 0; i < 5; i++) {
            var heard = previews.of(asked())
                    .orElseThrow()
                    .subscribe()
                    .withSubscriber(AssertSubscriber.<Preview>create(Long.MAX_VALUE));
            heard.awaitNextItem().cancel();
            await().until(() -> previews.underWay() == 0);
            assertThat(heard.getItems()).noneMatch(Preview::complete);
        }
    }

    @Test
    void a_merchant_has_no_more_than_a_few_at_once() {
        add(20_000);
        var first = previews.of(asked()).orElseThrow();
        var second = previews.of(asked()).orElseThrow();
        assertThat(previews.of(asked())).isEmpty();
        for (var one : List.of(first, second)) {
            one.collect().last().await().atMost(Duration.ofMinutes(2));
        }
        await().until(() -> previews.underWay() == 0);
    }

    /// How long a large one takes is measured and printed, and never asserted.
    @Test
    @EnabledIfSystemProperty(named = "stockrule.measure", matches = "true")
    void a_hundred_thousand_are_measured() {
        add(100_000);
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            var last =
                    previews.of(asked()).orElseThrow().collect().last().await().atMost(Duration.ofMinutes(5));
            System.out.printf(
                    "%,d listings looked at in %,d ms%n", last.seen(), (System.nanoTime() - start) / 1_000_000);
        }
    }

    private Previews.Asked asked() {
        return new Previews.Asked(seller.merchant().id(), list, null, profile());
    }

    private Profile profile() {
        return DecideResource.usable(trials.read(seller.merchant().id(), text("quantity custom 0")));
    }

    /// Straight into the tables.
    private void add(int number) {
        database.useHandle(handle -> handle.inTransaction(it -> {
            it.execute("set local statement_timeout = 0");
            it.execute("""
                    insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                        product_type, tags, barcode, collections, keeps_selling)
                    select ?, ?, 1000 + i, 100000 + i, 'M-' || i, '', '', '', '{}', '', '{}', false
                    from generate_series(1, ?) i
                    """, seller.merchant().id(), seller.shop(), number);
            it.execute("""
                    insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available,
                        updated_at, state)
                    select ?, ?, 100000 + i, 11, 5, timestamptz '2026-01-01', 'CONFIRMED' from generate_series(1, ?) i
                    """, seller.merchant().id(), seller.shop(), number);
            return it.execute("""
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                        variant_id, seller_sku, pack_size, created_at)
                    select ?, nextval('stockrule_id'), ?, ?, ?, 1000 + i, 'MANY-' || i, 1, timestamptz '2026-01-01'
                    from generate_series(1, ?) i
                    """, seller.merchant().id(), list, seller.account(), seller.shop(), number);
        }));
        database.useHandle(handle -> handle.execute("analyze variant, stock_level, listing, selling_list"));
    }
}
