package io.stockrule.sync.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.ListingStatus;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What PostgreSQL reads for a search among 30,000 listings: a small part of them, whatever is searched for, and
/// never a whole table. A plan that reads them all would be slow at a million.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingPlansTest {
    private static final int LISTINGS = 30_000;
    /// After so many executions PostgreSQL may take a plan that knows nothing of what is searched for.
    private static final int EXECUTIONS = 12;

    @Inject
    ListingFinder finder;

    @Inject
    ListingTally tally;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private List<Long> lists = List.of();

    @BeforeEach
    void fill() {
        if (seller != null) {
            return;
        }
        seller = TestSeller.create();
        lists = List.of(seller.list("Default"), seller.list("Default"));
        var merchant = seller.merchant().id();
        database.useHandle(handle -> {
            handle.execute("""
                    insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                        product_type, tags, barcode, collections, keeps_selling)
                    select ?, ?, 1000 + n, 1000 + n, case when n > 29000 then 'ZB-' else 'CAN-' end || n,
                        'Candle ' || md5(n::text), '', '', '{}', '', '{}', false
                    from generate_series(1, ?) n
                    """, merchant, seller.shop(), LISTINGS);
            handle.execute("""
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                        variant_id, seller_sku, pack_size, created_at)
                    select ?, nextval('stockrule_id'), (array[?, ?])[1 + n % 2], ?, ?, 1000 + n, 'AMZ-' || n, 1,
                        '2026-11-26T10:00:00Z'
                    from generate_series(1, ?) n
                    """, merchant, lists.get(0), lists.get(1), seller.account(), seller.shop(), LISTINGS);
            handle.execute("""
                    update listing_state set delivery_status = case when substr(seller_sku, 5)::int % 5000 = 0 then 'UPDATE_ERROR'
                        when seller_sku > 'AMZ-2' then 'PENDING_QUANTITY_UPDATE' else 'LINKED' end
                    where merchant_id = ?
                    """, merchant);
            handle.execute("vacuum analyze listing, listing_state, variant");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            everything                    | -         | -          | -                       | 51
            a rare status                 | -         | -          | UPDATE_ERROR            | 6
            a frequent status             | -         | -          | LINKED                  | 51
            two statuses                  | -         | -          | UPDATE_ERROR LINKED     | 51
            a status of none              | -         | -          | STOPPED                 | 0
            an exact SKU of the shop      | CAN-777   | -          | -                       | 1
            an exact SKU of Amazon        | AMZ-29999 | -          | -                       | 1
            an exact SKU of none          | NOPE-1    | -          | -                       | 0
            a frequent text               | -         | candle     | -                       | 51
            a text far behind             | -         | zb-2999    | -                       | 10
            a text of none                | -         | yoga mat   | -                       | 0
            a text of Amazon's SKU        | -         | amz-2999   | -                       | 11
            a text with a status          | -         | zb-2999    | PENDING_QUANTITY_UPDATE | 10
            """)
    void a_search_reads_few_rows(String name, String sku, String text, String statuses, int found) {
        for (var list : Arrays.asList(null, lists.get(0))) {
            var filter = new ListingFilter(list, sku, text, statuses(statuses));
            var read = QuarkusTransaction.requiringNew().call(() -> rowsRead(filter, list == null ? found : -1));
            assertThat(read.whole()).as("rows of whole tables read for " + name).isZero();
            assertThat(read.byIndex()).as("rows read for " + name).isLessThan(LISTINGS / 3);
        }
    }

    /// Other tests may be adding listings, so only what this merchant's rows cost is looked at.
    @Test
    void counting_reads_few_rows() {
        tally.addUp();
        var rows = database.withHandle(handle -> handle.select(
                        "select count(*) from listing_tally where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
        assertThat(rows).isLessThan(100);
        assertThat(tally.of(seller.merchant().id()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(LISTINGS);
    }

    private record Read(long whole, long byIndex) {}

    private Read rowsRead(ListingFilter filter, int expected) {
        return database.withHandle(handle -> {
            // What parallel workers read would not be counted.
            handle.execute("set local max_parallel_workers_per_gather = 0");
            var before = read();
            for (int i = 0; i < EXECUTIONS; i++) {
                before = read();
                var found = finder.find(seller.merchant().id(), filter, 0, 51);
                if (expected >= 0) {
                    assertThat(found).hasSize(expected).isSorted();
                }
            }
            var after = read();
            return new Read(after.whole() - before.whole(), after.byIndex() - before.byIndex());
        });
    }

    /// In this transaction so far, of the tables with a row for each listing.
    private Read read() {
        return database.withHandle(handle -> handle.createQuery("""
                        select sum(seq_tup_read), sum(coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
                        where relname in ('listing', 'listing_state', 'variant', 'delivery', 'target', 'decision')
                          and schemaname = current_schema
                        """)
                .map((row, _) -> new Read(row.getLong(1), row.getLong(2)))
                .one());
    }

    private static List<ListingStatus> statuses(String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" ")).map(ListingStatus::valueOf).toList();
    }
}
