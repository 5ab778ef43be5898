package io.stockrule.shopify.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.stock.ledger.Variants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Large shops, which the simulated Shopify writes into files. The worker is off: each test goes on by
/// itself.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class BulkTest {
    /// As few as it takes to be several pages of the simulated Shopify's file.
    private static final int CATALOGUE = 600;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    Imports imports;

    @Inject
    ImportRun run;

    @Inject
    TestImports testImports;

    @Inject
    Variants variants;

    @Inject
    BulkReading bulk;

    @Inject
    Jdbi database;

    SimulatedShop shop;

    @BeforeEach
    void connect() {
        shop = SimulatedShop.create(shopify);
        shop.control("PUT", "", Map.of("pointsPerSecond", 1)); // so that page by page it would take minutes
        shop.controlAll("DELETE", "/faults", "");
    }

    private void fault(String operation, String kind, int times) {
        shop.controlAll(
                "POST",
                "/faults",
                Map.of("operation", operation, "account", shop.shop().domain(), "kind", kind, "times", times));
    }

    /// Until this phase is reached, or the end.
    private void goOnTo(String phase) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (isAt(phase)) {
                return true;
            }
            testImports.goOn(shop);
            return isAt(phase);
        });
    }

    private boolean isAt(String phase) {
        return shop.latest().phase().equals(phase);
    }

    private void imported() {
        shop.start().statusCode(202);
        goOnTo("DONE");
    }

    /// Shopify's file is written, and nothing of it is fetched yet.
    private void written() throws InterruptedException {
        shop.control("PUT", "", Map.of("bulkMillis", 300));
        shop.start().statusCode(202);
        testImports.goOn(shop);
        assertThat(shop.latest().phase()).as(shop.latest().toString()).isEqualTo("PREPARING");
        awaitFile();
        assertThat(operation("status")).isEqualTo("COMPLETED");
    }

    /// Until Shopify is at nothing.
    private void awaitFile() {
        await().atMost(PATIENCE)
                .until(() -> shop.ask("{ bulkOperations(first: 10, query: \"status:running\") { nodes { id } } }")
                        .at("/data/bulkOperations/nodes")
                        .isEmpty());
    }

    private String operation(String field) {
        var id = database.withHandle(handle -> handle.select(
                        "select operation_id from bulk_operation where shop_id = ?",
                        shop.shop().id())
                .mapTo(String.class)
                .one());
        return shop.ask("{ bulkOperation(id: \"%s\") { %s } }".formatted(id, field))
                .at("/data/bulkOperation/" + field)
                .asText();
    }

    private List<Variants.Known> known() {
        return variants.list(shop.shop().merchant().id(), shop.shop().id(), Variants.Sought.ALL, 0, 10_000);
    }

    private long queries(String document) {
        return shop.wire().queries.stream()
                .filter(query -> query.path("query").asText().contains(document))
                .count();
    }

    private List<String> stages() {
        return database.withHandle(
                handle -> handle.select("""
                        select relname from pg_class where relname like 'stage\\_' || ? || '\\_%' and relkind = 'r'
                        """, Long.toString(shop.latest().id()))
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void a_large_shop_is_read_from_a_file_with_all_facts_and_a_handful_of_questions() throws InterruptedException {
        shop.makeUp(CATALOGUE - 1);
        shop.stocks(List.of(bundle()));
        imported();
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
        assertThat(bundles()).containsExactly("99 of 2 of " + firstVariant());
        assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
        assertThat(shop.latest().levels()).isEqualTo(shop.truth().size());
        assertThat(queries("VariantStockPage")).isZero();
        assertThat(queries("BulkStart")).isEqualTo(1);
        assertThat(shop.wire().queries.size()).isLessThan(30);
        assertThat(stages()).isEmpty();

        var fromFile = known();
        assertThat(fromFile.stream().flatMap(it -> it.variant().collections().stream()))
                .contains("Sale");
        shop.control("PUT", "", Map.of("pointsPerSecond", 1_000_000));
        testImports.read(shop);
        assertThat(queries("VariantStockPage")).isPositive();
        assertThat(known()).isEqualTo(fromFile);
        assertThat(shop.latest().changed()).as("read page by page").isZero();
        assertThat(bundles()).containsExactly("99 of 2 of " + firstVariant());
    }

    /// Of a shop that was read before it is known where to cut it.
    @Test
    void a_large_shop_that_is_known_is_written_into_several_files_at_once() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        imported();
        assertThat(queries("BulkStart")).isEqualTo(1);
        shop.makeUp(1); // since, with a higher id than all that are known
        database.useHandle(handle -> handle.execute(
                "delete from stock_level where shop_id = ?", shop.shop().id()));

        imported();

        assertThat(queries("BulkStart")).as("four more").isEqualTo(5);
        assertThat(shop.latest().variants()).isEqualTo(CATALOGUE + 1);
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    private long firstVariant() {
        return shop.control("GET", "/variants", "")
                .at("/items/1/variant/id") // after the bundle
                .asLong();
    }

    private Map<String, Object> bundle() {
        long part =
                shop.control("GET", "/variants", "").at("/items/0/variant/id").asLong();
        return Map.of(
                "sku", "SET", "id", 99, "levels", List.of(), "parts", List.of(Map.of("variant", part, "quantity", 2)));
    }

    private List<String> bundles() {
        return database.withHandle(handle ->
                handle.select("""
                        select b.bundle_id || ' of ' || quantity || ' of ' || part_id from bundle_part b
                        join variant v on v.shop_id = b.shop_id and v.variant_id = b.bundle_id and v.bundle
                        where b.shop_id = ?
                        """, shop.shop().id()).mapTo(String.class).list());
    }

    @Test
    void a_shop_without_variants_is_read_and_what_was_known_is_asked_for_by_name() {
        shop.makeUp(3);
        imported();
        for (var item : shop.stocked()) {
            shop.control("DELETE", "/variants/" + item.at("/variant/id").asText(), "");
        }
        shop.control("PUT", "", Map.of("pointsPerSecond", 0.0001));
        shop.makeUp(1);
        imported();
        assertThat(shop.latest().removed()).isEqualTo(3);
        assertThat(testImports.counted(shop)).containsAllEntriesOf(shop.truth());
    }

    @Test
    void what_was_reported_after_the_file_was_written_wins() throws InterruptedException {
        shop.makeUp(20);
        imported();
        var level = shop.stocked().path(0).path("levels").path(0);
        written();
        shop.control(
                "POST",
                "/levels",
                List.of(Map.of(
                        "item",
                        level.path("item").asLong(),
                        "location",
                        level.path("location").asLong(),
                        "available",
                        777,
                        "updatedAt",
                        "2038-01-01T00:00:00Z")));
        shop.shop().update(level.path("item").asLong(), level.path("location").asLong(), 777, "2038-01-01T00:00:00Z");
        goOnTo("DONE");
        assertThat(testImports.counted(shop))
                .isEqualTo(shop.truth())
                .containsEntry(
                        level.path("item").asText() + "@"
                                + level.path("location").asText(),
                        777L);
    }

    @Test
    void what_went_after_the_file_was_written_stays_gone() throws InterruptedException {
        shop.makeUp(20);
        imported();
        var gone = known().getFirst().variant();
        written();
        shop.control("DELETE", "/variants/" + gone.variantId(), "");
        variants.gone(shop.shop().merchant().id(), shop.shop().id(), List.of(gone.variantId()));
        goOnTo("DONE");
        assertThat(known().getFirst().variant().variantId()).isEqualTo(gone.variantId());
        assertThat(known().getFirst().goneSince()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk/SERVER_ERROR", "bulk-file/VANISH", "bulk-file/ISSUE", "bulk-file/FORBIDDEN"})
    void a_file_that_is_not_whole_or_makes_no_sense_is_made_nothing_of(String what) {
        shop.makeUp(CATALOGUE);
        imported();
        var before = testImports.counted(shop);
        fault(what.split("/")[0], what.split("/")[1], 1);
        shop.start().statusCode(202);
        await().atMost(PATIENCE).until(() -> {
            testImports.goOn(shop);
            return shop.latest().state().equals("WAITING");
        });
        assertThat(shop.latest().problem()).contains("bulk operation").isNotBlank();
        assertThat(testImports.counted(shop)).isEqualTo(before);
        goOnTo("DONE");
        assertThat(queries("BulkStart"))
                .as("one, then four, of which one once more")
                .isEqualTo(6);
        assertThat(shop.latest().removed()).isZero();
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void a_file_that_breaks_off_is_fetched_once_more() {
        shop.makeUp(CATALOGUE);
        fault("bulk-file", "CLOSE", 2);
        imported();
        assertThat(queries("BulkStart")).isEqualTo(1);
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void a_shop_whose_files_come_to_nothing_is_read_page_by_page() {
        shop.makeUp(CATALOGUE);
        fault("bulk", "SERVER_ERROR", 0);
        imported();
        assertThat(queries("BulkStart")).isEqualTo(3);
        assertThat(queries("VariantStockPage")).isPositive();
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void an_import_left_at_any_step_goes_on_to_the_same_end() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        for (int steps = 0; !isAt("DONE"); steps++) {
            int most = steps / 3;
            var asked = new AtomicInteger();
            run.run(testImports.claim(shop), () -> asked.incrementAndGet() > most);
            awaitFile();
            assertThat(steps).as(shop.latest().toString()).isLessThan(200);
        }
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
        assertThat(shop.latest().variants()).isEqualTo(CATALOGUE);
        assertThat(stages()).isEmpty();
    }

    @Test
    void an_import_cut_off_at_any_question_goes_on_to_the_same_end() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        for (int questions = 0; !isAt("DONE"); questions++) {
            shop.wire().forwarded.set(questions);
            testImports.goOn(shop);
            awaitFile();
            assertThat(questions).isLessThan(100);
        }
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
        assertThat(shop.latest().removed()).isZero();
    }

    @Test
    void who_an_import_was_taken_from_adds_nothing_to_what_another_fetches() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        written();
        var old = testImports.claim(shop);
        run.run(old, () -> {
            imports.takeAway(old);
            return false;
        });
        assertThat(stages()).isEmpty();
        goOnTo("DONE");
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void what_the_database_has_forgotten_is_fetched_once_more() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        shop.start().statusCode(202);
        await().atMost(PATIENCE).until(() -> {
            testImports.goOn(shop);
            return shop.latest().staged() > 0 && !stages().isEmpty();
        });
        stages().forEach(table -> database.useHandle(handle -> handle.execute("truncate " + table)));
        testImports.goOn(shop);
        assertThat(shop.latest().problem()).contains("fetched once more");
        goOnTo("DONE");
        assertThat(shop.latest().removed()).isZero();
        assertThat(testImports.counted(shop)).isEqualTo(shop.truth());
    }

    @Test
    void an_operation_that_nobody_could_write_down_is_found_again() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        fault("bulk", "HANG", 1);
        shop.start().statusCode(202);
        testImports.goOn(shop);
        database.useHandle(handle -> handle.execute(
                "update bulk_operation set operation_id = null, asked_at = null where shop_id = ?",
                shop.shop().id()));
        testImports.goOn(shop);
        assertThat(queries("BulkStart")).isEqualTo(1);
        assertThat(operation("status")).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @CsvSource({"2, has been writing, RUNNING", "25, did not end in 24 hours, CANCELED"})
    void an_operation_that_stands_still_is_told_of_and_given_up_after_a_day(int hours, String problem, String status)
            throws InterruptedException {
        shop.makeUp(CATALOGUE);
        fault("bulk", "HANG", 1);
        shop.start().statusCode(202);
        testImports.goOn(shop);
        var before = operation("id");
        database.useHandle(handle -> handle.execute(
                "update bulk_operation set asked_at = asked_at - ? * interval '1 hour' where shop_id = ?",
                hours,
                shop.shop().id()));
        testImports.goOn(shop);
        assertThat(shop.latest().problem()).contains(problem);
        assertThat(shop.ask("{ bulkOperation(id: \"%s\") { status } }".formatted(before))
                        .at("/data/bulkOperation/status")
                        .asText())
                .isEqualTo(status);
    }

    @Test
    void others_operations_are_waited_for() throws InterruptedException {
        shop.makeUp(CATALOGUE);
        fault("bulk", "HANG", 5);
        for (int i = 0; i < 5; i++) {
            shop.ask("mutation { bulkOperationRunQuery(query: \"{ shop { id } }\") { bulkOperation { id } } }");
        }
        shop.start().statusCode(202);
        testImports.goOn(shop);
        assertThat(shop.latest().state()).isEqualTo("WAITING");
        assertThat(shop.latest().problem()).contains("other bulk operations");
    }

    @Test
    void what_shopify_tells_of_the_end_is_acted_upon_at_once() throws InterruptedException {
        shop.makeUp(20);
        fault("bulk", "HANG", 1);
        shop.start().statusCode(202);
        testImports.goOn(shop);
        database.useHandle(handle -> handle.execute(
                "update shop_import set due_at = due_at + interval '1 hour' where shop_id = ?",
                shop.shop().id()));
        shop.shop()
                .send("bulk_operations/finish", "{\"admin_graphql_api_id\":\"gid://shopify/BulkOperation/1\"}")
                .statusCode(204);
        assertThat(due()).isTrue();
    }

    private boolean due() {
        return database.withHandle(handle -> handle.select(
                        "select due_at < clock_timestamp() + interval '1 minute' from shop_import where shop_id = ? and ended_at is null",
                        shop.shop().id())
                .mapTo(Boolean.class)
                .one());
    }

    @Test
    void what_was_fetched_for_imports_that_have_ended_is_dropped() {
        database.useHandle(handle -> handle.execute("create unlogged table stage_1_1_variant (variant_id bigint)"));
        bulk.forgetEnded();
        boolean gone = database.withHandle(handle -> handle.select("select to_regclass('stage_1_1_variant') is null")
                .mapTo(Boolean.class)
                .one());
        assertThat(gone).isTrue();
    }
}
