package io.stockrule.sync.view;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.order.PendingOrders;
import io.stockrule.listing.Listings;
import io.stockrule.listing.TestSeller;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import io.stockrule.stock.StockFacts;
import io.stockrule.stock.VariantKey;
import io.stockrule.stock.ledger.Holding;
import io.stockrule.stock.ledger.ItemRead;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import io.stockrule.stock.ledger.MissingVariants;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.Snapshots;
import io.stockrule.stock.ledger.Variant;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read for a batch of listings, or of variants, of one merchant with very many, beside thousands of merchants
/// with one each: little more than the batch. PostgreSQL takes merchant and shop for independent of each other, so here
/// it expects one row for a shop, and finds a plan that reads the whole shop for each listing as good as any.
///
/// All is made in a transaction that is taken back.
@QuarkusTest
class OneLargeMerchantPlansTest {
    private static final int MERCHANTS = 2_000;
    private static final int MANY = 8_000;
    private static final int BATCH = 500;

    /// A listing's variant, item, level, warehouse and so on, perhaps more than once; small tables may be read whole.
    private static final long MOST_READ = 20L * BATCH + 10L * MERCHANTS;

    /// Higher than any id of another test.
    private static final long FIRST = 1L << 51;

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Inject
    Jdbi database;

    @Inject
    StockFacts facts;

    @Inject
    PendingOrders orders;

    @Inject
    Listings listings;

    @Inject
    ListingViews views;

    @Inject
    Snapshots snapshots;

    @Inject
    MissingVariants missing;

    @Inject
    Event<StockChanged> changed;

    private TestSeller large;
    private long list;

    @BeforeEach
    void sell() {
        large = TestSeller.create();
        large.stock(7, NOW);
        list = large.list("Default");
        QuarkusTransaction.begin();
        database.useHandle(handle -> {
            handle.execute("set local max_parallel_workers_per_gather = 0"); // what workers read would not be counted
            few(handle);
            many(handle);
        });
    }

    @AfterEach
    void takeBack() {
        QuarkusTransaction.rollback();
    }

    /// PostgreSQL knows of these when it plans, and not yet of what the large one has added.
    private static void few(Handle handle) {
        handle.execute("""
                insert into merchant (merchant_id, name, created_at)
                select ? + n, 'Few', ? from generate_series(1, ?) n
                """, FIRST, NOW, MERCHANTS);
        handle.execute("""
                insert into shop (merchant_id, shop_id, domain, client_id, client_secret, token_hash, created_at)
                select merchant_id, merchant_id, '', '', '', int8send(merchant_id), ? from merchant where merchant_id > ?
                """, NOW, FIRST);
        handle.execute("""
                insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                select merchant_id, 1, merchant_id, merchant_id, 'Berlin', true from merchant where merchant_id > ?
                """, FIRST);
        variants(handle, "select merchant_id, merchant_id, merchant_id, 1 from merchant where merchant_id > " + FIRST);
        handle.execute("""
                insert into bundle_part (merchant_id, shop_id, bundle_id, part_id, quantity)
                select merchant_id, merchant_id, 1, 1, 2 from merchant where merchant_id > ?
                """, FIRST);
        handle.execute("""
                insert into target (merchant_id, amazon_account_id, seller_sku, lane)
                select merchant_id, merchant_id, 'AMZ', 0 from merchant where merchant_id > ?
                """, FIRST);
        handle.execute(
                "analyze selling_list, target, merchant, shop, warehouse, variant, inventory_item, stock_level, bundle_part");
    }

    /// Every fourth is a bundle of the one after it.
    private void many(Handle handle) {
        long merchant = large.merchant().id();
        variants(
                handle,
                "select %d::bigint, %d::bigint, 11::bigint, 1000 + n from generate_series(1, %d) n"
                        .formatted(merchant, large.shop(), MANY));
        handle.execute("""
                insert into bundle_part (merchant_id, shop_id, bundle_id, part_id, quantity)
                select merchant_id, shop_id, variant_id, variant_id + 1, 2 from variant
                where merchant_id = ? and variant_id > 1000 and variant_id % 4 = 0
                """, merchant);
        handle.execute("""
                update variant set bundle = true
                where merchant_id = ? and variant_id in (select bundle_id from bundle_part where merchant_id = ?)
                """, merchant, merchant);
        handle.execute("update amazon_account set subtract_orders = true where merchant_id = ?", merchant);
        handle.execute("""
                insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                    variant_id, seller_sku, pack_size, created_at)
                select merchant_id, ? + variant_id, ?, ?, shop_id, variant_id, 'AMZ-' || variant_id, 1, ?
                from variant where merchant_id = ? and variant_id > 1000
                """, FIRST, list, large.account(), NOW, merchant);
        handle.execute("""
                insert into target (merchant_id, amazon_account_id, seller_sku, lane)
                select merchant_id, amazon_account_id, seller_sku, 0 from listing where merchant_id = ?
                """, merchant);
    }

    /// With an item and a level each.
    ///
    /// @param keys a merchant, a shop, a location and a variant in each row
    private static void variants(Handle handle, String keys) {
        handle.execute("""
                with k(merchant_id, shop_id, location_id, variant_id) as (<keys>),
                items as (
                    insert into inventory_item (merchant_id, shop_id, inventory_item_id)
                    select merchant_id, shop_id, variant_id from k),
                levels as (
                    insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available, state)
                    select merchant_id, shop_id, variant_id, location_id, 7, 'CONFIRMED' from k)
                insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                    product_type, tags, barcode, collections, keeps_selling)
                select merchant_id, shop_id, variant_id, variant_id, 'SKU-' || variant_id, '', '', '', '{}', '', '{}', false
                from k
                """.replace("<keys>", keys));
    }

    @Test
    void of_variants_and_their_stock() {
        var found = reading(() -> facts.load(variants()));

        assertThat(found).hasSize(BATCH);
        assertThat(found.values())
                .allMatch(it -> it.facts().stock().getFirst().warehouse().equals("Berlin"));
    }

    @Test
    void of_what_was_ordered() {
        assertThat(reading(() -> orders.of(variants()))).isEmpty();
    }

    @Test
    void of_the_listings_of_targets() {
        var targets = numbers().mapToObj(it -> large.target("AMZ-" + it)).toList();

        assertThat(reading(() -> listings.ofTargets(targets))).hasSize(BATCH);
    }

    @Test
    void of_what_a_page_shows() {
        var keys = numbers()
                .mapToObj(it -> new ListingKey(large.merchant().id(), FIRST + it))
                .toList();

        assertThat(reading(() -> views.of(keys))).hasSize(BATCH);
    }

    /// All is as it is known, so nothing is written: to write levels, PostgreSQL may well read all of
    /// a small table. What there is of the shop came into the tables since PostgreSQL looked, as when
    /// a shop is first read.
    @Test
    void of_a_part_of_the_shop_that_is_read() {
        long merchant = large.merchant().id();
        var variants = numbers().mapToObj(OneLargeMerchantPlansTest::read).toList();
        var items = variants.stream()
                .collect(toMap(
                        Variant::inventoryItemId,
                        _ -> new ItemRead(true, Map.of(11L, new ReadLevel(7, NOW, new Holding(7, 0, 0, NOW))))));
        var part = new ShopPart(merchant, large.shop(), variants, items, NOW.plusSeconds(60));
        var ids = variants.stream().map(Variant::variantId).toList();
        database.useHandle(handle -> handle.execute("""
                update stock_level set updated_at = ?, on_hand = 7, committed = 0, incoming = 0, held_at = ?
                where merchant_id = ?
                """, NOW, NOW, merchant));

        var changed = reading(10 * BATCH, () -> {
            missing.note(merchant, large.shop(), 1_000, ids.getLast(), ids);
            snapshots.takeVariants(part);
            return snapshots.takeLevels(part).items();
        });

        assertThat(changed).isEmpty();
        assertThat(missing.list(merchant, large.shop(), BATCH)).isEmpty();
    }

    /// Of one without listings little is known, too: those of all other shops are not gone through to find that out.
    @Test
    void of_changed_stock_of_a_shop_without_listings() {
        database.useHandle(handle -> handle.execute("analyze listing"));
        var items = numbers()
                .mapToObj(id -> new ItemKey(large.merchant().id(), large.shop() + 1, id))
                .collect(toSet());

        reading(10 * BATCH, () -> {
            changed.fire(new StockChanged(items));
            return items;
        });
    }

    private static Variant read(int id) {
        return new Variant(
                id,
                id,
                "SKU-" + id,
                "",
                "",
                "",
                List.of(),
                "",
                List.of(),
                List.of(),
                false,
                null,
                "",
                false,
                false,
                List.of(),
                null);
    }

    private static IntStream numbers() {
        return IntStream.rangeClosed(1_001, 1_000 + BATCH);
    }

    private List<VariantKey> variants() {
        return numbers()
                .mapToObj(id -> new VariantKey(large.merchant().id(), large.shop(), id))
                .toList();
    }

    private <T> T reading(Supplier<T> work) {
        return reading(MOST_READ, work);
    }

    private <T> T reading(long most, Supplier<T> work) {
        var before = rowsRead();
        var found = work.get();
        var read = rowsRead();
        before.forEach((table, rows) -> read.merge(table, -rows, Long::sum));
        read.values().removeIf(rows -> rows == 0);
        assertThat(read.values().stream().mapToLong(Long::longValue).sum())
                .as("rows read: " + read)
                .isLessThan(most);
        return found;
    }

    /// In this transaction so far, of each table.
    private Map<String, Long> rowsRead() {
        return database.withHandle(handle -> handle.createQuery("""
                        select relname, seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
                        where schemaname = current_schema
                        """)
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new)));
    }
}
