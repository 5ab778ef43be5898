package io.stockrule.stock.ledger;

import io.stockrule.database.Columns;
import io.stockrule.stock.ItemKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What of the shops' catalogues is in doubt: products, collections and locations that Shopify told something of, until
/// it has
/// answered about them. What is told is never taken for the truth, as it comes in any order.
@ApplicationScoped
public class CatalogueDoubts {
    private final Jdbi database;
    private final InstantSource time;
    private final Event<CatalogueAsked> asked;

    CatalogueDoubts(Jdbi database, InstantSource time, Event<CatalogueAsked> asked) {
        this.database = database;
        this.time = time;
        this.asked = asked;
    }

    public enum Kind {
        LOCATIONS,
        COLLECTION,
        PRODUCT
    }

    /// What a shop is to be asked about.
    ///
    /// @param id of the product or collection, Shopify's own; 0 for all locations
    public record Subject(long merchantId, long shopId, Kind kind, long id) {
        public static Subject locations(long merchantId, long shopId) {
            return new Subject(merchantId, shopId, Kind.LOCATIONS, 0);
        }

        public static Subject product(long merchantId, long shopId, long productId) {
            return new Subject(merchantId, shopId, Kind.PRODUCT, productId);
        }

        public static Subject collection(long merchantId, long shopId, long collectionId) {
            return new Subject(merchantId, shopId, Kind.COLLECTION, collectionId);
        }
    }

    /// Something that was told.
    ///
    /// @param hash of all that counts of it: the same once more is no news; empty if it is news each time
    public record Told(Subject subject, String reason, Optional<ByteBuffer> hash) {
        public static Told news(Subject subject, String reason) {
            return new Told(subject, reason, Optional.empty());
        }
    }

    /// A subject that Shopify is to be asked about.
    ///
    /// @param revision counts what was told
    public record Doubt(Subject subject, long revision) {}

    /// What a bundle is made of is not in what is told, so that one is told of is always news.
    ///
    /// Part of the caller's transaction, once in it: its rows are locked in one order, whoever tells.
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(Collection<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        var last = new HashMap<Subject, Told>();
        told.forEach(it -> last.merge(it.subject(), it, CatalogueDoubts::and));
        var rows = columns(last.values(), Told::subject)
                .texts("reasons", Told::reason)
                .bytes("hashes", it -> it.hash().map(ByteBuffer::array).orElse(null));
        int news = database.withHandle(handle -> rows.bindTo(handle.createUpdate("""
                        insert into catalogue_doubt as d
                            (merchant_id, shop_id, kind, subject_id, revision, reason, asked_at, open, told)
                        select k.merchant_id, k.shop_id, k.kind, k.subject_id, 1, k.reason, :now, true, k.told
                        from unnest(:merchants, :shops, :kinds, :ids, :reasons, :hashes)
                            k(merchant_id, shop_id, kind, subject_id, reason, told)
                        order by 1, 2, 3, 4
                        on conflict (merchant_id, shop_id, kind, subject_id) do update
                        set revision = d.revision + 1, reason = excluded.reason, asked_at = excluded.asked_at,
                            open = true, told = excluded.told
                        where excluded.told is null or d.told is distinct from excluded.told
                            or d.kind = 'PRODUCT' and exists (
                                select from variant v
                                where v.merchant_id = d.merchant_id and v.shop_id = d.shop_id
                                    and v.product_id = d.subject_id and v.bundle)
                        """))
                .bind("now", time.instant())
                .execute());
        if (news > 0) {
            asked.fire(new CatalogueAsked());
        }
    }

    /// Two of one moment that differ leave nothing to compare a third one with.
    private static Told and(Told one, Told other) {
        return one.hash().equals(other.hash()) ? other : Told.news(other.subject(), other.reason());
    }

    /// Nothing is told of this, and no answer about it brought in, before the caller's transaction ends.
    void hold(Handle handle, Subject subject) {
        columns(List.of(subject), it -> it).bindTo(handle.createUpdate("""
                        insert into catalogue_doubt as d
                            (merchant_id, shop_id, kind, subject_id, revision, reason, asked_at, open)
                        select k.*, 0, '', '-infinity', false
                        from unnest(:merchants, :shops, :kinds, :ids) k(merchant_id, shop_id, kind, subject_id)
                        on conflict (merchant_id, shop_id, kind, subject_id) do update set revision = d.revision
                        """)).execute();
    }

    /// The products of items of which something was told that says less of them than it may mean, to be told of.
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Told> ofItems(Collection<ItemKey> items, String reason) {
        if (items.isEmpty()) {
            return List.of();
        }
        return database.withHandle(handle -> ItemKey.columns(items)
                .bindTo(handle.createQuery("""
                        select distinct merchant_id, shop_id, product_id
                        from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                        join variant v using (merchant_id, shop_id, inventory_item_id)
                        where product_id is not null
                        """))
                .map((row, _) -> Told.news(Subject.product(row.getLong(1), row.getLong(2), row.getLong(3)), reason))
                .list());
    }

    /// Locations first, then what has waited longest.
    @Transactional
    public List<Doubt> open(long merchantId, long shopId, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select kind, subject_id, revision from catalogue_doubt
                        where merchant_id = :merchant and shop_id = :shop and open
                        order by (kind = 'LOCATIONS') desc, asked_at limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("limit", limit)
                .map((row, _) -> new Doubt(
                        new Subject(merchantId, shopId, Kind.valueOf(row.getString(1)), row.getLong(2)),
                        row.getLong(3)))
                .list());
    }

    /// @param doubts how many are open
    /// @param since the oldest of them
    public record Waiting(long doubts, Optional<Instant> since) {}

    /// What waits to be asked about at a shop.
    @Transactional
    public Waiting waiting(long merchantId, long shopId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) doubts, min(asked_at) since from catalogue_doubt
                        where merchant_id = :merchant and shop_id = :shop and open
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .map((RowView row) -> new Waiting(
                        row.getColumn("doubts", Long.class),
                        Optional.ofNullable(row.getColumn("since", Instant.class))))
                .one());
    }

    /// Shopify has answered about these. What was told of some since they were asked about leaves those open.
    ///
    /// @return those that the answer settles, to be brought in by the caller's transaction
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<Subject> settle(Collection<Doubt> answered) {
        return database.withHandle(handle -> columns(answered, Doubt::subject)
                .longs("revisions", Doubt::revision)
                .bindTo(handle.createQuery("""
                        with current as (
                            select d.merchant_id, d.shop_id, d.kind, d.subject_id
                            from (select * from unnest(:merchants, :shops, :kinds, :ids, :revisions) order by 1, 2, 3, 4)
                                k(merchant_id, shop_id, kind, subject_id, revision)
                            cross join lateral (
                                select * from catalogue_doubt r
                                where (r.merchant_id, r.shop_id, r.kind, r.subject_id)
                                    = (k.merchant_id, k.shop_id, k.kind, k.subject_id)
                                for update) d
                            where d.revision = k.revision)
                        update catalogue_doubt d set open = false
                        from current c
                        where (d.merchant_id, d.shop_id, d.kind, d.subject_id)
                            = (c.merchant_id, c.shop_id, c.kind, c.subject_id)
                        returning d.merchant_id, d.shop_id, d.kind, d.subject_id
                        """))
                .map((row, _) ->
                        new Subject(row.getLong(1), row.getLong(2), Kind.valueOf(row.getString(3)), row.getLong(4)))
                .set());
    }

    /// Whether something was told of the shop's locations since then.
    static boolean locationsToldSince(Handle handle, long merchantId, long shopId, Instant askedAt) {
        return handle.createQuery("""
                        select exists (
                            select from catalogue_doubt
                            where merchant_id = :merchant and shop_id = :shop and kind = 'LOCATIONS'
                                and asked_at > :since)
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("since", askedAt.minus(SnapshotMerge.CLOCKS))
                .mapTo(Boolean.class)
                .one();
    }

    /// Those of the products of which something was told since then.
    static Set<Long> toldSince(
            Handle handle, long merchantId, long shopId, Collection<Long> products, Instant askedAt) {
        return handle.createQuery("""
                        select subject_id from catalogue_doubt
                        where merchant_id = :merchant and shop_id = :shop and kind = 'PRODUCT'
                            and subject_id = any(:products) and asked_at > :since
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("products", Long.class, products)
                .bind("since", askedAt.minus(SnapshotMerge.CLOCKS))
                .mapTo(Long.class)
                .set();
    }

    private static <T> Columns<T> columns(Collection<T> rows, Function<T, Subject> subject) {
        return Columns.of(rows)
                .longs("merchants", row -> subject.apply(row).merchantId())
                .longs("shops", row -> subject.apply(row).shopId())
                .texts("kinds", row -> subject.apply(row).kind().name())
                .longs("ids", row -> subject.apply(row).id());
    }
}
