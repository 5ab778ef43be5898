package io.stockrule.shopify.leaving;

import static io.stockrule.shopify.TestShop.BERLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.Logged;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.shopify.sweep.TestSweeps;
import io.stockrule.sync.Deciding;
import io.stockrule.work.DeletionClaim;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeletionTest extends LeavingScene {
    private static final String TIME = "2026-11-22T10:00:00Z";
    private static final BooleanSupplier NEVER = () -> false;

    @Inject
    DeletionWorker worker;

    @Inject
    TestSweeps sweeps;

    @Inject
    DataSource source;

    @Test
    void what_goes_with_a_shop_is_said_before() {
        shop.shop()
                .calls()
                .get(address() + "/deletion")
                .then()
                .statusCode(200)
                .body("listings", equalTo(VARIANTS))
                .body("linkedListings", equalTo(VARIANTS))
                .body("sellingLists", equalTo(1))
                .body("warehouses", equalTo(2))
                .body("variants", equalTo(VARIANTS))
                .body(
                        "atAmazon",
                        equalTo("Amazon goes on showing the numbers that were sent last; nothing is set to 0."
                                + " A number that is on its way still arrives"))
                .body("kept", hasItem(equalTo("the Selling Lists, without the shop's listings")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?listings=5"})
    void who_has_not_seen_it_deletes_nothing_and_is_shown(String confirmation) {
        shop.shop()
                .calls()
                .delete(address() + confirmation)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:stockrule:problem:deletion-not-confirmed"))
                .body("listings", equalTo(VARIANTS))
                .body("variants", equalTo(VARIANTS));
        assertThat(view().path("id").asLong()).isEqualTo(shop.shop().id());
    }

    @Test
    void no_other_merchant_sees_or_deletes_it() {
        var thief = TestMerchant.create("Thief");
        thief.calls().get(address() + "/deletion").then().statusCode(404);
        thief.calls().delete(address() + "?listings=" + VARIANTS).then().statusCode(404);
        assertThat(view().path("id").asLong()).isEqualTo(shop.shop().id());
    }

    @Test
    void a_shop_is_gone_at_once() {
        long listing = one(Long.class, "select min(listing_id) from listing where shop_id = ?", seller.shop());
        delete().statusCode(202);
        delete().statusCode(404);
        for (var path : List.of("", "/deletion", "/imports", "/variants", "/sweep", "/catalogue", "/parked-webhooks")) {
            seller.calls().get(address() + path).then().statusCode(404);
        }
        seller.calls().get("/api/v1/warehouses").then().body("items", hasSize(0));
        seller.calls().get("/api/v1/listings").then().statusCode(200).body("items", hasSize(0));
        seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .statusCode(404);
        seller.calls()
                .body(Map.of("packSize", 2))
                .patch("/api/v1/listings/" + listing)
                .then()
                .statusCode(404);
        seller.calls()
                .get("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .body("items", hasSize(0));
        assertThat(seller.add(list, Map.of("shop", seller.shop(), "variantId", 1))
                        .getString("results[0].problem.type"))
                .isNotNull();
        shop.shop()
                .send("inventory_levels/update", TestShop.level(1_001, BERLIN, 3, TIME))
                .statusCode(404);
    }

    @Test
    void nothing_is_decided_for_it_any_more_and_amazon_keeps_what_it_shows() throws InterruptedException {
        delete().statusCode(202);
        database.useHandle(handle -> handle.execute(
                "update target set due_at = now() - interval '1 day', lane = 0 where merchant_id = ?",
                seller.merchant().id()));
        decide();
        assertThat(wishes()).containsOnly("nothing");
        finish();
        decide();
        assertThat(wishes()).hasSize(VARIANTS).containsOnly("nothing");
    }

    private List<String> wishes() {
        return database.withHandle(handle -> handle.select(
                        "select wish from delivery where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    @Test
    void nothing_is_left_of_it_and_nothing_of_others_is_touched() throws InterruptedException {
        var other = otherShop();
        var stranger = strangers();
        leaveSomethingInEveryTable();
        awaitRereads();
        var key = shop.shop().key();
        var theirs = listings();
        assertThat(ofShop(key))
                .as("what the test has not thought of")
                .allSatisfy((table, count) ->
                        assertThat(count).as(table).matches(it -> it > 0 || table.equals("shop_deletion")));
        var besides = rows.besides("shop_id", key.merchantId(), key.shopId(), theirs);
        var strangers = rows.all(stranger.shop().merchant().id());
        delete().statusCode(202);
        finish();
        assertNothingIsLeft();
        assertThat(rows.besides("shop_id", key.merchantId(), key.shopId(), theirs))
                .isEqualTo(besides);
        assertThat(rows.all(stranger.shop().merchant().id())).isEqualTo(strangers);
        assertThat(rows.ofListings(key.merchantId(), theirs))
                .containsKeys("decision", "listing_state", "listing_search")
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
        other.calls().get("/api/v1/shops/" + other.id()).then().statusCode(200);
    }

    /// Of the same merchant, with a listing in the same list.
    private TestShop otherShop() {
        var other = TestShop.of(shop.shop().merchant(), "other-" + shop.shop().domain());
        shopify.shop(other.domain()).level(1_001, BERLIN, 4, TIME);
        other.withWarehouses()
                .calls()
                .body(List.of(Map.of("variantId", 1, "inventoryItemId", 1_001, "sku", "SKU-1")))
                .put("/api/v1/shops/%d/variants".formatted(other.id()))
                .then()
                .statusCode(204);
        other.update(1_001, BERLIN, 4, TIME);
        seller.add(list, Map.of("shop", other.id(), "variantId", 1, "sellerSku", "AMZ-OTHER"));
        decide();
        return other;
    }

    /// Of another merchant, with the same ids at Shopify.
    private SimulatedShop strangers() throws InterruptedException {
        var stranger = connected();
        var their = sellerOf(stranger.shop());
        long theirList = their.list("Default");
        their.link(theirList, 1, "AMZ-1");
        stranger.shop().send("products/update", "{\"id\":1}").statusCode(204);
        decide();
        return stranger;
    }

    private void leaveSomethingInEveryTable() {
        shop.shop().send("products/update", "{\"id\":1}").statusCode(204);
        shop.shop().send("products/update", "no JSON").statusCode(204);
        shop.shop().send("inventory_items/update", "{\"id\":1001}").statusCode(204);
        shop.shop()
                .send("customers/redact", """
                {"shop_id":1,"shop_domain":"%s","customer":{}}""".formatted(shop.shop().domain()))
                .statusCode(204);
        var key = shop.shop().key();
        database.useHandle(handle -> {
            handle.execute("insert into missing_variant values (?, ?, 1)", key.merchantId(), key.shopId());
            handle.execute(
                    "insert into shop_turn (merchant_id, shop_id, work) values (?, ?, 'CHANGES')",
                    key.merchantId(),
                    key.shopId());
            handle.execute(
                    "insert into selling_list_collection values (?, ?, ?, 7)", key.merchantId(), list, key.shopId());
            for (var statement : List.of(
                    """
                    insert into bulk_operation (merchant_id, shop_id, import_id, part, first_id)
                    select merchant_id, shop_id, import_id, 0, 0 from shop_import where merchant_id = ? and shop_id = ?
                    """,
                    """
                    insert into shop_authorization (merchant_id, shop_id, state_hash, expires_at)
                    values (?, ?, 'state', now())
                    """,
                    """
                    insert into shop_connection (merchant_id, shop_id, number, access_token, access_until,
                        refresh_token, refresh_until, connected_at, fence)
                    values (?, ?, 1, 'access', now(), 'refresh', now(), now(), 1)
                    """,
                    """
                    insert into shop_collection (merchant_id, shop_id, collection_id, title) values (?, ?, 7, 'Light')
                    """,
                    "insert into member_change values (?, ?, 1)",
                    "insert into bundle_part values (?, ?, 7, 8, 1)",
                    "insert into stock_move values (?, ?, 1, now(), -1, -1)",
                    """
                    insert into order_part (merchant_id, shop_id, inventory_item_id, amazon_account_id, order_id,
                        line_id, each, units, placed_at, expires_at)
                    values (?, ?, 1, 1, '302-1', '1', 1, 1, now(), now() + interval '1 day')
                    """,
                    """
                    insert into level_difference (merchant_id, shop_id, difference_id, inventory_item_id, location_id,
                        cause, changed_at, found_at)
                    values (?, ?, 1, 1001, 1, 'LOST', now(), now())
                    """,
                    "insert into former_webhook_address values (?, ?, 'hash', now())",
                    "insert into difference_count values (?, ?, 'LOST', 1)",
                    "insert into activity (merchant_id, shop_id, activity_id, kind, text, happened_at)"
                            + " values (?, ?, 1, 'DIFFERENCES', '', now())")) {
                handle.execute(statement, key.merchantId(), key.shopId());
            }
        });
    }

    private List<Long> listings() {
        return database.withHandle(
                handle -> handle.select("select listing_id from listing where shop_id = ?", seller.shop())
                        .mapTo(Long.class)
                        .list());
    }

    /// They run by themselves.
    private void awaitRereads() {
        await().until(() -> one(
                        Long.class,
                        "select count(*) from inventory_item where due_at is not null and merchant_id = ?",
                        seller.merchant().id())
                == 0);
    }

    @Test
    void names_of_products_go_with_the_last_shop() throws InterruptedException {
        var names = "select count(*) from known_text where merchant_id = ?";
        assertThat(one(Long.class, names, seller.merchant().id())).isPositive();
        delete().statusCode(202);
        finish();
        assertThat(one(Long.class, names, seller.merchant().id())).isZero();
    }

    @Test
    void a_deletion_that_is_interrupted_half_way_is_gone_on_with() throws InterruptedException {
        delete().statusCode(202);
        worker.deletion().run(claim(), after(2), 2);
        assertThat(one(Long.class, "select count(*) from listing where shop_id = ?", seller.shop()))
                .isEqualTo(VARIANTS - 4);
        assertThat(one(Long.class, "select deleted from shop_deletion where shop_id = ?", seller.shop()))
                .isEqualTo(4);
        worker.deletion().run(claim(), after(2), 2);
        assertThat(one(Long.class, "select count(*) from listing where shop_id = ?", seller.shop()))
                .isZero();
        finish();
        assertNothingIsLeft();
    }

    /// Its lease ends; the one who has it then is the only one to say that all is done.
    @Test
    void whoever_has_stood_still_does_no_harm_when_it_goes_on() throws InterruptedException {
        delete().statusCode(202);
        var first = claim();
        assertThat(worker.queue().claim().filter(this::isOurs))
                .as("while the lease lasts")
                .isEmpty();
        var second = claim(); // as if it had ended
        worker.deletion().run(first, NEVER, 2);
        assertThat(one(Long.class, "select count(*) from shop_deletion where shop_id = ?", seller.shop()))
                .isEqualTo(1);
        worker.deletion().run(second, NEVER, 2);
        assertNothingIsLeft();
    }

    @Test
    void two_who_delete_at_the_same_time_do_not_disturb_each_other() {
        delete().statusCode(202);
        var first = claim();
        var second = claim();
        try (var replicas = Executors.newFixedThreadPool(2)) {
            var both = List.of(replicas.submit(() -> go(first)), replicas.submit(() -> go(second)));
            assertThat(both).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)));
        }
        assertNothingIsLeft();
    }

    private boolean go(DeletionClaim claim) throws InterruptedException {
        worker.deletion().run(claim, NEVER, 1);
        return true;
    }

    @Test
    void webhooks_under_way_are_taken_before_or_not_at_all() throws InterruptedException {
        var answers = new ArrayList<CompletableFuture<Integer>>();
        IntStream.range(0, 300).forEach(i -> {
            answers.add(shop.shop().sendBesideOthers("inventory_levels/update", TestShop.level(5_000 + i, 7, i, TIME)));
            if (i == 100) {
                answers.getFirst().join();
                delete().statusCode(202);
            }
        });
        assertThat(answers.stream().map(CompletableFuture::join)).contains(404).containsOnly(204, 404);
        finish();
        assertNothingIsLeft();
    }

    /// A webhook that was verified before the shop went, and is written after it.
    @Test
    void a_webhook_that_waits_for_the_deletion_is_not_kept() throws Exception {
        var key = shop.shop().key();
        try (var holder = source.getConnection()) {
            holder.setAutoCommit(false);
            lock(holder, "select from shop where shop_id = %d for update".formatted(key.shopId()));
            var answer = shop.shop().sendBesideOthers("inventory_levels/update", TestShop.level(5_000, 7, 1, TIME));
            awaitSomebodyWaiting();
            for (var table : List.of("shop_import", "level_sweep", "shop_turn", "shop")) {
                lock(holder, "delete from %s where shop_id = %d".formatted(table, key.shopId()));
            }
            holder.commit();
            assertThat(answer.join()).isEqualTo(404);
        }
        assertThat(ofShop(key)).containsEntry("webhook_receipt", 0L);
        assertThat(one(
                        Long.class,
                        "select count(*) from stock_level where shop_id = ? and inventory_item_id = 5000",
                        key.shopId()))
                .isZero();
    }

    private static void lock(Connection holder, String sql) throws SQLException {
        try (var statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitSomebodyWaiting() {
        await().until(() -> one(Long.class, "select count(*) from pg_locks where not granted") > 0);
    }

    /// Gone while it asks who it is, how much there is, where, what, and in which collections.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void an_import_under_way_leaves_nothing_behind(int questions) throws InterruptedException {
        shop.start().statusCode(202);
        deleteAfter(questions);
        imports.goOn(shop);
        assertNothingIsLeft();
    }

    @Test
    void a_sweep_under_way_leaves_nothing_behind() throws InterruptedException {
        shop.control("PUT", "", Map.of("webhookAddress", ""));
        shop.control("POST", "/levels", List.of(Map.of("sku", "SKU-1", "warehouse", "Berlin", "available", 99)));
        deleteAfter(0);
        sweeps.sweep(shop);
        assertNothingIsLeft();
    }

    /// These run by themselves.
    @Test
    void a_reread_under_way_leaves_nothing_behind() {
        deleteAfter(0);
        shop.shop().send("inventory_items/update", "{\"id\":1001}").statusCode(204);
        await().until(() -> shop.wire().meanwhile == null);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).untilAsserted(this::assertNothingIsLeft);
    }

    /// Deletes all of it while Shopify is asked, after so many other questions.
    private void deleteAfter(int questions) {
        shop.wire().meanwhile = questions > 0
                ? () -> deleteAfter(questions - 1)
                : () -> {
                    delete().statusCode(202);
                    finishQuietly();
                };
    }

    /// It has asked the rules, and stores what came out when the shop is gone and all of it deleted.
    @Test
    void a_decision_under_way_leaves_nothing_behind() throws Exception {
        shop.stocks(List.of(Map.of(
                "product", 9, "id", 9, "item", 1_009, "sku", "SKU-9", "productTitle", "Late", "levels", List.of())));
        imports.read(shop);
        long listing = seller.link(list, 9, "AMZ-LATE");
        try (var holder = source.getConnection();
                var decides = Executors.newSingleThreadExecutor()) {
            holder.setAutoCommit(false);
            lock(holder, """
                    insert into delivery (merchant_id, amazon_account_id, seller_sku, marketplace, wish, wish_number,
                        decided_at, due_at)
                    values (%d, %d, 'AMZ-LATE', 'DE', 'nothing', 0, now(), now())
                    """.formatted(seller.merchant().id(), seller.account()));
            var decision = decides.submit(() -> Deciding.decideStale(decider));
            awaitSomebodyWaiting();
            delete(VARIANTS + 1).statusCode(202);
            finish();
            holder.rollback();
            assertThat(decision).succeedsWithin(Duration.ofMinutes(1));
        }
        assertThat(one(Long.class, "select count(*) from decision where listing_id = ?", listing))
                .isZero();
        assertNothingIsLeft();
    }

    @Test
    void its_webhooks_are_ended_at_shopify_and_no_others_and_its_secrets_go_then() throws InterruptedException {
        subscribe("https://stock.example.com" + shop.shop().webhookPath());
        subscribe("https://stock.example.com/webhooks/shopify/of-another-shop");
        delete().statusCode(202);
        worker.deletion().run(claim(), after(0));
        assertThat(subscribed()).containsExactly("https://stock.example.com/webhooks/shopify/of-another-shop");
        assertThat(one(
                        Boolean.class,
                        "select client_secret is null from shop_deletion where shop_id = ?",
                        seller.shop()))
                .isTrue();
    }

    @Test
    void webhooks_that_shopify_does_not_end_keep_nothing_from_its_end() throws InterruptedException {
        delete().statusCode(202);
        shop.wire().next.add(new FakeShopify.Answer(500, "{}"));
        try (var log = new Logged()) {
            finish();
            assertThat(log.records())
                    .anyMatch(line ->
                            line.startsWith("the webhooks of shop %d could not be ended".formatted(seller.shop()))
                                    && line.endsWith("Shopify answers with status 500"));
        }
        assertNothingIsLeft();
    }

    private void subscribe(String address) {
        shop.control(
                "POST",
                "/subscriptions",
                Map.of(
                        "topic",
                        "PRODUCTS_UPDATE",
                        "uri",
                        address,
                        "name",
                        "stockrule",
                        "format",
                        "JSON",
                        "includeFields",
                        List.of()));
    }

    private List<String> subscribed() {
        var items = shop.control("GET", "/subscriptions", "").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(it -> it.path("uri").asText())
                .toList();
    }

    @Test
    void the_same_store_can_be_connected_anew_while_the_old_one_goes() throws InterruptedException {
        delete().statusCode(202);
        var anew = TestShop.of(shop.shop().merchant(), shop.shop().domain());
        anew.withItems(1);
        finish();
        assertNothingIsLeft();
        assertThat(ofShop(new ShopKey(anew.merchant().id(), anew.id())))
                .containsEntry("shop", 1L)
                .containsEntry("variant", 1L);
    }

    private void assertNothingIsLeft() {
        assertThat(ofShop(shop.shop().key()))
                .containsKeys("shop", "variant", "listing")
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
    }

    private ValidatableResponse delete() {
        return delete(VARIANTS);
    }

    private ValidatableResponse delete(int listings) {
        return seller.calls().delete(address() + "?listings=" + listings).then();
    }

    private void finish() throws InterruptedException {
        worker.deletion().run(claim(), NEVER);
    }

    private void finishQuietly() {
        try {
            finish();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Takes this shop's deletion, whoever is at it; others that tests have left lying are passed over.
    private DeletionClaim claim() {
        database.useHandle(handle -> handle.execute(
                "update shop_deletion set lease_until = null, due_at = started_at where shop_id = ?",
                shop.shop().id()));
        while (true) {
            var claim = worker.queue().claim().orElseThrow();
            if (isOurs(claim)) {
                return claim;
            }
        }
    }

    private boolean isOurs(DeletionClaim claim) {
        return new ShopKey(claim.merchantId(), claim.id()).equals(shop.shop().key());
    }

    private static BooleanSupplier after(int parts) {
        var asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= parts;
    }
}
