package io.stockrule.sync.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
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

    private static final Duration PATIENT = Duration.ofMinutes(1);

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
                    update variant set sku = 'TWICE' where merchant_id = ? and variant_id between 11001 and 21000
                    """, merchant);
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
            handle.execute("vacuum analyze listing, listing_state, listing_search, variant");
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
            a text with a rare status     | -         | candle     | UPDATE_ERROR            | 6
            a text of none with a status  | -         | yoga mat   | LINKED                  | 0
            a text of none of a status    | -         | zb-2999    | UPDATE_ERROR            | 0
            a text with two statuses      | -         | zb-2999    | LINKED UPDATE_ERROR PENDING_QUANTITY_UPDATE | 10
            a frequent short text         | -         | ca         | -                       | 51
            a SKU with a text             | AMZ-777   | candle     | -                       | 1
            a SKU with a status           | AMZ-5000  | -          | UPDATE_ERROR            | 1
            a SKU of very many            | TWICE     | -          | -                       | 51
            a rare standing               | -         | -          | ERROR                   | 6
            two standings                 | -         | -          | ERROR LIVE              | 51
            a standing with a status      | -         | -          | ERROR UPDATE_ERROR      | 6
            a text with a standing        | -         | zb-2999    | WAITING                 | 10
            a text with a rare standing   | -         | candle     | ERROR                   | 6
            words far apart               | -         | zb-2999 ca | -                       | 10
            """)
    void a_search_reads_few_rows(String name, String sku, String text, String statuses, int found) {
        for (var list : Arrays.asList(null, lists.get(0))) {
            var filter = new ListingFilter(list, sku, text, statuses(statuses), standings(statuses));
            var read = QuarkusTransaction.requiringNew().call(() -> rowsRead(filter, list == null ? found : -1));
            assertThat(read.whole()).as("rows of whole tables read for " + name).isZero();
            assertThat(read.byIndex()).as("rows read for " + name).isLessThan(LISTINGS / 3);
        }
    }

    /// What an index alone answers is not counted as read.
    @ParameterizedTest
    @CsvSource({"LINKED, 8", "NOT_LINKED, 1", "LIVE, 6", "LINKED LIVE, 1", "LINKED NOT_LINKED, 1"})
    void where_listings_stand_is_read_in_their_order(String states, int branches) {
        for (var list : Arrays.asList(null, lists.get(0))) {
            var filter = new ListingFilter(list, null, null, statuses(states), standings(states));
            var plan = database.withHandle(
                    handle -> new ListingFinder.Asked(seller.merchant().id(), filter, 0)
                            .bind(handle.createQuery("explain (costs off) " + ListingFinder.inOrder(filter)))
                            .bind("most", 51)
                            .mapTo(String.class)
                            .list());
            assertThat(plan)
                    .filteredOn(line -> line.matches(".*Index Cond: .*status = .*standing = .*listing_id > .*"))
                    .as("%s", plan)
                    .hasSize(branches);
            assertThat(plan).noneMatch(line -> line.contains("Sort") || line.contains("Seq Scan"));
        }
    }

    @Test
    void nothing_that_is_linked_stands_as_if_it_were_not() {
        var filter =
                new ListingFilter(null, null, null, List.of(ListingStatus.LINKED), List.of(ListingStanding.NOT_LINKED));
        var found = QuarkusTransaction.requiringNew()
                .call(() -> finder.find(seller.merchant().id(), filter, 0, 51));
        assertThat(found.listings()).isEmpty();
        assertThat(found.goOnAfter()).isEmpty();
    }

    /// No index finds these texts. A page with few or none of them says where to go on.
    @ParameterizedTest
    @CsvSource({"qq,", "--,", "qq, LINKED", "--, LINKED PENDING_QUANTITY_UPDATE"})
    void a_text_without_trigrams_is_sought_for_a_short_time_only(String text, String statuses) {
        var filter = new ListingFilter(null, null, text, statuses(statuses), standings(statuses));
        var read = QuarkusTransaction.requiringNew().call(() -> {
            var before = read();
            var found = finder.find(seller.merchant().id(), filter, 0, 51, Duration.ZERO);
            assertThat(found.listings()).isEmpty();
            assertThat(found.goOnAfter()).isPresent();
            return read().minus(before);
        });
        assertThat(read.whole()).isZero();
        assertThat(read.byIndex()).isLessThan(LISTINGS);
    }

    /// Whatever the time that a search has: here each page has the least.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -     | candle          | -
            -     | zb-2            | -
            -     | zb-2            | PENDING_QUANTITY_UPDATE
            -     | candle          | LINKED PENDING_QUANTITY_UPDATE
            -     | candle          | UPDATE_ERROR
            -     | e a             | PENDING_QUANTITY_UPDATE
            -     | yoga mat        | -
            -     | yoga mat        | LINKED
            -     | 7               | -
            -     | qq              | -
            -     | f0              | UPDATE_ERROR LINKED
            -     | amz-29          | LINKED
            TWICE | -               | -
            TWICE | -               | UPDATE_ERROR
            TWICE | 1               | LINKED
            -     | candle          | ERROR
            -     | zb-2 candle     | WAITING LIVE
            TWICE | -               | LIVE
            """)
    void pages_that_follow_each_other_have_what_is_searched_for(String sku, String text, String statuses) {
        for (var list : Arrays.asList(null, lists.get(1))) {
            var filter = new ListingFilter(list, sku, text, statuses(statuses), standings(statuses));
            assertThat(pages(filter)).isEqualTo(slowly(filter));
        }
    }

    private List<Long> pages(ListingFilter filter) {
        var all = new ArrayList<Long>();
        long after = 0;
        while (true) {
            long from = after;
            var found = QuarkusTransaction.requiringNew()
                    .call(() -> finder.find(seller.merchant().id(), filter, from, 400, Duration.ZERO));
            assertThat(found.listings()).hasSizeLessThanOrEqualTo(400);
            all.addAll(found.listings());
            if (found.goOnAfter().isEmpty()) {
                return all;
            }
            after = found.goOnAfter().get();
            assertThat(after).isGreaterThan(from);
        }
    }

    /// By reading all of them.
    private List<Long> slowly(ListingFilter filter) {
        return database.withHandle(handle -> handle.createQuery("""
                        select l.listing_id from listing l
                        join variant v using (merchant_id, shop_id, variant_id)
                        join listing_state s using (merchant_id, listing_id)
                        where merchant_id = :merchant and (:list::bigint is null or l.selling_list_id = :list)
                            and (:sku::text is null or v.sku = :sku or l.seller_sku = :sku)
                            and not exists (
                                select from unnest(:words) word
                                where position(lower(word) in lower(v.sku || chr(10) || l.seller_sku || chr(10) || v.title)) = 0)
                            and (cardinality(:statuses) = 0 or s.status = any(:statuses))
                            and (cardinality(:standings) = 0 or s.standing = any(:standings))
                        order by l.listing_id
                        """)
                .bind("merchant", seller.merchant().id())
                .bind("list", filter.sellingList())
                .bind("sku", filter.sku())
                .bindArray(
                        "words",
                        String.class,
                        filter.text() == null
                                ? List.of()
                                : List.of(filter.text().split(" ")))
                .bindArray("statuses", String.class, filter.statusNames())
                .bindArray("standings", String.class, filter.standingNames())
                .mapTo(Long.class)
                .list());
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
        assertThat(tally.of(seller.merchant().id()).standings().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(LISTINGS);
    }

    private record Read(long whole, long byIndex) {
        Read minus(Read before) {
            return new Read(whole - before.whole, byIndex - before.byIndex);
        }
    }

    private Read rowsRead(ListingFilter filter, int expected) {
        return database.withHandle(handle -> {
            // What parallel workers read would not be counted.
            handle.execute("set local max_parallel_workers_per_gather = 0");
            var before = read();
            for (int i = 0; i < EXECUTIONS; i++) {
                before = read();
                var found = finder.find(seller.merchant().id(), filter, 0, 51, PATIENT);
                if (expected >= 0) {
                    assertThat(found.listings()).hasSize(expected).isSorted();
                }
            }
            return read().minus(before);
        });
    }

    /// In this transaction so far, of the tables with a row for each listing.
    private Read read() {
        return database.withHandle(handle -> handle.createQuery("""
                        select sum(seq_tup_read), sum(coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
                        where relname in ('listing', 'listing_state', 'listing_search', 'variant', 'delivery', 'target', 'decision')
                          and schemaname = current_schema
                        """)
                .map((row, _) -> new Read(row.getLong(1), row.getLong(2)))
                .one());
    }

    /// Statuses are told from standings by their names; STOPPED counts as the former.
    private static List<ListingStatus> statuses(@Nullable String names) {
        return named(names, ListingStatus.values());
    }

    private static List<ListingStanding> standings(@Nullable String names) {
        return named(names, ListingStanding.values()).stream()
                .filter(standing -> standing != ListingStanding.STOPPED)
                .toList();
    }

    private static <E extends Enum<E>> List<E> named(@Nullable String names, E[] values) {
        return names == null
                ? List.of()
                : Arrays.stream(values)
                        .filter(value -> List.of(names.split(" ")).contains(value.name()))
                        .toList();
    }
}
