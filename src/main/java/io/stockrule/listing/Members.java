package io.stockrule.listing;

import io.stockrule.database.Columns;
import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Puts variants into Selling Lists, many at once. Callers bring a transaction that holds the links.
@ApplicationScoped
public class Members {
    private static final String FIND = """
            with asked as (
                select * from unnest(:positions, :shops, :variants, :skus) asked(position, shop_id, variant_id, sku))
            select a.position, v.variant_id from asked a
            join shop s on s.merchant_id = :merchant and s.shop_id = a.shop_id
            join variant v on v.merchant_id = :merchant and v.shop_id = a.shop_id and v.variant_id = a.variant_id
                and v.gone_at is null
            union all
            select a.position, v.variant_id from asked a
            join shop s on s.merchant_id = :merchant and s.shop_id = a.shop_id
            join variant v on v.merchant_id = :merchant and v.shop_id = a.shop_id and v.sku = a.sku
                and v.gone_at is null
            """;

    /// Their list and their shops are held, so that none is deleted while it gets a listing.
    private static final String ADD = """
            with held as (
                select shop_id from shop where merchant_id = :merchantId and shop_id = any(:shops) for key share),
            list as (
                select selling_list_id from selling_list
                where merchant_id = :merchantId and selling_list_id = :list for key share)
            insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                seller_sku, pack_size, created_at)
            select :merchantId, nextval('stockrule_id'), selling_list_id, :amazonAccountId, shop_id, variant_id,
                seller_sku, pack_size, :now
            from unnest(:shops, :variants, :skus, :packs) added(shop_id, variant_id, seller_sku, pack_size)
            join held using (shop_id)
            cross join list
            on conflict (merchant_id, selling_list_id, shop_id, variant_id) do nothing
            returning listing_id, shop_id, variant_id
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

    /// Adds the members that the list does not have yet.
    ///
    /// @return the ids of the new listings
    public Map<VariantKey, Long> add(SellingList list, Collection<Member> members) {
        var added = Columns.of(members)
                .longs("shops", member -> member.variant().shopId())
                .longs("variants", member -> member.variant().variantId())
                .texts("skus", Member::sellerSku)
                .ints("packs", Member::packSize);
        return database.withHandle(handle -> added.bindTo(handle.createQuery(ADD))
                .bindMethods(list.account())
                .bind("list", list.sellingListId)
                .bind("now", time.instant())
                .map((row, _) -> Map.entry(
                        new VariantKey(list.merchantId, row.getLong("shop_id"), row.getLong("variant_id")),
                        row.getLong("listing_id")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
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
