package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TestSeller;
import io.stockrule.stock.ledger.Warehouse;
import io.stockrule.stock.ledger.Warehouses;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FanOutsTest {
    @Inject
    FanOuts fanOuts;

    @Inject
    StaleTargets stale;

    @Inject
    Warehouses warehouses;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private long list;

    @BeforeEach
    void sellManyThings() {
        database.useHandle(handle -> handle.execute("delete from fan_out"));
        seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        list = list(seller, 2_500);
        list(seller, 30);
    }

    @Test
    void a_change_is_marked_in_parts_of_a_thousand_targets_at_most() {
        seller.profile("Ten", 11).statusCode(200);
        assertThat(marked(seller)).isZero();
        Fanning.mark(fanOuts);
        assertThat(marked(seller)).isEqualTo(1_000);
        Fanning.mark(fanOuts);
        assertThat(marked(seller)).isEqualTo(2_000);
        Fanning.mark(fanOuts);
        assertThat(marked(seller)).isEqualTo(2_530);
        assertThat(Fanning.mark(fanOuts)).isZero();
    }

    @Test
    void the_same_change_made_again_goes_round_to_where_it_was_made() {
        seller.profile("Ten", 11).statusCode(200);
        Fanning.mark(fanOuts);
        settle();
        seller.profile("Ten", 12).statusCode(200);
        Fanning.mark(fanOuts);
        Fanning.mark(fanOuts);
        assertThat(marked(seller)).as("the rest first").isEqualTo(1_530);
        Fanning.finish();
        assertThat(marked(seller)).isEqualTo(2_530);
        assertThat(marks()).as("each as often as it was needed").isEqualTo(2_530 + 1_000);
    }

    @Test
    void a_change_made_again_and_again_reaches_the_last_target() {
        for (int i = 0; i < 4; i++) {
            seller.profile("Ten", 20 + i).statusCode(200);
            Fanning.mark(fanOuts);
        }
        assertThat(marked(seller)).isEqualTo(2_530);
    }

    @Test
    void merchants_share_a_part() {
        var other = TestSeller.create();
        list(other, 10);
        seller.profile("Ten", 11).statusCode(200);
        stale.markMerchant(other.merchant().id());
        Fanning.mark(fanOuts);
        assertThat(marked(other)).isEqualTo(10);
        assertThat(marked(seller)).as("its share, and what the other left").isEqualTo(990);
        Fanning.mark(fanOuts);
        assertThat(marked(seller)).isEqualTo(1_990);
    }

    /// A shop of 200,000 items that renames its warehouse would otherwise lock all their targets in one transaction.
    @Test
    void a_warehouse_that_is_renamed_or_closed_marks_in_parts_as_well() {
        long merchant = seller.merchant().id();
        warehouses.register(merchant, List.of(new Warehouse(seller.shop(), 7, "Berlin", true)));
        assertThat(Fanning.mark(fanOuts)).as("nothing was kept there").isZero();
        database.useHandle(handle -> handle.execute("""
                insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available)
                values (?, ?, 1, 7, 5)
                """, merchant, seller.shop()));
        for (var change : List.of(
                new Warehouse(seller.shop(), 7, "Berlin Mitte", true),
                new Warehouse(seller.shop(), 7, "Berlin Mitte", false))) {
            settle();
            warehouses.register(merchant, List.of(change));
            assertThat(marked(seller)).isZero();
            Fanning.mark(fanOuts);
            assertThat(marked(seller)).isEqualTo(1_000);
            Fanning.finish();
            assertThat(marked(seller)).isEqualTo(2_530);
            warehouses.register(merchant, List.of(change));
            assertThat(Fanning.mark(fanOuts))
                    .as("the same again changes nothing")
                    .isZero();
        }
    }

    @Test
    void every_scope_marks_its_own() {
        long merchant = seller.merchant().id();
        var others = TestSeller.create();
        list(others, 5);
        Map.<Runnable, Long>of(
                        () -> seller.merchant()
                                .calls()
                                .contentType("application/json")
                                .body(Map.of("updateQuantity", false))
                                .patch("/api/v1/amazon-accounts/" + seller.account()),
                        2_530L,
                        () -> stale.markMerchant(merchant),
                        2_530L)
                .forEach((way, count) -> {
                    settle();
                    way.run();
                    Fanning.finish();
                    assertThat(marked(seller)).isEqualTo(count);
                    assertThat(marked(others)).isZero();
                });
    }

    @Test
    void what_waits_already_is_marked_no_second_time_unless_somebody_is_at_it() {
        stale.markMerchant(seller.merchant().id());
        Fanning.finish();
        update("lease_until = due_at where seller_sku = 'AMZ-%d-7'".formatted(list));
        stale.markMerchant(seller.merchant().id());
        Fanning.finish();
        assertThat(marks()).isEqualTo(2_530 + 1);
    }

    /// Straight into the tables, as if they had been decided.
    private long list(TestSeller of, int listings) {
        long id = of.list(of == seller ? "Ten" : "Default");
        database.useHandle(handle -> {
            handle.execute("""
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                        variant_id, seller_sku, pack_size, created_at)
                    select ?, nextval('stockrule_id'), ?, ?, ?, id, 'AMZ-' || ? || '-' || id, 1, timestamptz '2026-01-01'
                    from generate_series(1, ?) id
                    """, of.merchant().id(), id, of.account(), of.shop(), id, listings);
            handle.execute("""
                    insert into target (merchant_id, amazon_account_id, seller_sku, marked)
                    select merchant_id, amazon_account_id, seller_sku, 0 from listing
                    where merchant_id = ? and selling_list_id = ?
                    """, of.merchant().id(), id);
        });
        return id;
    }

    private void settle() {
        update("due_at = null");
    }

    private void update(String change) {
        var where = change.contains("where") ? " and " : " where ";
        database.useHandle(handle -> handle.execute(
                "update target set " + change + where + "merchant_id = ?",
                seller.merchant().id()));
    }

    private long marked(TestSeller of) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from target where merchant_id = ? and due_at is not null",
                        of.merchant().id())
                .mapTo(Long.class)
                .one());
    }

    private long marks() {
        return sum("marked");
    }

    private long sum(String column) {
        return database.withHandle(handle -> handle.select(
                        "select sum(" + column + ")::bigint from target where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }
}
