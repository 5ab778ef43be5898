package io.stockrule.listing.collection;

import static java.util.stream.Collectors.joining;

import io.stockrule.database.Columns;
import io.stockrule.database.LongStatements;
import io.stockrule.listing.ListCollections;
import io.stockrule.listing.ListCollections.Followed;
import io.stockrule.listing.SellingList;
import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What lists and the collections that they follow differ in, as the database sees it.
@ApplicationScoped
class FollowRows {
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(1);

    /// Ids that a list follows, or may follow, by shop.
    private static final String FOLLOWED = """
            followed as (
                select shop_id, array_agg(collection_id) ids
                from unnest(:shops, :collections) k(shop_id, collection_id) group by shop_id)
            """;

    /// Gift cards are not proposed.
    private static final String COMING = """
            with <followed>
            select v.shop_id, v.variant_id, v.sku, v.title, brought.ids, l.listing_id, l.seller_sku, l.left_at,
                exists (
                    select from variant o
                    where o.merchant_id = :merchant and o.shop_id = v.shop_id and o.sku = v.sku
                        and o.variant_id <> v.variant_id and o.gone_at is null) shared,
                exists (
                    select from listing t
                    where t.merchant_id = :merchant and t.amazon_account_id = :account and t.seller_sku = v.sku) taken
            from followed f
            join variant v on v.merchant_id = :merchant and v.shop_id = f.shop_id and v.collection_ids && f.ids
                and v.collection_ids <> '{}' and v.gone_at is null
            cross join lateral (
                select array(
                    select unnest(v.collection_ids) intersect select unnest(f.ids) order by 1) ids) brought
            left join listing l on l.merchant_id = :merchant and l.selling_list_id = :list
                and l.shop_id = v.shop_id and l.variant_id = v.variant_id
            where l.listing_id is null and not v.gift_card
                or l.left_at is not null or l.collection_ids <> brought.ids
            order by v.shop_id, v.variant_id, l.listing_id limit :most
            """.replace("<followed>", FOLLOWED);

    /// Whose variants Shopify has no more stay: that is told of them.
    private static final String LEAVING = """
            with <followed>
            select l.listing_id, l.shop_id, l.variant_id, l.seller_sku, v.sku, v.title, l.left_at
            from listing l
            join variant v using (merchant_id, shop_id, variant_id)
            left join followed f using (shop_id)
            where l.merchant_id = :merchant and l.selling_list_id = :list and v.gone_at is null
                and not coalesce(v.collection_ids && f.ids, false) and (l.left_at is null or :letGo)
            order by l.listing_id limit :most
            """.replace("<followed>", FOLLOWED);

    private final Jdbi database;

    FollowRows(Jdbi database) {
        this.database = database;
    }

    /// A variant that is in collections of a list otherwise than the list has it; once for each of its listings
    /// there.
    ///
    /// @param ids those of the list's collections that it is in
    /// @param listing the list has it by this one, only otherwise; null: the list does not have it
    /// @param left the list has it as one that left
    /// @param sellerSku if the listing is linked
    /// @param shared other variants of the shop have the same SKU
    /// @param taken some list of the account sells something under this SKU on Amazon already: two that want
    ///     different numbers would keep each other from being sent
    record Coming(
            VariantKey variant,
            String sku,
            String title,
            List<Long> ids,
            @Nullable Long listing,
            boolean left,
            @Nullable String sellerSku,
            boolean shared,
            boolean taken) {
        boolean listed() {
            return listing != null;
        }
    }

    /// A listing whose product is in none of the list's collections.
    ///
    /// @param left that is known already
    record Leaving(
            long listingId, VariantKey variant, @Nullable String sellerSku, String sku, String title, boolean left) {}

    /// @param followed the collections that the list has, or is to have
    List<Coming> coming(SellingList list, Collection<Followed> followed, int most) {
        return database.withHandle(handle -> {
            LongStatements.allow(handle, LONGEST_STATEMENT);
            return ListCollections.columns(followed)
                    .bindTo(handle.createQuery(COMING))
                    .bind("merchant", list.merchantId)
                    .bind("account", list.account().amazonAccountId())
                    .bind("list", list.sellingListId)
                    .bind("most", most)
                    .map((row, _) -> coming(list.merchantId, row))
                    .list();
        });
    }

    private static Coming coming(long merchantId, ResultSet row) throws SQLException {
        return new Coming(
                new VariantKey(merchantId, row.getLong("shop_id"), row.getLong("variant_id")),
                row.getString("sku"),
                row.getString("title"),
                List.of((Long[]) row.getArray("ids").getArray()),
                row.getObject("listing_id", Long.class),
                row.getObject("left_at") != null,
                row.getString("seller_sku"),
                row.getBoolean("shared"),
                row.getBoolean("taken"));
    }

    /// @param followed the collections that the list has, or is to have
    /// @param letGo also those that have left and stayed in the list
    List<Leaving> leaving(SellingList list, Collection<Followed> followed, boolean letGo, int most) {
        return database.withHandle(handle -> {
            LongStatements.allow(handle, LONGEST_STATEMENT);
            return ListCollections.columns(followed)
                    .bindTo(handle.createQuery(LEAVING))
                    .bind("merchant", list.merchantId)
                    .bind("list", list.sellingListId)
                    .bind("letGo", letGo)
                    .bind("most", most)
                    .map((row, _) -> new Leaving(
                            row.getLong("listing_id"),
                            new VariantKey(list.merchantId, row.getLong("shop_id"), row.getLong("variant_id")),
                            row.getString("seller_sku"),
                            row.getString("sku"),
                            row.getString("title"),
                            row.getObject("left_at") != null))
                    .list();
        });
    }

    /// These are in the list because of their collections. Other listings of their variants stay as they are:
    /// what of them differs is looked at, and their targets are marked, with the next part.
    void came(SellingList list, Collection<Coming> members) {
        var rows = Columns.of(members)
                .longs("shops", member -> member.variant().shopId())
                .longs("variants", member -> member.variant().variantId())
                .longs("listings", Coming::listing)
                .texts("collections", member -> array(member.ids()));
        database.useHandle(handle -> rows.bindTo(handle.createUpdate("""
                        update listing l set collection_ids = k.ids::bigint[], left_at = null
                        from unnest(:shops, :variants, :listings, :collections) k(shop_id, variant_id, listing_id, ids)
                        where l.merchant_id = :merchant and l.selling_list_id = :list
                            and l.shop_id = k.shop_id and l.variant_id = k.variant_id
                            and (k.listing_id is null or l.listing_id = k.listing_id)
                        """))
                .bind("merchant", list.merchantId)
                .bind("list", list.sellingListId)
                .execute());
    }

    private static String array(List<Long> ids) {
        return ids.stream().map(Object::toString).collect(joining(",", "{", "}"));
    }

    /// Nothing is offered of these from now on.
    void left(SellingList list, Collection<Leaving> members, Instant at) {
        database.useHandle(handle -> listings(members)
                .bindTo(handle.createUpdate("""
                        update listing set collection_ids = '{}', left_at = :now
                        where merchant_id = :merchant and listing_id = any(:listings)
                        """))
                .bind("merchant", list.merchantId)
                .bind("now", at)
                .execute());
    }

    void remove(SellingList list, Collection<Leaving> members) {
        database.useHandle(handle -> listings(members)
                .bindTo(handle.createUpdate(
                        "delete from listing where merchant_id = :merchant and listing_id = any(:listings)"))
                .bind("merchant", list.merchantId)
                .execute());
    }

    private static Columns<Leaving> listings(Collection<Leaving> members) {
        return Columns.of(members).longs("listings", Leaving::listingId);
    }

    /// A list, as far as looking for due ones goes.
    record ListKey(long merchantId, long listId) {}

    /// A note that members of a shop's collections have changed.
    record Change(long merchantId, long shopId, long changeId) {}

    List<Change> changes(int most) {
        return database.withHandle(
                handle -> handle.createQuery("select * from member_change order by 1, 2, 3 limit :most")
                        .bind("most", most)
                        .map((row, _) -> new Change(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .list());
    }

    /// Lists that follow collections of these shops, and those that were not looked at since then.
    List<ListKey> due(Collection<Change> changes, Instant since) {
        return database.withHandle(handle -> columns(changes)
                .bindTo(handle.createQuery("""
                        select merchant_id, selling_list_id from selling_list s
                        where kind = 'COLLECTIONS' and (
                            followed_at is null or followed_at <= :since
                            or exists (
                                select from selling_list_collection c
                                join unnest(:merchants, :shops) k(merchant_id, shop_id) using (merchant_id, shop_id)
                                where c.merchant_id = s.merchant_id and c.selling_list_id = s.selling_list_id))
                        order by followed_at nulls first
                        """))
                .bind("since", since)
                .map((row, _) -> new ListKey(row.getLong(1), row.getLong(2)))
                .list());
    }

    void forget(Collection<Change> changes) {
        database.useHandle(handle -> columns(changes)
                .longs("changes", Change::changeId)
                .bindTo(handle.createUpdate("""
                        delete from member_change
                        where (merchant_id, shop_id, change_id) in (
                            select * from unnest(:merchants, :shops, :changes))
                        """))
                .execute());
    }

    private static Columns<Change> columns(Collection<Change> changes) {
        return Columns.of(changes).longs("merchants", Change::merchantId).longs("shops", Change::shopId);
    }

    /// Only where somebody follows.
    void note(Handle handle, long merchantId, long shopId) {
        handle.createUpdate("""
                        insert into member_change
                        select :merchant, :shop, nextval('stockrule_id')
                        where exists (
                            select from selling_list_collection where merchant_id = :merchant and shop_id = :shop)
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .execute();
    }

    void followed(SellingList list, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update selling_list set followed_at = :now, follow_problem = null
                        where merchant_id = :merchant and selling_list_id = :list
                        """)
                .bind("merchant", list.merchantId)
                .bind("list", list.sellingListId)
                .bind("now", at)
                .execute());
    }

    void failed(ListKey list, String problem) {
        database.useHandle(handle -> handle.createUpdate("""
                        update selling_list set followed_at = null, follow_problem = :problem
                        where merchant_id = :merchant and selling_list_id = :list
                        """)
                .bind("merchant", list.merchantId())
                .bind("list", list.listId())
                .bind("problem", problem)
                .execute());
    }
}
