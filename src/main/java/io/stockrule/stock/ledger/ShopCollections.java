package io.stockrule.stock.ledger;

import io.stockrule.database.Columns;
import io.stockrule.database.LongStatements;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// The collections of the shops, and which products are known to be in them.
@ApplicationScoped
public class ShopCollections {
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(2);

    /// More than a second, and what clocks differ in.
    private static final Duration JUST_NOW = Duration.ofSeconds(30);

    private final Jdbi database;
    private final InstantSource time;
    private final Event<StockChanged> changed;

    ShopCollections(Jdbi database, InstantSource time, Event<StockChanged> changed) {
        this.database = database;
        this.time = time;
        this.changed = changed;
    }

    /// What Shopify says of a collection.
    ///
    /// @param products how many are in it
    /// @param updatedAt Shopify's time of its latest change; whether all changes of its products move it is not
    ///     documented
    public record Shown(ShopCollection collection, long products, Instant updatedAt) {}

    /// @param goneSince since when it is known that Shopify has it no more; empty if it has it
    public record Known(ShopCollection collection, Optional<Instant> goneSince) {}

    /// In the order of their ids.
    @Transactional
    public List<Known> list(long merchantId, long shopId, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select collection_id, title, gone_at from shop_collection
                        where merchant_id = :merchant and shop_id = :shop and collection_id > :after
                        order by collection_id limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("after", after)
                .bind("limit", limit)
                .map((RowView row) -> new Known(
                        new ShopCollection(
                                row.getColumn("collection_id", Long.class), row.getColumn("title", String.class)),
                        Optional.ofNullable(row.getColumn("gone_at", Instant.class))))
                .list());
    }

    /// All collections of a shop, at the first time: who is in them was read with the products.
    @Transactional
    public void learn(long merchantId, long shopId, Collection<Shown> all) {
        database.useHandle(handle -> write(handle, merchantId, shopId, all));
    }

    /// Those that are other than when Shopify was last asked about them, those that are new, and those that it has no
    /// more.
    ///
    /// @param all collections that the shop has
    @Transactional
    public Set<Long> otherThanKnown(long merchantId, long shopId, Collection<Shown> all) {
        return database.withHandle(handle -> columns(all)
                .bindTo(handle.createQuery("""
                        select coalesce(k.collection_id, s.collection_id)
                        from (select * from shop_collection
                            where merchant_id = :merchant and shop_id = :shop and gone_at is null) k
                        full join unnest(:ids, :titles, :products, :times)
                            s(collection_id, title, products, told_at) on s.collection_id = k.collection_id
                        where (k.title, k.products, k.told_at) is distinct from (s.title, s.products, s.told_at)
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .mapTo(Long.class)
                .set());
    }

    /// What Shopify answered about a collection; the products are brought in by themselves.
    @Transactional(Transactional.TxType.MANDATORY)
    public void bringIn(long merchantId, long shopId, Shown shown) {
        database.useHandle(handle -> {
            write(handle, merchantId, shopId, List.of(shown));
            rename(handle, merchantId, shopId, shown.collection());
        });
    }

    /// Shopify has it no more.
    @Transactional(Transactional.TxType.MANDATORY)
    public void gone(long merchantId, long shopId, long collectionId) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop_collection set gone_at = :now
                        where merchant_id = :merchant and shop_id = :shop and collection_id = :id and gone_at is null
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("id", collectionId)
                .bind("now", time.instant())
                .execute());
    }

    /// Products that are known to be in a collection.
    @Transactional
    public Set<Long> products(long merchantId, long shopId, long collectionId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select distinct product_id from variant
                        where merchant_id = :merchant and shop_id = :shop and collection_ids @> array[:id]
                            and collection_ids <> '{}' and product_id is not null and gone_at is null
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("id", collectionId)
                .mapTo(Long.class)
                .set());
    }

    private static Columns<Shown> columns(Collection<Shown> shown) {
        return Columns.of(shown)
                .longs("ids", it -> it.collection().collectionId())
                .texts("titles", it -> it.collection().title())
                .longs("products", Shown::products)
                .times("times", Shown::updatedAt);
    }

    /// Shopify's times are whole seconds: what changed just now may have changed again within the same one, so it is
    /// asked about once more.
    private void write(Handle handle, long merchantId, long shopId, Collection<Shown> shown) {
        columns(shown)
                .bindTo(handle.createUpdate("""
                        insert into shop_collection as c
                            (merchant_id, shop_id, collection_id, title, products, told_at)
                        select :merchant, :shop, s.id, s.title, s.products, case when s.told_at < :settled then s.told_at end
                        from unnest(:ids, :titles, :products, :times) s(id, title, products, told_at)
                        order by s.id
                        on conflict (merchant_id, shop_id, collection_id) do update
                        set title = excluded.title, products = excluded.products, told_at = excluded.told_at,
                            gone_at = null
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("settled", time.instant().minus(JUST_NOW))
                .execute();
    }

    /// In what is known of its variants, without asking about each of their products.
    private void rename(Handle handle, long merchantId, long shopId, ShopCollection collection) {
        LongStatements.allow(handle, LONGEST_STATEMENT);
        var items = handle.createQuery("""
                        with locked as (
                            select variant_id, array_position(collection_ids, :id) place from variant
                            where merchant_id = :merchant and shop_id = :shop and collection_ids @> array[:id]
                                and collection_ids <> '{}'
                                and cardinality(collections) = cardinality(collection_ids) -- not by hand
                                and collections[array_position(collection_ids, :id)] is distinct from :title
                            order by variant_id for update)
                        update variant v set collections[place] = :title
                        from locked
                        where (v.merchant_id, v.shop_id, v.variant_id) = (:merchant, :shop, locked.variant_id)
                        returning v.inventory_item_id
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("id", collection.collectionId())
                .bind("title", collection.title())
                .map((row, _) -> new ItemKey(merchantId, shopId, row.getLong(1)))
                .set();
        if (!items.isEmpty()) {
            changed.fire(new StockChanged(items));
        }
    }
}
