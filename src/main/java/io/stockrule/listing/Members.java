package io.stockrule.listing;

import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Puts variants into Selling Lists, many at once. Callers bring a transaction that holds the links.
@ApplicationScoped
class Members {
    private static final String FIND = """
            with asked as (
                select * from unnest(:positions, :shops, :variants, :skus) asked(position, shop_id, variant_id, sku))
            select a.position, v.variant_id from asked a
            join variant v on v.merchant_id = :merchant and v.shop_id = a.shop_id and v.variant_id = a.variant_id
            union all
            select a.position, v.variant_id from asked a
            join variant v on v.merchant_id = :merchant and v.shop_id = a.shop_id and v.sku = a.sku
            """;
    private static final String ADD = """
            insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                seller_sku, pack_size, created_at)
            select :merchantId, nextval('stockrule_id'), :list, :amazonAccountId, shop_id, variant_id, seller_sku,
                pack_size, :now
            from unnest(:shops, :variants, :skus, :packs) added(shop_id, variant_id, seller_sku, pack_size)
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
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("merchant", merchantId)
                .bindArray("positions", Integer.class, items.keySet())
                .bindArray("shops", Long.class, column(items.values(), NewItem::shop))
                .bindArray("variants", Long.class, column(items.values(), NewItem::variantId))
                .bindArray("skus", String.class, column(items.values(), NewItem::sku))
                .map((row, _) -> Map.entry(row.getInt("position"), row.getLong("variant_id")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    /// Adds the members that the list does not have yet.
    ///
    /// @return the ids of the new listings
    Map<VariantKey, Long> add(SellingList list, Collection<Member> members) {
        return database.withHandle(handle -> handle.createQuery(ADD)
                .bindMethods(list.account())
                .bind("list", list.sellingListId)
                .bind("now", time.instant())
                .bindArray(
                        "shops",
                        Long.class,
                        column(members, member -> member.variant().shopId()))
                .bindArray(
                        "variants",
                        Long.class,
                        column(members, member -> member.variant().variantId()))
                .bindArray("skus", String.class, column(members, Member::sellerSku))
                .bindArray("packs", Integer.class, column(members, Member::packSize))
                .map((row, _) -> Map.entry(
                        new VariantKey(list.merchantId, row.getLong("shop_id"), row.getLong("variant_id")),
                        row.getLong("listing_id")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void removeAll(long merchantId, long listId) {
        database.useHandle(handle -> handle.execute(
                "delete from listing where merchant_id = ? and selling_list_id = ?", merchantId, listId));
    }

    private static <T, C> List<C> column(Collection<T> rows, Function<T, @Nullable C> value) {
        return rows.stream().map(value).toList();
    }
}
