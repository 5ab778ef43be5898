package io.stockrule.shopify.sweep;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.importing.TestImports;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sweeps of simulated shops whose webhooks are all lost. The worker is off: each test does its steps itself.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class SweepTest {
    /// More than come of each location at once.
    private static final int CATALOGUE = 40;

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    Sweeps sweeps;

    @Inject
    TestSweeps testSweeps;

    @Inject
    TestImports imports;

    @Inject
    Jdbi database;

    SimulatedShop shop;

    @BeforeEach
    void connect() throws InterruptedException {
        shop = SimulatedShop.create(shopify);
        shop.makeUp(CATALOGUE);
        imports.read(shop);
        // What is known is an hour old, so that what changes has had its webhook, if any.
        database.useHandle(handle -> handle.execute(
                "update stock_level set updated_at = updated_at - interval '1 hour' where shop_id = ?",
                shop.shop().id()));
    }

    @Test
    void what_no_webhook_told_is_found() throws InterruptedException {
        var level = someLevel();
        long told = stored(level);
        adjust(level, 7);

        sweep();

        assertThat(stored(level)).isEqualTo(told + 7);
        assertThat(found("LOST")).isEqualTo(1);
        assertThat(progress().has("problem")).isFalse();
    }

    @Test
    void what_is_known_is_found_no_second_time() throws InterruptedException {
        sweep();
        sweep();
        assertThat(found("LOST")).isZero();
        assertThat(itemsInDoubt()).isZero();
    }

    @Test
    void a_change_is_one_question() throws InterruptedException {
        sweep();
        sweptUntilNow();
        adjust(someLevel(), 7, Instant.now().plusSeconds(4));
        int before = shop.wire().queries.size();
        sweep();
        assertThat(found("LOST")).as("its webhook may still be on its way").isZero();
        assertThat(shop.wire().queries.size() - before)
                .as("levels of all locations together")
                .isEqualTo(1);
    }

    /// That it is gone has no time, so a re-read tells.
    @Test
    void an_item_that_is_no_longer_stocked_is_asked_about_and_counts_no_more() throws InterruptedException {
        var level = someLevel();
        shop.control("POST", "/disconnect", Map.of("item", level.item(), "location", level.location()));

        sweep();

        await().until(() -> !counts(level));
    }

    @Test
    void a_lost_webhook_is_explained() throws InterruptedException {
        var level = someLevel();
        long told = stored(level);
        adjust(level, 7);

        sweep();

        var difference = differences().getFirst();
        assertThat(difference.path("cause").asText()).isEqualTo("LOST");
        assertThat(difference.path("inventoryItemId").asLong()).isEqualTo(level.item());
        assertThat(difference.path("was").asLong()).isEqualTo(told);
        assertThat(difference.path("found").asLong()).isEqualTo(told + 7);
        assertThat(difference.path("sku").asText()).isNotEmpty();
        assertThat(difference.path("warehouse").asText()).isNotEmpty();
        assertThat(activity())
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("text").asText())
                        .isEqualTo("1 stock level was other than known and put right: 1 of which no webhook came"));
        sweep();
        assertThat(activity()).as("told once").hasSize(1);
    }

    @Test
    void what_has_just_changed_is_late_and_not_lost() throws InterruptedException {
        sweep();
        adjust(someLevel(), 7, Instant.now().plusSeconds(4));
        sweep();
        assertThat(found("LATE")).isEqualTo(1);
        assertThat(differences().getFirst().path("cause").asText()).isEqualTo("LATE");
    }

    @Test
    void what_another_hand_has_changed_is_foreign_and_is_put_right() throws InterruptedException {
        var level = someLevel();
        sweep();
        adjust(level, 0, Instant.now().plusSeconds(4));
        sweep();
        long told = stored(level);
        database.useHandle(handle -> handle.execute(
                "update stock_level set available = available + 3 where shop_id = ? and inventory_item_id = ? and location_id = ?",
                shop.shop().id(),
                level.item(),
                level.location()));

        sweep();

        assertThat(found("FOREIGN")).isEqualTo(1);
        await().until(() -> stored(level) == told);
    }

    /// Nothing was known before the first one.
    @Test
    void a_reading_of_the_whole_counts_what_it_finds_but_the_first() throws InterruptedException {
        assertThat(differences()).isEmpty();
        var level = someLevel();
        adjust(level, 7);
        imports.read(shop);
        assertThat(found("LOST")).isEqualTo(1);
        assertThat(differences()).hasSize(1);
        assertThat(activity()).hasSize(1);
    }

    /// Webhooks never tell it, and it may change while what is available stays.
    @Test
    void what_is_committed_and_incoming_is_kept_beside_what_is_available() throws InterruptedException {
        var level = someLevel();
        sweep();
        int onHand = holding(level).path("onHand").asInt();
        var change = Map.of(
                "item", level.item(), "location", level.location(), "adjust", -2, "committed", 2, "incoming", 30);
        shop.control("POST", "/levels", List.of(change));

        sweep();

        var holding = holding(level);
        assertThat(holding.path("onHand").asInt()).isEqualTo(onHand);
        assertThat(holding.path("committed").asInt()).isEqualTo(2);
        assertThat(holding.path("incoming").asInt()).isEqualTo(30);

        shop.control(
                "POST",
                "/levels",
                List.of(Map.of("item", level.item(), "location", level.location(), "adjust", 0, "incoming", 12)));
        sweep();
        assertThat(holding(level).path("incoming").asInt()).isEqualTo(12);
    }

    @Test
    void a_sweep_that_fails_hides_nothing() throws InterruptedException {
        var level = someLevel();
        long told = stored(level);
        var sweptTo = progress().path("lastSweptAt").asText();
        adjust(level, 7);
        shop.wire().next.add(new FakeShopify.Answer(500, "{}"));

        sweep();

        assertThat(progress().path("lastSweptAt").asText()).isEqualTo(sweptTo);
        assertThat(progress().path("problem").asText()).contains("500");
        assertThat(stored(level)).isEqualTo(told);

        sweep();
        assertThat(stored(level)).isEqualTo(told + 7);
        assertThat(progress().has("problem")).isFalse();
    }

    @Test
    void a_filter_that_shopify_ignores_is_noticed() throws InterruptedException {
        shop.wire().next.add(page(1, "2020-01-01T00:00:00Z", false));
        sweep();
        assertThat(progress().path("problem").asText()).contains("2020-01-01");
    }

    @Test
    void a_shop_where_too_much_has_changed_is_read_whole() throws InterruptedException {
        var now = Instant.now().plusSeconds(1).toString();
        shop.wire().next.add(page(25, now, true));
        IntStream.range(0, 81).forEach(_ -> shop.wire().next.add(furtherPage(250, now)));
        sweep();
        shop.wire().next.clear();
        assertThat(progress().path("problem").asText()).contains("whole shop");
        assertThat(count("select count(*) from shop where shop_id = %d and read_due_at <= now()"))
                .isEqualTo(1);
    }

    @Test
    void a_shop_that_shopify_refuses_is_suspended_and_left_where_it_was() throws InterruptedException {
        var sweptTo = progress().path("lastSweptAt").asText();
        shop.wire().next.add(new FakeShopify.Answer(402, "{}"));
        sweep();
        assertThat(progress().path("lastSweptAt").asText()).isEqualTo(sweptTo);
        assertThat(shop.shop()
                        .calls()
                        .get("/api/v1/shops/" + shop.shop().id())
                        .jsonPath()
                        .getString("suspendedReason"))
                .contains("402");
        assertThat(isClaimable()).isFalse();
    }

    @Test
    void a_shop_that_is_being_read_is_not_swept() {
        assertThat(isClaimable()).isTrue();
        shop.start().statusCode(202);
        assertThat(isClaimable()).isFalse();
    }

    @Test
    void a_reading_that_fails_again_and_again_stops_no_sweep() {
        shop.start().statusCode(202);
        database.useHandle(handle -> handle.execute(
                "update shop_import set problem = 'Shopify answers with status 500' where shop_id = ? and ended_at is null",
                shop.shop().id()));
        assertThat(isClaimable()).isTrue();
    }

    @Test
    void whoever_was_overtaken_changes_nothing() {
        var slow = claim();
        var quick = claim();
        var later = Instant.now().plusSeconds(3600);
        sweeps.swept(slow, later);
        assertThat(Instant.parse(progress().path("lastSweptAt").asText())).isBefore(later);
        sweeps.swept(quick, later);
        assertThat(Instant.parse(progress().path("lastSweptAt").asText())).isAfterOrEqualTo(later.minusMillis(1));
    }

    @Test
    void a_shop_that_was_never_read_is_not_swept_and_others_see_nothing_of_it() {
        var unread = SimulatedShop.create(shopify);
        unread.shop()
                .calls()
                .get("/api/v1/shops/%d/sweep".formatted(unread.shop().id()))
                .then()
                .statusCode(200)
                .body("found.LOST", equalTo(0))
                .body("$", not(hasKey("lastSweptAt")));
        shop.shop()
                .calls()
                .get("/api/v1/shops/%d/sweep".formatted(unread.shop().id()))
                .then()
                .statusCode(404);
    }

    private void sweep() throws InterruptedException {
        testSweeps.sweep(shop);
    }

    private SweepClaim claim() {
        return testSweeps.claim(shop);
    }

    private void makeDue() {
        testSweeps.makeDue(shop);
    }

    private boolean isClaimable() {
        makeDue();
        for (var claim = sweeps.claim(); claim.isPresent(); claim = sweeps.claim()) {
            if (claim.get().shop().equals(shop.shop().key())) {
                return true;
            }
        }
        return false;
    }

    /// And no overlap reaches back over the catalogue's beginnings.
    private void sweptUntilNow() {
        database.useHandle(handle -> handle.execute(
                "update level_sweep set swept_to = now() + interval '10 minutes 2 seconds' where shop_id = ?",
                shop.shop().id()));
    }

    private JsonNode progress() {
        return shop.shop()
                .calls()
                .get("/api/v1/shops/%d/sweep".formatted(shop.shop().id()))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    /// An answer for all locations, of which the first one has levels.
    private FakeShopify.Answer page(int levels, String updatedAt, boolean more) {
        long locations = count("select count(*) from warehouse where shop_id = %d");
        var others =
                ",{\"__typename\":\"Location\",\"inventoryLevels\":{\"nodes\":[],\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null}}}"
                        .repeat((int) locations - 1);
        return new FakeShopify.Answer(
                200, "{\"data\":{\"nodes\":[%s%s]}}".formatted(location(levels, updatedAt, more), others));
    }

    private static FakeShopify.Answer furtherPage(int levels, String updatedAt) {
        return new FakeShopify.Answer(200, "{\"data\":{\"location\":%s}}".formatted(location(levels, updatedAt, true)));
    }

    private static String location(int levels, String updatedAt, boolean more) {
        var nodes = IntStream.range(0, levels)
                .mapToObj(_ -> """
                {"isActive":true,"updatedAt":"%1$s","item":{"id":"gid://shopify/InventoryItem/1","tracked":true},
                 "quantities":[{"name":"available","quantity":1,"updatedAt":"%1$s"},{"name":"on_hand","quantity":1,"updatedAt":null},
                  {"name":"committed","quantity":0,"updatedAt":null},
                  {"name":"incoming","quantity":0,"updatedAt":null}]}""".formatted(updatedAt))
                .collect(joining(","));
        return """
                {"__typename":"Location","id":"gid://shopify/Location/1","inventoryLevels":
                 {"nodes":[%s],"pageInfo":{"hasNextPage":%s,"endCursor":"next"}}}""".formatted(nodes, more);
    }

    private void adjust(LevelAt level, int units) {
        adjust(level, units, Instant.now().minusSeconds(120));
    }

    private void adjust(LevelAt level, int units, Instant at) {
        shop.control(
                "POST",
                "/levels",
                List.of(Map.of(
                        "item",
                        level.item(),
                        "location",
                        level.location(),
                        "adjust",
                        units,
                        "updatedAt",
                        at.toString())));
    }

    private int found(String cause) {
        return progress().path("found").path(cause).asInt();
    }

    private List<JsonNode> differences() {
        return items("/api/v1/shops/%d/differences".formatted(shop.shop().id()));
    }

    private List<JsonNode> activity() {
        return items("/api/v1/activity?shop=" + shop.shop().id());
    }

    private List<JsonNode> items(String path) {
        var items = shop.shop()
                .calls()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class)
                .path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /// As the API shows it.
    private JsonNode holding(LevelAt level) {
        long variant = count("select variant_id from variant where shop_id = %%d and inventory_item_id = %d"
                .formatted(level.item()));
        var levels = shop.shop()
                .calls()
                .get("/api/v1/shops/%d/variants/%d/levels".formatted(shop.shop().id(), variant))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class)
                .path("items");
        return StreamSupport.stream(levels.spliterator(), false)
                .filter(it -> it.path("locationId").asLong() == level.location())
                .findFirst()
                .orElseThrow();
    }

    private record LevelAt(long item, long location) {}

    private LevelAt someLevel() {
        return database.withHandle(handle -> handle.select("""
                        select inventory_item_id, location_id from stock_level
                        where shop_id = ? and state = 'CONFIRMED' and available is not null limit 1
                        """, shop.shop().id())
                .map((row, _) -> new LevelAt(row.getLong(1), row.getLong(2)))
                .one());
    }

    /// What counts.
    private long stored(LevelAt level) {
        return database.withHandle(handle -> handle.select("""
                        select available from stock_level
                        where shop_id = ? and inventory_item_id = ? and location_id = ? and state <> 'UNCONFIRMED'
                        """, shop.shop().id(), level.item(), level.location())
                .mapTo(Long.class)
                .one());
    }

    private boolean counts(LevelAt level) {
        var at = " and inventory_item_id = %d and location_id = %d".formatted(level.item(), level.location());
        return count("select count(*) from stock_level where shop_id = %d and state <> 'UNCONFIRMED'" + at) > 0;
    }

    private long itemsInDoubt() {
        return count("select count(*) from inventory_item where shop_id = %d and due_at is not null");
    }

    private long count(String sql) {
        return database.withHandle(handle ->
                handle.select(sql.formatted(shop.shop().id())).mapTo(Long.class).one());
    }
}
