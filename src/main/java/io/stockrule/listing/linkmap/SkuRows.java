package io.stockrule.listing.linkmap;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.catalogue.CatalogueKey;
import io.stockrule.table.SpoiltSku;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Finds variants and listings by their SKUs, many at once.
@ApplicationScoped
class SkuRows {
    /// What of a SKU is compared when it is not found as it is: letters and digits, whatever their case, without the
    /// zeros before them that spreadsheets drop.
    private static final String ESSENCE = "ltrim(lower(regexp_replace(<sku>, '[^[:alnum:]]', '', 'g')), '0')";

    private final Jdbi database;

    SkuRows(Jdbi database) {
        this.database = database;
    }

    /// Which shop is meant.
    sealed interface ShopChoice {
        record Chosen(long shopId) implements ShopChoice {}

        /// The merchant has no shop of the id that was given.
        record Missing() implements ShopChoice {}

        /// None was given, and the merchant has not exactly one.
        record Unclear() implements ShopChoice {}
    }

    /// The shop that is meant.
    ///
    /// @param given its id; need not be given by a merchant of one shop
    ShopChoice shop(long merchantId, @Nullable Long given) {
        var shops = database.withHandle(
                handle -> handle.select("select shop_id from shop where merchant_id = ? order by 1", merchantId)
                        .mapTo(Long.class)
                        .list());
        if (given != null) {
            return shops.contains(given) ? new ShopChoice.Chosen(given) : new ShopChoice.Missing();
        }
        return shops.size() == 1 ? new ShopChoice.Chosen(shops.getFirst()) : new ShopChoice.Unclear();
    }

    /// A variant in a Selling List.
    record Listed(long listingId, long variantId, @Nullable String sellerSku, int packSize) {}

    /// A list's listings of these variants, and those linked to these Amazon SKUs.
    List<Listed> listed(SellingList list, long shopId, Collection<Long> variants, Collection<String> sellerSkus) {
        return database.withHandle(handle -> handle.createQuery("""
                        select listing_id, variant_id, seller_sku, pack_size from listing
                        where merchant_id = :merchant and selling_list_id = :list and shop_id = :shop
                            and variant_id = any(:variants)
                        union
                        select listing_id, variant_id, seller_sku, pack_size from listing
                        where merchant_id = :merchant and amazon_account_id = :account and seller_sku = any(:skus)
                            and selling_list_id = :list
                        """)
                .bind("merchant", list.merchantId)
                .bind("account", list.account().amazonAccountId())
                .bind("list", list.sellingListId)
                .bind("shop", shopId)
                .bindArray("variants", Long.class, variants)
                .bindArray("skus", String.class, sellerSkus)
                .map((row, _) -> new Listed(row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4)))
                .list());
    }

    /// What the listings of an account that are linked to these Amazon SKUs sell: a variant by SKU.
    Map<String, Long> linked(AccountKey account, Collection<String> sellerSkus) {
        return database.withHandle(handle -> handle.createQuery("""
                        select seller_sku, min(variant_id) from listing
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and seller_sku = any(:skus)
                        group by seller_sku
                        """)
                .bindMethods(account)
                .bindArray("skus", String.class, sellerSkus)
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Where a listing is.
    record InList(long listing, long sellingList, long shop) {}

    /// The listings of these ids, linked or not, with their variants.
    Map<Long, Found> listings(CatalogueKey key, Collection<Long> ids) {
        return database.withHandle(handle -> handle.createQuery("""
                        select l.listing_id, l.variant_id, coalesce(v.sku, '') found, coalesce(v.title, '') title,
                            l.shop_id, l.selling_list_id
                        from listing l
                        join selling_list s on s.merchant_id = l.merchant_id and s.selling_list_id = l.selling_list_id
                        join shop on shop.merchant_id = l.merchant_id and shop.shop_id = l.shop_id
                        left join lateral (
                            select sku, title from variant v
                            where (v.merchant_id, v.shop_id, v.variant_id) = (l.merchant_id, l.shop_id, l.variant_id)
                            offset 0) v on true
                        where l.merchant_id = :merchantId and l.listing_id = any(:ids)
                            and s.amazon_account_id = :amazonAccountId and s.marketplace = :marketplace
                        """)
                .bindMethods(key)
                .bindArray("ids", Long.class, ids)
                .map((row, _) -> Map.entry(row.getLong("listing_id"), found(row)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// A variant of a shop, as far as linking is concerned.
    ///
    /// @param listing of it that is not linked, where such were looked for
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Found(long variantId, String sku, String title, Optional<InList> listing) {}

    private static Found found(ResultSet row) throws SQLException {
        long listing = row.getLong("listing_id");
        return new Found(
                row.getLong("variant_id"),
                row.getString("found"),
                row.getString("title"),
                listing == 0
                        ? Optional.empty()
                        : Optional.of(new InList(listing, row.getLong("selling_list_id"), row.getLong("shop_id"))));
    }

    private static Map<String, List<Found>> bySku(Query query) {
        return query.map((row, _) -> Map.entry(row.getString("asked"), found(row)))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /// Variants of a shop by their ids.
    Map<Long, Found> ofIds(long merchantId, long shopId, Collection<Long> variants) {
        return database.withHandle(handle -> handle.createQuery("""
                        select variant_id, coalesce(sku, '') found, title, shop_id, null::bigint listing_id,
                            null::bigint selling_list_id
                        from variant
                        where merchant_id = :merchant and shop_id = :shop and variant_id = any(:variants)
                            and gone_at is null
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("variants", Long.class, variants)
                .map((row, _) -> found(row))
                .collect(toMap(Found::variantId, it -> it)));
    }

    /// Variants with exactly these SKUs, by SKU.
    Map<String, List<Found>> exactly(Among among, Collection<String> skus) {
        return database.withHandle(
                handle -> bySku(among.bindTo(handle.createQuery(among.in("""
                        select k.sku asked, v.variant_id, v.sku found, v.title, v.shop_id, v.listing_id, v.selling_list_id
                        from (select distinct sku from unnest(:skus) k(sku)) k
                        join <variants> on v.sku = k.sku
                        order by v.variant_id, v.listing_id
                        """))).bindArray("skus", String.class, skus)));
    }

    /// Variants whose SKUs differ from these in case, blanks, punctuation and zeros before them only, or of which a
    /// spreadsheet makes these; by the SKU asked for, a few each.
    Map<String, List<Found>> nearly(Among among, Collection<String> skus) {
        var near = alike(among, skus);
        near.putAll(beforeShortened(among, skus));
        return near;
    }

    /// Of `1.23E+11`: the numbers of as many digits that are shortened to it.
    private Map<String, List<Found>> beforeShortened(Among among, Collection<String> skus) {
        var ranges = new HashMap<String, SpoiltSku.Range>();
        skus.forEach(sku -> SpoiltSku.range(sku).ifPresent(range -> ranges.put(sku, range)));
        if (ranges.isEmpty()) {
            return Map.of();
        }
        var rows = Columns.of(ranges.entrySet())
                .texts("skus", Map.Entry::getKey)
                .texts("lowest", range -> range.getValue().lowest())
                .texts("highest", range -> range.getValue().highest());
        return database.withHandle(handle -> bySku(among.bindTo(rows.bindTo(handle.createQuery(among.in("""
                        select * from (
                            select a.sku asked, v.variant_id, v.sku found, v.title, v.shop_id, v.listing_id,
                                v.selling_list_id,
                                row_number() over (partition by a.sku order by v.variant_id) place
                            from unnest(:skus, :lowest, :highest) a(sku, lowest, highest)
                            join <variants> on v.sku ~ '^[0-9]+$' and length(v.sku) = length(a.lowest)
                                and v.sku collate "C" between a.lowest and a.highest) near
                        where place <= 3
                        order by asked, place
                        """))))));
    }

    private Map<String, List<Found>> alike(Among among, Collection<String> skus) {
        if (skus.isEmpty()) {
            return new HashMap<>();
        }
        return database.withHandle(handle ->
                bySku(among.bindTo(handle.createQuery(among.in("""
                        with asked as (
                            select distinct sku, <essence of sku> essence from unnest(:skus) k(sku))
                        select * from (
                            select a.sku asked, v.variant_id, v.sku found, v.title, v.shop_id, v.listing_id,
                                v.selling_list_id,
                                row_number() over (partition by a.sku order by v.variant_id) place
                            from asked a
                            join <variants> on <essence of v.sku> = a.essence
                            where a.essence <> '' and v.sku <> a.sku) near
                        where place <= 3
                        order by asked, place
                        """.replace("<essence of sku>", essence("sku"))
                                .replace("<essence of v.sku>", essence("v.sku")))))
                        .bindArray("skus", String.class, skus)));
    }

    /// The same expression as in the index that it is found by.
    static String essence(String column) {
        return ESSENCE.replace("<sku>", column);
    }
}
