package io.stockrule.sync.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import io.stockrule.stock.ledger.MissingVariants;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What listings are searched by is what their variants are called and what they are linked to, in whatever order, and
/// at the same moment, these change.
@QuarkusTest
class SearchedTextTest {
    private static final String RENAME = "update variant set title = ? where merchant_id = ? and variant_id = ?";
    private static final String LIST = """
            insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                variant_id, seller_sku, pack_size, created_at)
            select v.*, 1, '2026-11-26T10:00:00Z'::timestamptz
            from (values (?::bigint, nextval('stockrule_id'), ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::text))
                v(merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id, seller_sku)
            where not exists (
                select from listing o where o.selling_list_id = v.selling_list_id and o.variant_id = v.variant_id)
            on conflict do nothing
            """;

    @Inject
    MissingVariants missing;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private long list;

    @BeforeEach
    void create() {
        seller = TestSeller.create();
        list = seller.list("Default");
    }

    @Test
    void a_listing_that_is_made_while_its_variant_is_renamed_is_found_by_the_new_title() {
        try (var renaming = OpenChange.of(RENAME, "Lamp", seller.merchant().id(), 1)) {
            renaming.commitWhileWaiting(() -> seller.link(list, 1, "AMZ-1"));
        }
        assertThat(found("lamp")).containsExactly("SKU-1");
    }

    @Test
    void a_variant_that_is_renamed_while_it_is_listed_is_found_by_the_new_title() {
        try (var listing =
                OpenChange.of(LIST, seller.merchant().id(), list, seller.account(), seller.shop(), 1, "AMZ-1")) {
            listing.commitWhileWaiting(() -> database.useHandle(
                    handle -> handle.execute(RENAME, "Lamp", seller.merchant().id(), 1)));
        }
        assertThat(found("lamp")).containsExactly("SKU-1");
    }

    @Test
    void a_variant_that_shopify_has_no_more_is_found_as_before() {
        seller.link(list, 1, "AMZ-1");
        missing.settle(seller.merchant().id(), seller.shop(), List.of(1L), List.of(1L));
        assertThat(found("sku-1")).containsExactly("SKU-1");
        assertThat(found("amz-1")).hasSize(1);
        assertThat(bySku("SKU-1")).containsExactly("SKU-1");
    }

    @Test
    void after_any_changes_listings_are_searched_by_what_they_are() {
        var random = new Random(20261126);
        var lists = List.of(list, seller.list("Default"));
        for (int step = 0; step < 150; step++) {
            change(lists.get(random.nextInt(2)), 1 + random.nextInt(10), random);
            assertThat(wrong()).as("after step " + step).isEmpty();
        }
    }

    private void change(long list, long variant, Random random) {
        var merchant = seller.merchant().id();
        var text = "Text " + random.nextInt(4);
        switch (random.nextInt(6)) {
            case 0, 1 ->
                execute(
                        LIST,
                        merchant,
                        list,
                        seller.account(),
                        seller.shop(),
                        variant,
                        random.nextBoolean() ? text : null);
            case 2 ->
                execute(
                        "update listing set seller_sku = ? where merchant_id = ? and variant_id < ?",
                        random.nextBoolean() ? text : null,
                        merchant,
                        variant);
            case 3 ->
                execute(
                        "update variant set title = ?, sku = ? where merchant_id = ? and variant_id < ?",
                        text,
                        "Text " + random.nextInt(4),
                        merchant,
                        variant);
            case 4 -> {
                execute("delete from variant where merchant_id = ? and variant_id = ?", merchant, variant);
                if (random.nextBoolean()) {
                    add(variant, "SKU", text);
                }
            }
            default -> execute("delete from listing where merchant_id = ? and variant_id = ?", merchant, variant);
        }
    }

    /// Listings without what they are searched by, what there is of none, and what is not as it should be.
    private List<Map<String, Object>> wrong() {
        return database.withHandle(
                handle -> handle.select("""
                        select listing_id, l.variant_id, s.searched from listing l left join variant v using (merchant_id, shop_id, variant_id)
                        full join listing_search s using (merchant_id, listing_id)
                        where merchant_id = ? and (s.selling_list_id, s.seller_sku, s.sku, s.searched) is distinct from
                            (l.selling_list_id, l.seller_sku, v.sku, upper(coalesce(l.seller_sku, '') || e'\\n'
                                || coalesce(v.sku, '') || e'\\n' || coalesce(v.title, '')))
                        """, seller.merchant().id()).mapToMap().list());
    }

    private void add(long variant, String sku, String title) {
        execute("""
                insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                    product_type, tags, barcode, collections, keeps_selling)
                values (?, ?, ?, ?, ?, ?, '', '', '{}', '', '{}', false) on conflict do nothing
                """, seller.merchant().id(), seller.shop(), variant, 100 + variant, sku, title);
    }

    private void execute(String sql, @Nullable Object... parameters) {
        database.useHandle(handle -> handle.execute(sql, parameters));
    }

    private List<String> found(String text) {
        return skus("q", text);
    }

    private List<String> bySku(String sku) {
        return skus("sku", sku);
    }

    private List<String> skus(String parameter, String value) {
        return seller.merchant()
                .calls()
                .queryParam(parameter, value)
                .get("/api/v1/listings")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.sku", String.class);
    }
}
