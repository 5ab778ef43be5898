package io.stockrule.listing.linkmap;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.stockrule.database.Columns;
import io.stockrule.listing.SellingList;
import io.stockrule.table.SpoiltSku;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
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
    record Listed(long listingId, long variantId, @Nullable String sellerSku) {}

    /// A list's listings of these variants, and those linked to these Amazon SKUs.
    List<Listed> listed(SellingList list, long shopId, Collection<Long> variants, Collection<String> sellerSkus) {
        return database.withHandle(handle -> handle.createQuery("""
                        select listing_id, variant_id, seller_sku from listing
                        where merchant_id = :merchant and selling_list_id = :list and shop_id = :shop
                            and variant_id = any(:variants)
                        union
                        select listing_id, variant_id, seller_sku from listing
                        where merchant_id = :merchant and amazon_account_id = :account and seller_sku = any(:skus)
                            and selling_list_id = :list
                        """)
                .bind("merchant", list.merchantId)
                .bind("account", list.account().amazonAccountId())
                .bind("list", list.sellingListId)
                .bind("shop", shopId)
                .bindArray("variants", Long.class, variants)
                .bindArray("skus", String.class, sellerSkus)
                .map((row, _) -> new Listed(row.getLong(1), row.getLong(2), row.getString(3)))
                .list());
    }

    /// Links listings that are not linked.
    ///
    /// @param links Amazon SKUs by listing
    void link(long merchantId, Map<Long, String> links) {
        var rows = Columns.of(links.entrySet())
                .longs("listings", Map.Entry::getKey)
                .texts("skus", Map.Entry::getValue);
        database.useHandle(handle -> rows.bindTo(handle.createUpdate("""
                        update listing l set seller_sku = k.sku
                        from unnest(:listings, :skus) k(listing_id, sku)
                        where l.merchant_id = :merchant and l.listing_id = k.listing_id and l.seller_sku is null
                        """))
                .bind("merchant", merchantId)
                .execute());
    }

    /// A variant of a shop, as far as linking is concerned.
    record Found(long variantId, String sku, String title) {}

    /// Variants with exactly these SKUs, by SKU.
    Map<String, List<Found>> exactly(long merchantId, long shopId, Collection<String> skus) {
        return database.withHandle(handle -> handle.createQuery("""
                        select k.sku, v.variant_id, v.sku found, v.title
                        from (select distinct sku from unnest(:skus) k(sku)) k
                        join variant v on v.merchant_id = :merchant and v.shop_id = :shop and v.gone_at is null and v.sku = k.sku
                        order by v.variant_id
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("skus", String.class, skus)
                .map((row, _) ->
                        Map.entry(row.getString(1), new Found(row.getLong(2), row.getString(3), row.getString(4))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
    }

    /// Variants whose SKUs differ from these in case, blanks, punctuation and zeros before them only, or of which a
    /// spreadsheet makes these; by the SKU asked for, a few each.
    Map<String, List<Found>> nearly(long merchantId, long shopId, Collection<String> skus) {
        var near = alike(merchantId, shopId, skus);
        near.putAll(beforeShortened(merchantId, shopId, skus));
        return near;
    }

    /// Of `1.23E+11`: the numbers of as many digits that are shortened to it.
    private Map<String, List<Found>> beforeShortened(long merchantId, long shopId, Collection<String> skus) {
        var ranges = new HashMap<String, SpoiltSku.Range>();
        skus.forEach(sku -> SpoiltSku.range(sku).ifPresent(range -> ranges.put(sku, range)));
        if (ranges.isEmpty()) {
            return Map.of();
        }
        var rows = Columns.of(ranges.entrySet())
                .texts("skus", Map.Entry::getKey)
                .texts("lowest", range -> range.getValue().lowest())
                .texts("highest", range -> range.getValue().highest());
        return database.withHandle(handle -> rows.bindTo(handle.createQuery("""
                        select sku, variant_id, found, title from (
                            select a.sku, v.variant_id, v.sku found, v.title,
                                row_number() over (partition by a.sku order by v.variant_id) place
                            from unnest(:skus, :lowest, :highest) a(sku, lowest, highest)
                            join variant v on v.merchant_id = :merchant and v.shop_id = :shop and v.gone_at is null
                                and v.sku ~ '^[0-9]+$' and length(v.sku) = length(a.lowest)
                                and v.sku collate "C" between a.lowest and a.highest) near
                        where place <= 3
                        order by sku, place
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .map((row, _) ->
                        Map.entry(row.getString(1), new Found(row.getLong(2), row.getString(3), row.getString(4))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
    }

    private Map<String, List<Found>> alike(long merchantId, long shopId, Collection<String> skus) {
        if (skus.isEmpty()) {
            return new HashMap<>();
        }
        return database.withHandle(handle -> handle.createQuery(
                        """
                        with asked as (
                            select distinct sku, <essence of sku> essence from unnest(:skus) k(sku))
                        select sku, variant_id, found, title from (
                            select a.sku, v.variant_id, v.sku found, v.title,
                                row_number() over (partition by a.sku order by v.variant_id) place
                            from asked a
                            join variant v on v.merchant_id = :merchant and v.shop_id = :shop and v.gone_at is null
                                and <essence of v.sku> = a.essence
                            where a.essence <> '' and v.sku <> a.sku) near
                        where place <= 3
                        order by sku, place
                        """.replace("<essence of sku>", ESSENCE.replace("<sku>", "sku"))
                                .replace("<essence of v.sku>", ESSENCE.replace("<sku>", "v.sku")))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("skus", String.class, skus)
                .map((row, _) ->
                        Map.entry(row.getString(1), new Found(row.getLong(2), row.getString(3), row.getString(4))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
    }
}
