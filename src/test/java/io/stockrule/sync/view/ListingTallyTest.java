package io.stockrule.sync.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingState;
import io.stockrule.listing.state.ListingStates;
import io.stockrule.listing.state.ListingStatus;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListingTallyTest {
    private static final ListingState LIVE = new ListingState(ListingStatus.LINKED, ListingStanding.LIVE);
    private static final ListingState FAILED = new ListingState(ListingStatus.UPDATE_ERROR, ListingStanding.ERROR);

    @Inject
    ListingTally tally;

    @Inject
    Jdbi database;

    /// Whatever is done to listings, and however often the rows are added up meanwhile.
    @Test
    void counts_are_those_of_the_listings_after_any_changes() {
        var random = new Random(20261126);
        var seller = TestSeller.create();
        var lists = List.of(seller.list("Default"), seller.list("Default"));
        for (int step = 0; step < 150; step++) {
            change(seller, lists.get(random.nextInt(2)), random);
            if (random.nextInt(10) == 0) {
                tally.addUp();
            }
            assertThat(tally.of(seller.merchant().id()))
                    .as("after step " + step)
                    .isEqualTo(counted(seller.merchant().id()));
        }
    }

    @Test
    void rows_that_have_become_many_are_replaced_by_their_sum() {
        var seller = TestSeller.create();
        long listing = seller.link(seller.list("Default"), 1, "AMZ-1");
        for (int i = 0; i < 100; i++) {
            show(seller, "AMZ-1", i % 2 == 0 ? LIVE : FAILED);
        }
        var before = tally.of(seller.merchant().id());
        tally.addUp();
        assertThat(tally.of(seller.merchant().id())).isEqualTo(before);
        assertThat(before.statuses()).containsEntry("Update Error", 1L);
        assertThat(before.standings()).containsEntry("Error", 1L).containsEntry("Live", 0L);
        // The service may have been at it in between, and leaves what came after that until it is many again.
        assertThat(rows("listing_tally", seller.merchant().id())).isLessThanOrEqualTo(64);
        assertThat(rows("standing_tally", seller.merchant().id())).isLessThanOrEqualTo(64);
        assertThat(listing).isPositive();
    }

    private void change(TestSeller seller, long list, Random random) {
        long variant = 1 + random.nextInt(10);
        var sku = "AMZ-" + random.nextInt(4);
        switch (random.nextInt(5)) {
            case 0, 1 ->
                database.useHandle(handle -> handle.execute(
                        """
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                        variant_id, seller_sku, pack_size, created_at)
                    select ?, nextval('stockrule_id'), l.selling_list_id, l.amazon_account_id, ?, v.variant_id, ?, 1, l.created_at
                    from selling_list l cross join (values (?::bigint)) v(variant_id)
                    where l.selling_list_id = ? and not exists (
                        select from listing o
                        where o.selling_list_id = l.selling_list_id and o.variant_id = v.variant_id)
                    """, seller.merchant().id(), seller.shop(), random.nextBoolean() ? sku : null, variant, list));
            case 2 ->
                database.useHandle(handle -> handle.execute(
                        "update listing set seller_sku = ? where merchant_id = ? and selling_list_id = ? and variant_id < ?",
                        random.nextBoolean() ? sku : null,
                        seller.merchant().id(),
                        list,
                        variant));
            case 3 ->
                show(
                        seller,
                        sku,
                        new ListingState(
                                ListingStatus.values()[1 + random.nextInt(6)],
                                ListingStanding.values()[random.nextInt(9)]));
            default ->
                database.useHandle(handle -> handle.execute(
                        "delete from listing where merchant_id = ? and selling_list_id = ? and variant_id = ?",
                        seller.merchant().id(),
                        list,
                        variant));
        }
    }

    private void show(TestSeller seller, String sku, ListingState state) {
        database.useTransaction(handle -> ListingStates.show(handle, Map.of(seller.target(sku), state)));
    }

    /// The slow way.
    private ListingTally.Counts counted(long merchant) {
        var counts = ListingTally.Counts.none();
        database.useHandle(handle -> handle.select(
                        "select s.status, s.standing, count(*) from listing l join listing_state s using (merchant_id, listing_id) "
                                + "where l.merchant_id = ? group by 1, 2",
                        merchant)
                .map((row, _) -> {
                    counts.statuses()
                            .merge(ListingStatus.valueOf(row.getString(1)).displayName(), row.getLong(3), Long::sum);
                    return counts.standings()
                            .merge(ListingStanding.valueOf(row.getString(2)).displayName(), row.getLong(3), Long::sum);
                })
                .list());
        return counts;
    }

    private long rows(String table, long merchant) {
        return database.withHandle(
                handle -> handle.select("select count(*) from " + table + " where merchant_id = ?", merchant)
                        .mapTo(Long.class)
                        .one());
    }
}
