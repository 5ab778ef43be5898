package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.stockrule.stock.VariantKey;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A variant that is in one Selling List under several Amazon SKUs, each with its pack.
@QuarkusTest
class SeveralSkusTest {
    private static final String HAS_IT = "the Selling List has this variant already";

    @Inject
    Targets targets;

    @Inject
    Listings listings;

    @Inject
    Jdbi database;

    @Inject
    Members members;

    @Inject
    StaleTargets stale;

    TestSeller seller;
    long list;

    @BeforeEach
    void createList() {
        seller = TestSeller.create();
        list = seller.list("Default");
    }

    private Map<String, Object> item(long variant, @Nullable String sellerSku) {
        var item = new HashMap<String, Object>(Map.of("shop", seller.shop(), "variantId", variant));
        if (sellerSku != null) {
            item.put("sellerSku", sellerSku);
        }
        return item;
    }

    private Map<String, Object> item(long variant, String sellerSku, int packSize) {
        var item = item(variant, sellerSku);
        item.put("packSize", packSize);
        return item;
    }

    private JsonPath add(Map<String, Object> item) {
        return seller.add(list, item);
    }

    private long added(Map<String, Object> item) {
        return add(item).getLong("results[0].listingId");
    }

    private ValidatableResponse patch(long listing, @Nullable String sellerSku) {
        var change = new HashMap<String, Object>();
        change.put("sellerSku", sellerSku);
        return seller.calls().body(change).patch("/api/v1/listings/" + listing).then();
    }

    private ValidatableResponse remove(long listing) {
        return seller.calls().delete("/api/v1/listings/" + listing).then();
    }

    /// Variant, Amazon SKU and pack of each listing in the list.
    private List<String> members() {
        return database.withHandle(
                handle -> handle.select("""
                        select variant_id || ' ' || coalesce(seller_sku, '-') || ' ' || pack_size from listing
                        where merchant_id = ? and selling_list_id = ? order by variant_id, seller_sku
                        """, seller.merchant().id(), list)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void a_variant_comes_in_once_for_each_amazon_sku_with_its_pack() {
        var together = seller.add(list, item(1, "CUP-1"), item(1, "CUP-3PK", 3));
        var later = add(item(1, "CUP-6PK", 6));

        assertThat(together.getInt("added")).isEqualTo(2);
        assertThat(later.getInt("added")).isEqualTo(1);
        assertThat(members()).containsExactly("1 CUP-1 1", "1 CUP-3PK 3", "1 CUP-6PK 6");
        assertThat(together.getList("results.listingId")).doesNotHaveDuplicates();
        for (var sku : List.of("CUP-1", "CUP-3PK", "CUP-6PK")) {
            assertThat(targets.isDue(seller.target(sku))).isTrue();
            assertThat(listings.ofTargets(List.of(seller.target(sku)))).hasSize(1);
        }
    }

    /// A used one, say. Amazon compares SKUs letter by letter.
    @Test
    void several_may_be_of_one_piece_and_differ_in_case_alone() {
        seller.add(list, item(1, "CUP"), item(1, "cup"), item(1, "CUP-USED"));
        assertThat(members()).containsExactlyInAnyOrder("1 CUP 1", "1 cup 1", "1 CUP-USED 1");
    }

    @Test
    void what_the_list_has_is_refused_with_the_words_of_ever() {
        seller.add(list, item(1, "CUP-1"), item(1, "CUP-3PK", 3));
        targets.settle(seller.target("CUP-1"));
        for (var item : List.of(item(1, "CUP-1"), item(1, "CUP-1", 9), item(1, null))) {
            var again = add(item);
            assertThat(again.getString("results[0].problem.type")).isEqualTo("already-listed");
            assertThat(again.getString("results[0].problem.detail")).isEqualTo(HAS_IT);
        }
        assertThat(members()).containsExactly("1 CUP-1 1", "1 CUP-3PK 3");
        assertThat(targets.isDue(seller.target("CUP-1"))).isFalse();
    }

    @Test
    void a_listing_that_waits_to_be_linked_takes_the_first_sku_and_keeps_its_pack() {
        long waiting = added(Map.of("shop", seller.shop(), "variantId", 1, "packSize", 4));
        var result = seller.add(list, item(1, "CUP-4PK"), item(1, "CUP-1", 1));

        assertThat(result.getLong("results[0].listingId")).isEqualTo(waiting);
        assertThat(result.getLong("results[1].listingId")).isNotEqualTo(waiting);
        assertThat(members()).containsExactly("1 CUP-1 1", "1 CUP-4PK 4");
        assertThat(targets.isDue(seller.target("CUP-4PK"))).isTrue();
    }

    @Test
    void one_call_comes_to_the_same_as_one_for_each_item() {
        var result = seller.add(list, item(1, null), item(1, "A", 2), item(1, null), item(1, "B"), item(1, "A"));

        assertThat(result.getLong("results[1].listingId")).isEqualTo(result.getLong("results[0].listingId"));
        assertThat(result.getInt("added")).isEqualTo(3);
        assertThat(result.getString("results[2].problem.type")).isEqualTo("already-listed");
        assertThat(result.getString("results[4].problem.type")).isEqualTo("already-listed");
        assertThat(members()).containsExactly("1 A 2", "1 B 1");
    }

    @Test
    void one_of_several_is_unlinked_and_no_second() {
        long first = added(item(1, "CUP-1"));
        long second = added(item(1, "CUP-3PK", 3));
        patch(first, null).statusCode(200).body("sellerSku", nullValue());
        patch(second, null)
                .statusCode(409)
                .body("type", equalTo("urn:stockrule:problem:already-not-linked"))
                .body("detail", containsString("listing " + first));
        patch(first, "CUP-3PK")
                .statusCode(409)
                .body("type", equalTo("urn:stockrule:problem:already-listed"))
                .body("detail", containsString("listing " + second));
        assertThat(members()).containsExactly("1 CUP-3PK 3", "1 - 1");
        patch(first, "CUP-6PK").statusCode(200);
        patch(second, "CUP-3PK").statusCode(200);
        assertThat(members()).containsExactly("1 CUP-3PK 3", "1 CUP-6PK 1");
    }

    @Test
    void one_that_is_removed_leaves_the_others() {
        long first = added(item(1, "CUP-1"));
        added(item(1, "CUP-3PK", 3));
        targets.settle(seller.target("CUP-1"));
        targets.settle(seller.target("CUP-3PK"));
        remove(first).statusCode(204);

        assertThat(members()).containsExactly("1 CUP-3PK 3");
        assertThat(targets.isDue(seller.target("CUP-1"))).isTrue();
        assertThat(targets.isDue(seller.target("CUP-3PK"))).isFalse();
        assertThat(listings.ofTargets(List.of(seller.target("CUP-3PK")))).hasSize(1);
    }

    @Test
    void all_go_with_their_list() {
        seller.add(list, item(1, "CUP-1"), item(1, "CUP-3PK", 3), item(2, null));
        targets.settle(seller.target("CUP-3PK"));
        seller.calls().delete("/api/v1/selling-lists/" + list).then().statusCode(204);

        assertThat(members()).isEmpty();
        assertThat(targets.isDue(seller.target("CUP-3PK"))).isTrue();
    }

    /// What two replicas do at once is what two callers do: nothing but the database stands between them.
    @ParameterizedTest
    @ValueSource(strings = {"CUP-3PK", ""})
    void of_many_who_add_the_same_at_once_one_does_and_the_others_are_told_as_ever(String sku) throws Exception {
        var calls = Collections.nCopies(6, item(1, sku.isEmpty() ? null : sku));
        var answers = atOnce(calls);

        assertThat(answers.stream().filter(it -> it.getInt("added") == 1)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.getInt("added") == 0))
                .allSatisfy(it ->
                        assertThat(it.getString("results[0].problem.detail")).isEqualTo(HAS_IT));
        assertThat(members()).hasSize(1);
    }

    @Test
    void different_skus_that_come_at_once_all_come() throws Exception {
        long waiting = added(item(1, null));
        var answers = atOnce(List.of(item(1, "A"), item(1, "B", 2), item(1, "C", 3), item(1, "D", 4)));

        assertThat(answers).allSatisfy(it -> assertThat(it.getInt("added")).isEqualTo(1));
        assertThat(answers.stream().map(it -> it.getLong("results[0].listingId")))
                .doesNotHaveDuplicates()
                .contains(waiting);
        assertThat(members()).containsExactly("1 A 1", "1 B 2", "1 C 3", "1 D 4");
    }

    private List<JsonPath> atOnce(List<Map<String, Object>> items) throws Exception {
        var start = new CountDownLatch(items.size());
        var answers = new ArrayList<JsonPath>();
        try (var callers = Executors.newFixedThreadPool(items.size())) {
            var calls = items.stream()
                    .map(item -> (Callable<JsonPath>) () -> {
                        start.countDown();
                        start.await();
                        return add(item);
                    })
                    .toList();
            for (var answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    /// Whoever follows collections has looked before it holds the links, so it may be late.
    @Test
    void who_looked_for_variants_that_were_not_there_adds_none_that_has_come_since() {
        added(item(1, "CUP-1"));
        QuarkusTransaction.requiringNew().run(() -> {
            stale.linksChange(seller.merchant().id());
            var found = SellingList.of(seller.merchant().id(), list).orElseThrow();
            var variant = new VariantKey(seller.merchant().id(), seller.shop(), 1);
            var other = new VariantKey(seller.merchant().id(), seller.shop(), 2);
            members.join(
                    found,
                    List.of(
                            new Member(variant, null, null),
                            new Member(variant, "CUP-LATE", null),
                            new Member(other, "JAR", null)));
        });
        assertThat(members()).containsExactly("1 CUP-1 1", "2 JAR 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'CUP-1'", "null"})
    void the_database_itself_keeps_each_once(String sku) {
        added(item(1, "CUP-1"));
        added(item(2, null));
        long variant = sku.equals("null") ? 2 : 1;
        assertThatThrownBy(() -> database.useHandle(handle ->
                        handle.execute("""
                        insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                            variant_id, seller_sku, pack_size, created_at)
                        select merchant_id, nextval('stockrule_id'), selling_list_id, amazon_account_id, shop_id,
                            variant_id, %s, 7, created_at
                        from listing where merchant_id = ? and variant_id = ?
                        """.formatted(sku), seller.merchant().id(), variant)))
                .hasMessageContaining("listing_once");
    }

    /// Two variants, each of which may be linked, unlinked, removed and added again under four SKUs in any order: the
    /// list is always what a table with the key (variant, SKU) would be.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_is_added_linked_unlinked_and_removed_each_sku_of_a_variant_is_there_once(long seed) {
        var random = new Random(seed);
        var model = new TreeMap<Long, String>();
        for (int i = 0; i < 80; i++) {
            step(random, model);
            assertThat(members().stream().map(it -> it.replaceFirst(" [0-9]+$", "")))
                    .as("step %d of seed %d", i, seed)
                    .containsExactlyInAnyOrderElementsOf(model.values())
                    .doesNotHaveDuplicates();
        }
        for (var sku : List.of("A", "B", "C")) {
            long linked =
                    model.values().stream().filter(it -> it.endsWith(" " + sku)).count();
            assertThat(listings.ofTargets(List.of(seller.target(sku)))).hasSize((int) linked);
        }
    }

    /// @param model variant and SKU by listing
    private void step(Random random, Map<Long, String> model) {
        var sku = List.of("-", "A", "B", "C").get(random.nextInt(4));
        var given = sku.equals("-") ? null : sku;
        var ids = List.copyOf(model.keySet());
        if (ids.isEmpty() || random.nextInt(3) == 0) {
            long variant = 1 + random.nextInt(2);
            var added = add(item(variant, given));
            boolean refused = model.containsValue(variant + " " + sku)
                    || given == null && model.values().stream().anyMatch(it -> it.startsWith(variant + " "));
            assertThat(added.getInt("added")).isEqualTo(refused ? 0 : 1);
            if (!refused) {
                model.put(added.getLong("results[0].listingId"), variant + " " + sku);
            }
            return;
        }
        long listing = ids.get(random.nextInt(ids.size()));
        if (random.nextInt(4) == 0) {
            remove(listing).statusCode(204);
            model.remove(listing);
            return;
        }
        var before = Objects.requireNonNull(model.get(listing));
        var after = before.charAt(0) + " " + sku;
        boolean refused = !after.equals(before) && model.containsValue(after);
        patch(listing, given).statusCode(refused ? 409 : 200);
        if (!refused) {
            model.put(listing, after);
        }
    }
}
