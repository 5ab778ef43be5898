package io.stockrule.listing;

import io.stockrule.database.Columns;
import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Puts variants into Selling Lists, many at once. Callers bring a transaction that holds the links.
@ApplicationScoped
public class Members {
    private static final String FIND = """
            with asked as (
                select * from unnest(:positions, :shops, :variants, :skus) asked(position, shop_id, variant_id, sku))
            select a.position, v.variant_id from asked a
            join shop s on s.merchant_id = :merchant and s.shop_id = a.shop_id
            cross join lateral (
                select variant_id from variant v
                where v.merchant_id = :merchant and v.shop_id = a.shop_id and v.variant_id = a.variant_id
                    and v.gone_at is null
                offset 0) v
            union all
            select a.position, v.variant_id from asked a
            join shop s on s.merchant_id = :merchant and s.shop_id = a.shop_id
            cross join lateral (
                select variant_id from variant v
                where v.merchant_id = :merchant and v.shop_id = a.shop_id and v.sku = a.sku and v.gone_at is null
                offset 0) v
            """;

    /// In their order, which is that of the ids. Their list and their shops are held, so that none is deleted
    /// while it gets a listing. Beside another listing of its variant one is in the same collections and has
    /// left with it; that one is looked for in the order of an index of its variant, not of the whole list.
    private static final String ADD = """
            with held as (
                select shop_id from shop where merchant_id = :merchantId and shop_id = any(:shops) for key share),
            list as (
                select selling_list_id from selling_list
                where merchant_id = :merchantId and selling_list_id = :list for key share)
            insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                seller_sku, pack_size, collection_ids, left_at, created_at)
            select :merchantId, nextval('stockrule_id'), selling_list_id, :amazonAccountId, shop_id, variant_id,
                seller_sku, coalesce(pack_size, 1), coalesce(beside.collection_ids, '{}'), beside.left_at, :now
            from unnest(:shops, :variants, :skus, :packs) with ordinality
                added(shop_id, variant_id, seller_sku, pack_size, place)
            join held using (shop_id)
            cross join list
            left join lateral (
                select o.listing_id, o.collection_ids, o.left_at from listing o
                where o.merchant_id = :merchantId and o.selling_list_id = :list
                    and o.shop_id = added.shop_id and o.variant_id = added.variant_id
                order by o.seller_sku limit 1) beside on true
            where beside.listing_id is null or :beside and seller_sku is not null
            order by place
            on conflict (merchant_id, selling_list_id, shop_id, variant_id, seller_sku) do nothing
            returning listing_id, shop_id, variant_id, seller_sku
            """;

    private final Jdbi database;
    private final InstantSource time;

    Members(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// The variants that items mean, by the items' positions: none for an unknown one, several for a SKU that is
    /// not unique in its shop.
    Map<Integer, List<Long>> find(long merchantId, Map<Integer, NewItem> items) {
        var asked = Columns.of(items.entrySet())
                .ints("positions", Map.Entry::getKey)
                .longs("shops", item -> item.getValue().shop())
                .longs("variants", item -> item.getValue().variantId())
                .texts("skus", item -> item.getValue().sku());
        return database.withHandle(handle -> asked.bindTo(handle.createQuery(FIND))
                .bind("merchant", merchantId)
                .map((row, _) -> Map.entry(row.getInt("position"), row.getLong("variant_id")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    /// Adds variants that the list does not have yet.
    public void join(SellingList list, Collection<Member> members) {
        var _ = insert(list, members, false);
    }

    /// Adds what the list does not have yet: also beside other listings of a variant, unless it is not linked.
    ///
    /// @return the ids of the new listings
    public Map<Member.Offer, Long> add(SellingList list, Collection<Member> members) {
        return insert(list, members, true);
    }

    private Map<Member.Offer, Long> insert(SellingList list, Collection<Member> members, boolean beside) {
        var added = Columns.of(members)
                .longs("shops", member -> member.variant().shopId())
                .longs("variants", member -> member.variant().variantId())
                .texts("skus", Member::sellerSku)
                .ints("packs", Member::packSize);
        return database.withHandle(handle -> added.bindTo(handle.createQuery(ADD))
                .bindMethods(list.account())
                .bind("list", list.sellingListId)
                .bind("now", time.instant())
                .bind("beside", beside)
                .map((row, _) -> Map.entry(offer(list.merchantId, row), row.getLong("listing_id")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Member.Offer offer(long merchantId, ResultSet row) throws SQLException {
        return new Member.Offer(
                new VariantKey(merchantId, row.getLong("shop_id"), row.getLong("variant_id")),
                row.getString("seller_sku"));
    }

    /// The listings that a list has of these variants.
    Map<Member.Offer, Long> of(SellingList list, Collection<VariantKey> variants) {
        var asked = Columns.of(variants).longs("shops", VariantKey::shopId).longs("variants", VariantKey::variantId);
        return database.withHandle(handle -> asked.bindTo(handle.createQuery("""
                        select l.listing_id, l.shop_id, l.variant_id, l.seller_sku
                        from (select distinct * from unnest(:shops, :variants) k(shop_id, variant_id)) k
                        join listing l on l.merchant_id = :merchant and l.selling_list_id = :list
                            and l.shop_id = k.shop_id and l.variant_id = k.variant_id
                        """))
                .bind("merchant", list.merchantId)
                .bind("list", list.sellingListId)
                .map((row, _) -> Map.entry(offer(list.merchantId, row), row.getLong("listing_id")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// What a listing is to be linked to.
    ///
    /// @param packSize null: as it is
    public record Link(
            long listingId, String sellerSku, @Nullable Integer packSize) {}

    /// Links listings that are not linked.
    public void link(long merchantId, Collection<Link> links) {
        var rows = Columns.of(links)
                .longs("listings", Link::listingId)
                .texts("skus", Link::sellerSku)
                .ints("packs", Link::packSize);
        database.useHandle(handle -> rows.bindTo(handle.createUpdate("""
                        update listing l set seller_sku = k.sku, pack_size = coalesce(k.pack, l.pack_size)
                        from unnest(:listings, :skus, :packs) k(listing_id, sku, pack)
                        where l.merchant_id = :merchant and l.listing_id = k.listing_id and l.seller_sku is null
                        """))
                .bind("merchant", merchantId)
                .execute());
    }

    /// Listings that are gone.
    ///
    /// @param sellerSkus of those that were linked
    record Removed(int count, List<String> sellerSkus) {}

    /// Takes the first listings out of a list.
    Removed remove(long merchantId, long listId, int most) {
        var skus = database.withHandle(handle -> handle.createQuery("""
                        delete from listing where merchant_id = :merchant and listing_id in (
                            select listing_id from listing
                            where merchant_id = :merchant and selling_list_id = :list order by listing_id limit :most)
                        returning seller_sku
                        """)
                .bind("merchant", merchantId)
                .bind("list", listId)
                .bind("most", most)
                .map((row, _) -> Optional.ofNullable(row.getString(1)))
                .list());
        return new Removed(skus.size(), skus.stream().flatMap(Optional::stream).toList());
    }
}
