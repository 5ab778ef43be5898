package io.stockrule.listing.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.database.RowsByTable;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TestSeller;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import io.stockrule.work.DeletionClaim;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The workers are off: each test does their steps.
@QuarkusTest
class AccountDeletionTest {
    private static final int LISTINGS = 6;
    private static final int LINKED = 5;
    private static final String ACCOUNT = "amazon_account_id";
    private static final String ACCOUNT_IN_JSON = "amazonAccountId";
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    private static final BooleanSupplier NEVER = () -> false;

    /// They say whose numbers were sent, and what became of them.
    private static final List<String> KEPT = List.of("sent_number", "amazon_change", "former_account");

    @Inject
    AccountDeletionWorker worker;

    @Inject
    AmazonAccounts accounts;

    @Inject
    StaleTargets stale;

    @Inject
    Decider decider;

    @Inject
    Jdbi database;

    @Inject
    DataSource source;

    private RowsByTable rows;
    private TestSeller seller;
    private long list;
    private long following;

    /// Five listings that are linked and one that is not; two of them in a list that follows a collection.
    @BeforeEach
    void sell() {
        rows = new RowsByTable(database);
        seller = TestSeller.create();
        seller.stock(7, TIME);
        list = seller.list("Default");
        for (long variant = 1; variant < LINKED; variant++) {
            seller.link(list, variant, "AMZ-" + variant);
        }
        following = follow(seller);
        decide();
    }

    private long follow(TestSeller seller) {
        long list = seller.list("Default");
        seller.link(list, LINKED, "AMZ-" + LINKED);
        seller.add(list, Map.of("shop", seller.shop(), "variantId", LISTINGS));
        database.useHandle(handle -> {
            handle.execute("update selling_list set kind = 'COLLECTIONS' where selling_list_id = ?", list);
            handle.execute(
                    "insert into selling_list_collection values (?, ?, ?, 7)",
                    seller.merchant().id(),
                    list,
                    seller.shop());
        });
        return list;
    }

    private void decide() {
        Fanning.finish();
        while (Deciding.decideStale(decider) > 0) {
            // until nothing is left
        }
    }

    @Test
    void what_goes_with_an_account_is_said_before() {
        seller.calls()
                .get(address() + "/deletion")
                .then()
                .statusCode(200)
                .body("sellingLists", equalTo(2))
                .body("listings", equalTo(LISTINGS))
                .body("linkedListings", equalTo(LINKED))
                .body(
                        "atAmazon",
                        equalTo(
                                "Amazon goes on showing the numbers that were sent last; nothing is set to 0."
                                        + " What waits to be sent is not sent any more; a number that is on its way still arrives"))
                .body("gone", hasItem(startsWith("its Selling Lists")))
                .body("kept", hasItem(startsWith("the numbers that were sent to Amazon")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?listings=5"})
    void who_has_not_seen_it_deletes_nothing_and_is_shown(String confirmation) {
        seller.calls()
                .delete(address() + confirmation)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:stockrule:problem:deletion-not-confirmed"))
                .body("sellingLists", equalTo(2))
                .body("listings", equalTo(LISTINGS))
                .body("linkedListings", equalTo(LINKED));
        seller.calls().get(address()).then().statusCode(200);
    }

    @Test
    void no_other_merchant_sees_or_deletes_it() {
        var thief = TestMerchant.create("Thief");
        thief.calls().get(address() + "/deletion").then().statusCode(404);
        thief.calls()
                .delete(address() + "?listings=" + LISTINGS)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:stockrule:problem:not-found"));
        seller.calls().get(address()).then().statusCode(200);
    }

    @Test
    void an_account_is_gone_at_once() {
        long listing = one(Long.class, "select min(listing_id) from listing where amazon_account_id = ?");
        delete().statusCode(202);
        delete().statusCode(404);
        for (var path : List.of("", "/deletion")) {
            seller.calls().get(address() + path).then().statusCode(404);
        }
        seller.calls().body(Map.of("name", "X")).patch(address()).then().statusCode(404);
        seller.calls().post(address() + "/actions/resume").then().statusCode(404);
        seller.calls().post(address() + "/actions/check").then().statusCode(404);
        seller.calls().get("/api/v1/amazon-accounts").then().body("items", hasSize(0));
        seller.calls().get("/api/v1/selling-lists").then().body("items", hasSize(0));
        for (long gone : List.of(list, following)) {
            var address = "/api/v1/selling-lists/" + gone;
            seller.calls().get(address).then().statusCode(404);
            seller.calls().get(address + "/items").then().statusCode(404);
            seller.calls().delete(address).then().statusCode(404);
            seller.calls()
                    .body(Map.of("items", List.of(Map.of("shop", seller.shop(), "variantId", 7))))
                    .post(address + "/items")
                    .then()
                    .statusCode(404);
        }
        seller.calls()
                .body(Map.of("name", "New", ACCOUNT_IN_JSON, seller.account(), "marketplace", "DE"))
                .post("/api/v1/selling-lists")
                .then()
                .statusCode(404);
        seller.calls().get("/api/v1/listings").then().statusCode(200).body("items", hasSize(0));
        seller.calls().get("/api/v1/listings?sku=AMZ-1").then().statusCode(200).body("items", hasSize(0));
        seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .statusCode(404);
        seller.calls()
                .body(Map.of("packSize", 2))
                .patch("/api/v1/listings/" + listing)
                .then()
                .statusCode(404);
        seller.calls().delete("/api/v1/listings/" + listing).then().statusCode(404);
        for (var chosen : List.of(Map.of("listings", List.of(listing)), Map.of("sellingList", list))) {
            seller.calls()
                    .body(chosen)
                    .post("/api/v1/listings/actions/update-quantity")
                    .then()
                    .statusCode(202)
                    .body("done", equalTo(0));
        }
        seller.calls()
                .get("/api/v1/shops/%d/deletion".formatted(seller.shop()))
                .then()
                .body("listings", equalTo(0));
    }

    @Test
    void its_secrets_are_gone_at_once() {
        assertThat(accounts.credentials(List.of(seller.key()))).isNotEmpty();
        delete().statusCode(202);
        assertThat(accounts.credentials(List.of(seller.key()))).isEmpty();
        assertThat(rows.of(ACCOUNT, seller.merchant().id(), seller.account())).containsEntry("amazon_account", 0L);
        assertThat(secretColumns()).isEmpty();
    }

    /// Of what is kept of accounts that are gone.
    private List<String> secretColumns() {
        return database.withHandle(
                handle -> handle.select("""
                        select column_name from information_schema.columns
                        where table_schema = current_schema() and data_type = 'bytea'
                            and table_name in ('account_deletion', 'former_account')
                        """).mapTo(String.class).list());
    }

    @Test
    void nothing_is_decided_for_it_any_more() throws InterruptedException {
        delete().statusCode(202);
        database.useHandle(handle -> {
            handle.execute(
                    "delete from decision where merchant_id = ?",
                    seller.merchant().id());
            handle.execute(
                    "update target set due_at = now() - interval '1 day', lane = 0 where merchant_id = ?",
                    seller.merchant().id());
        });
        decide();
        assertThat(one(Long.class, "select count(*) from delivery where amazon_account_id = ? and wish <> 'nothing'"))
                .isZero();
        finish();
        decide();
        assertNothingIsLeft();
    }

    @Test
    void nothing_is_left_of_it_and_nothing_of_others_is_touched() throws InterruptedException {
        var other = otherAccount();
        var stranger = TestSeller.create();
        stranger.link(stranger.list("Default"), 1, "AMZ-1");
        decide();
        leaveSomethingInEveryTable();
        long merchant = seller.merchant().id();
        var theirs = listings();
        assertThat(rows.of(ACCOUNT, merchant, seller.account()))
                .as("what the test has not thought of")
                .allSatisfy((table, count) -> assertThat(count)
                        .as(table)
                        .matches(it -> it > 0
                                || List.of("account_deletion", "former_account").contains(table)));
        var besides = rows.besides(ACCOUNT, merchant, seller.account(), theirs);
        var sent = rows.all(merchant).get("sent_number");
        var strangers = rows.all(stranger.merchant().id());
        var goods = goods();

        delete().statusCode(202);
        finish();

        assertNothingIsLeft();
        assertThat(rows.besides(ACCOUNT, merchant, seller.account(), theirs)).isEqualTo(besides);
        assertThat(rows.all(merchant)).containsEntry("sent_number", sent);
        assertThat(rows.all(stranger.merchant().id())).isEqualTo(strangers);
        assertThat(goods()).isEqualTo(goods);
        assertThat(rows.ofListings(merchant, theirs))
                .containsKeys("decision", "listing_state", "listing_search")
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
        assertThat(rows.of("selling_list_id", merchant, following))
                .containsKeys("selling_list_collection")
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
        seller.calls().get("/api/v1/amazon-accounts/" + other.account()).then().statusCode(200);
        seller.calls().get("/api/v1/listings").then().body("items", hasSize(1));
    }

    /// Of the same merchant, with a listing of the same product under the same SKU.
    private TestSeller otherAccount() {
        var other = new TestSeller(seller.merchant(), connect("A2OTHER"), seller.shop());
        other.link(other.list("Default"), 1, "AMZ-1");
        return other;
    }

    private long connect(String sellerId) {
        var account = TestSeller.newAccount();
        account.put("sellerId", sellerId);
        return seller.calls()
                .body(account)
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
    }

    private Map<String, List<String>> goods() {
        var all = rows.all(seller.merchant().id());
        all.keySet().retainAll(List.of("shop", "variant", "warehouse", "stock_level", "profile", "profile_version"));
        return all;
    }

    private void leaveSomethingInEveryTable() {
        database.useHandle(handle -> {
            for (var statement : List.of(
                    "insert into pace (merchant_id, amazon_account_id, operation, next_at) values (?, ?, 'send', now())",
                    """
                    insert into amazon_access_token (merchant_id, amazon_account_id, grant_hash, token)
                    values (?, ?, '', '')
                    """,
                    """
                    insert into catalogue_report (merchant_id, amazon_account_id, marketplace, state, due_at)
                    values (?, ?, 'DE', 'TO_ASK', now())
                    """,
                    """
                    insert into catalogue (merchant_id, amazon_account_id, marketplace, asked_at, reading)
                    values (?, ?, 'DE', now(), 1)
                    """,
                    """
                    insert into catalogue_row (merchant_id, amazon_account_id, marketplace, reading, seller_sku, line,
                        title, asin, channel, status)
                    select ?, ?, 'DE', 1, 'SKU-' || i, i, '', '', 'DEFAULT', 'Active' from generate_series(2, 3) i
                    """,
                    """
                    insert into catalogue_odd_row (merchant_id, amazon_account_id, marketplace, reading, line, problem)
                    values (?, ?, 'DE', 1, 4, 'odd')
                    """,
                    """
                    insert into wave (merchant_id, amazon_account_id, wave_id, direction, state, begun_at, held_at,
                        causes, numbers, zeroed, units, targets, listed_units)
                    values (?, ?, 1, 'FALLS', 'HELD', now(), now(), '{STOCK}', 20, 20, 20, 30, 30)
                    """,
                    """
                    insert into feed (merchant_id, amazon_account_id, feed_number, marketplace, state, begun_at,
                        deadline, look_at)
                    values (?, ?, 1, 'DE', 'RUNNING', now(), now(), now())
                    """,
                    """
                    insert into feed_message (merchant_id, amazon_account_id, feed_number, message_id, seller_sku,
                        fence, number, quantity)
                    values (?, ?, 1, 1, 'AMZ-1', 1, 1, 1)
                    """,
                    """
                    insert into amazon_subscription (merchant_id, amazon_account_id, type, due_at)
                    values (?, ?, 'ACCOUNT_STATUS_CHANGED', now())
                    """,
                    """
                    insert into amazon_participation (merchant_id, amazon_account_id, due_at)
                    values (?, ?, now() + interval '1 day')
                    """,
                    """
                    insert into amazon_account_status (merchant_id, amazon_account_id, marketplace, status, event_at)
                    values (?, ?, '', 'NORMAL', now())
                    """,
                    """
                    insert into order_reading (merchant_id, amazon_account_id, since, read_until, due_at)
                    values (?, ?, now(), now(), now())
                    """,
                    """
                    insert into order_line (merchant_id, amazon_account_id, order_id, line_id, seller_sku, ordered,
                        units, placed_at, updated_at, expires_at)
                    values (?, ?, '302-1', '1', 'AMZ-1', 1, 1, now(), now(), now() + interval '1 day')
                    """,
                    """
                    insert into order_part (merchant_id, amazon_account_id, order_id, line_id, shop_id,
                        inventory_item_id, each, units, placed_at, expires_at)
                    values (?, ?, '302-1', '1', 1, 1, 1, 1, now(), now() + interval '1 day')
                    """,
                    """
                    insert into sent_number (merchant_id, amazon_account_id, seller_sku, number, quantity, because,
                        decided_at, sent_at, state)
                    values (?, ?, 'AMZ-1', 1, 7, '{"profileVersion": 1}', now(), now(), 'accepted')
                    """,
                    """
                    insert into amazon_change (merchant_id, amazon_account_id, change_id, seller_sku, noticed_at,
                        shown_before, shown, writer, certain)
                    values (?, ?, 1, 'AMZ-1', now(), 7, 6, 'SALE', false)
                    """)) {
                handle.execute(statement, seller.merchant().id(), seller.account());
            }
        });
    }

    private List<Long> listings() {
        return database.withHandle(
                handle -> handle.select("select listing_id from listing where amazon_account_id = ?", seller.account())
                        .mapTo(Long.class)
                        .list());
    }

    @Test
    void a_deletion_that_is_interrupted_half_way_is_gone_on_with() throws InterruptedException {
        delete().statusCode(202);
        worker.deletion().run(claim(), after(2), 2);
        assertThat(listings()).hasSize(LISTINGS - 4);
        assertThat(one(Long.class, "select deleted from account_deletion where amazon_account_id = ?"))
                .isEqualTo(4);
        worker.deletion().run(claim(), after(2), 2);
        assertThat(listings()).isEmpty();
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
        assertThat(one(Long.class, "select count(*) from account_deletion where amazon_account_id = ?"))
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

    /// It has asked the rules, and stores what came out when the account is gone and all of it deleted.
    @Test
    void a_decision_under_way_leaves_nothing_behind() throws Exception {
        long listing = seller.link(list, 9, "AMZ-LATE");
        try (var holder = source.getConnection();
                var decides = Executors.newSingleThreadExecutor()) {
            holder.setAutoCommit(false);
            execute(holder, """
                    insert into delivery (merchant_id, amazon_account_id, seller_sku, marketplace, wish, wish_number,
                        decided_at, due_at)
                    values (%d, %d, 'AMZ-LATE', 'DE', 'nothing', 0, now(), now())
                    """.formatted(seller.merchant().id(), seller.account()));
            var decision = decides.submit(() -> Deciding.decideStale(decider));
            awaitSomebodyWaiting();
            delete(LISTINGS + 1).statusCode(202);
            finish();
            holder.rollback();
            assertThat(decision).succeedsWithin(Duration.ofMinutes(1));
        }
        assertThat(rows.ofListings(seller.merchant().id(), List.of(listing)))
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
        assertNothingIsLeft();
    }

    /// Whoever goes through many listings has read them before the account went, and marks them after it.
    @Test
    void marks_that_come_late_leave_nothing_behind() throws InterruptedException {
        delete().statusCode(202);
        finish();
        stale.fanOut(List.of(seller.target("AMZ-1")), true);
        stale.add(seller.key(), List.of("AMZ-1"));
        assertNothingIsLeft();
    }

    @Test
    void a_shop_that_goes_at_the_same_time_leaves_nothing_behind() throws InterruptedException {
        delete().statusCode(202);
        seller.calls()
                .delete("/api/v1/shops/%d?listings=0".formatted(seller.shop()))
                .then()
                .statusCode(202);
        finish();
        assertNothingIsLeft();
    }

    @Test
    void a_list_that_is_made_while_the_account_goes_is_not_made() throws Exception {
        delete(
                LISTINGS,
                () -> seller.calls()
                        .body(Map.of("name", "Late", ACCOUNT_IN_JSON, seller.account(), "marketplace", "DE"))
                        .post("/api/v1/selling-lists")
                        .statusCode());
    }

    /// Somebody deletes the account, and has not committed yet when the other call comes.
    private void delete(int listings, Callable<Integer> other) throws Exception {
        try (var holder = source.getConnection();
                var calls = Executors.newSingleThreadExecutor()) {
            holder.setAutoCommit(false);
            execute(
                    holder,
                    "select from amazon_account where amazon_account_id = %d for update".formatted(seller.account()));
            Future<Integer> status = calls.submit(other);
            awaitSomebodyWaiting();
            execute(holder, "delete from selling_list where amazon_account_id = " + seller.account());
            execute(holder, "delete from amazon_account where amazon_account_id = " + seller.account());
            holder.commit();
            assertThat(status).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(404);
        }
        assertThat(rows.of(ACCOUNT, seller.merchant().id(), seller.account())).containsEntry("selling_list", 0L);
        assertThat(listings()).hasSize(listings);
    }

    @Test
    void the_same_seller_can_be_connected_anew_while_the_old_account_goes() throws InterruptedException {
        leaveSomethingInEveryTable();
        delete().statusCode(202);
        var anew = new TestSeller(seller.merchant(), connect("A1SELLER"), seller.shop());
        long listing = anew.link(anew.list("Default"), 1, "AMZ-1");
        decide();
        finish();
        assertNothingIsLeft();
        assertThat(rows.of(ACCOUNT, anew.merchant().id(), anew.account()))
                .containsEntry("amazon_account", 1L)
                .containsEntry("listing", 1L)
                .containsEntry("target", 1L)
                .containsEntry("delivery", 1L);
        anew.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .statusCode(200)
                .body("sent", hasSize(1))
                .body("sent[0].quantity", equalTo(7))
                .body("sent[0].because.profileVersion", equalTo(1));
    }

    @Test
    void what_was_sent_for_another_seller_or_merchant_explains_nothing() throws InterruptedException {
        leaveSomethingInEveryTable();
        delete().statusCode(202);
        finish();
        var other = otherAccount();
        assertThat(sentOf(other)).isZero();
        var stranger = TestSeller.create();
        stranger.link(stranger.list("Default"), 1, "AMZ-1");
        assertThat(sentOf(stranger)).isZero();
    }

    private static int sentOf(TestSeller seller) {
        var listing = seller.calls().get("/api/v1/listings").jsonPath().getLong("items[0].id");
        return seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .jsonPath()
                .getList("sent")
                .size();
    }

    private void assertNothingIsLeft() {
        assertThat(rows.of(ACCOUNT, seller.merchant().id(), seller.account()))
                .containsKeys("amazon_account", "selling_list", "listing", "target", "delivery", "pace")
                .allSatisfy(
                        (table, count) -> assertThat(count).as(table).matches(it -> it == 0 || KEPT.contains(table)));
    }

    private String address() {
        return "/api/v1/amazon-accounts/" + seller.account();
    }

    private ValidatableResponse delete() {
        return delete(LISTINGS);
    }

    private ValidatableResponse delete(int listings) {
        return seller.calls().delete(address() + "?listings=" + listings).then();
    }

    private void finish() throws InterruptedException {
        worker.deletion().run(claim(), NEVER);
    }

    /// Takes this account's deletion, whoever is at it; others that tests have left lying are passed over.
    private DeletionClaim claim() {
        database.useHandle(handle -> handle.execute(
                "update account_deletion set lease_until = null, due_at = started_at where amazon_account_id = ?",
                seller.account()));
        while (true) {
            var claim = worker.queue().claim().orElseThrow();
            if (isOurs(claim)) {
                return claim;
            }
        }
    }

    private boolean isOurs(DeletionClaim claim) {
        return new AccountKey(claim.merchantId(), claim.id()).equals(seller.key());
    }

    private static BooleanSupplier after(int parts) {
        var asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= parts;
    }

    private <T> T one(Class<T> type, String sql) {
        return database.withHandle(
                handle -> handle.select(sql, seller.account()).mapTo(type).one());
    }

    private static void execute(Connection holder, String sql) throws SQLException {
        try (var statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitSomebodyWaiting() {
        await().until(() ->
                database.withHandle(handle -> handle.select("select exists (select from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one()));
    }
}
