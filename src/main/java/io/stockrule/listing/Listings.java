package io.stockrule.listing;

import io.stockrule.listing.stop.Stop;
import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Linked listings, for those who decide them.
@ApplicationScoped
public class Listings {
    private final Jdbi database;

    Listings(Jdbi database) {
        this.database = database;
    }

    /// Every listing of these targets, in one query, in the order of their ids. Those of a shop
    /// or an account that is being deleted are none any more.
    public List<LinkedListing> ofTargets(Collection<TargetKey> targets) {
        var asked = TargetKey.columns(targets);
        return database.withHandle(handle -> asked.bindTo(handle.createQuery("""
                        select l.merchant_id, l.listing_id, l.amazon_account_id, l.seller_sku, l.shop_id, l.variant_id,
                            l.pack_size, l.left_at, s.profile_id, s.marketplace,
                            stop.stopped_at, stop.stopped_by, stop.leaves
                        from unnest(:merchants, :accounts, :skus) asked(merchant_id, amazon_account_id, seller_sku)
                        cross join lateral (
                            select * from listing l
                            where (l.merchant_id, l.amazon_account_id, l.seller_sku)
                                = (asked.merchant_id, asked.amazon_account_id, asked.seller_sku)
                            offset 0) l
                        cross join lateral (
                            select profile_id, marketplace from selling_list s
                            where (s.merchant_id, s.selling_list_id) = (l.merchant_id, l.selling_list_id)
                            offset 0) s
                        cross join lateral (
                            select from shop
                            where (shop.merchant_id, shop.shop_id) = (l.merchant_id, l.shop_id)
                            offset 0) shop
                        left join lateral (
                            select stopped_at, stopped_by, leaves from listing_stop stop
                            where (stop.merchant_id, stop.listing_id) = (l.merchant_id, l.listing_id)
                            offset 0) stop on true
                        order by l.merchant_id, l.listing_id
                        """))
                .map((row, _) -> linked(row))
                .list());
    }

    /// The next listings of a list that are linked, in the order of their ids.
    public List<LinkedListing> ofList(long merchantId, long listId, long after, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select l.merchant_id, l.listing_id, l.amazon_account_id, l.seller_sku, l.shop_id, l.variant_id,
                            l.pack_size, l.left_at, s.profile_id, s.marketplace,
                            stop.stopped_at, stop.stopped_by, stop.leaves
                        from (
                            select listing.* from listing join shop using (merchant_id, shop_id)
                            where merchant_id = :merchant and selling_list_id = :list and listing_id > :after
                                and seller_sku is not null
                            order by listing_id limit :most) l
                        join selling_list s using (merchant_id, selling_list_id)
                        left join listing_stop stop using (merchant_id, listing_id)
                        order by l.listing_id
                        """)
                .bind("merchant", merchantId)
                .bind("list", listId)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> linked(row))
                .list());
    }

    private static LinkedListing linked(ResultSet row) throws SQLException {
        long merchant = row.getLong("merchant_id");
        return new LinkedListing(
                row.getLong("listing_id"),
                new TargetKey(new AccountKey(merchant, row.getLong("amazon_account_id")), row.getString("seller_sku")),
                new VariantKey(merchant, row.getLong("shop_id"), row.getLong("variant_id")),
                row.getLong("profile_id"),
                row.getString("marketplace"),
                row.getInt("pack_size"),
                row.getObject("left_at") != null,
                stopped(row));
    }

    private static Optional<Stop> stopped(ResultSet row) throws SQLException {
        var at = row.getObject("stopped_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new Stop(at.toInstant(), row.getString("stopped_by"), row.getBoolean("leaves")));
    }
}
