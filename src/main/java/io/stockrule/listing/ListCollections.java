package io.stockrule.listing;

import io.stockrule.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Which collections of shops each Selling List follows.
@ApplicationScoped
public class ListCollections {
    private final Jdbi database;
    private final Event<ListFollows> follows;

    ListCollections(Jdbi database, Event<ListFollows> follows) {
        this.database = database;
        this.follows = follows;
    }

    /// @param shop its id
    /// @param collectionId Shopify's own
    public record Followed(long shop, long collectionId) {}

    /// With its title, as far as it is known.
    record Titled(long shop, long collectionId, @Nullable String title) {}

    /// Those of the collections that the merchant's shops do not have, as far as is known.
    @Transactional
    public List<Followed> unknown(long merchantId, Collection<Followed> asked) {
        return database.withHandle(handle -> columns(asked)
                .bindTo(handle.createQuery("""
                        select k.shop_id, k.collection_id
                        from unnest(:shops, :collections) k(shop_id, collection_id)
                        where not exists (
                            select from shop_collection c
                            join shop s on s.merchant_id = c.merchant_id and s.shop_id = c.shop_id
                            where c.merchant_id = :merchant and c.shop_id = k.shop_id
                                and c.collection_id = k.collection_id and c.gone_at is null)
                        """))
                .bind("merchant", merchantId)
                .map((row, _) -> new Followed(row.getLong(1), row.getLong(2)))
                .list());
    }

    /// In place of those before. The list gets its members as soon as the caller's transaction is over.
    @Transactional(Transactional.TxType.MANDATORY)
    void set(SellingList list, Collection<Followed> collections) {
        database.useHandle(handle -> {
            handle.execute(
                    "delete from selling_list_collection where merchant_id = ? and selling_list_id = ?",
                    list.merchantId,
                    list.sellingListId);
            columns(collections)
                    .bindTo(handle.createUpdate("""
                            insert into selling_list_collection
                            select :merchant, :list, shop_id, collection_id
                            from unnest(:shops, :collections) k(shop_id, collection_id)
                            """))
                    .bind("merchant", list.merchantId)
                    .bind("list", list.sellingListId)
                    .execute();
        });
    }

    /// The list is looked at anew.
    @Transactional(Transactional.TxType.MANDATORY)
    void changed(SellingList list) {
        list.followedAt = null;
        follows.fire(new ListFollows());
    }

    /// What a list follows.
    @Transactional
    public List<Followed> of(SellingList list) {
        return of(list.merchantId, List.of(list.sellingListId)).getOrDefault(list.sellingListId, List.of()).stream()
                .map(it -> new Followed(it.shop(), it.collectionId()))
                .toList();
    }

    /// Of these lists, by list.
    @Transactional
    Map<Long, List<Titled>> of(long merchantId, Collection<Long> lists) {
        return database.withHandle(handle -> handle.createQuery("""
                        select selling_list_id, l.shop_id, l.collection_id, c.title from selling_list_collection l
                        left join shop_collection c using (merchant_id, shop_id, collection_id)
                        where l.merchant_id = :merchant and selling_list_id = any(:lists)
                        order by c.title, l.collection_id
                        """)
                .bind("merchant", merchantId)
                .bindArray("lists", Long.class, lists)
                .map((row, _) ->
                        Map.entry(row.getLong(1), new Titled(row.getLong(2), row.getLong(3), row.getString(4))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    /// Named `shops` and `collections`.
    public static Columns<Followed> columns(Collection<Followed> collections) {
        return Columns.of(collections).longs("shops", Followed::shop).longs("collections", Followed::collectionId);
    }
}
