package io.stockrule.sync.action;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A listing that something is to be done with.
///
/// @param target empty when it is not linked
/// @param left its product is in no collection of its list any more
/// @param brought its list would take it back at once: it follows collections, and has the variant once
/// @param stopped by a person
/// @param switchedOn the account's switch
/// @param others that share its Amazon SKU
record ActedListing(
        long id,
        Optional<TargetKey> target,
        boolean left,
        boolean brought,
        boolean stopped,
        boolean switchedOn,
        int others) {

    /// Those that there are, in the order of their ids; none of a shop or an account that is being deleted.
    static List<ActedListing> of(Handle handle, long merchantId, Collection<Long> ids) {
        return handle.createQuery("""
                        select l.listing_id, l.amazon_account_id, l.seller_sku, l.left_at is not null as gone,
                            list.kind = 'COLLECTIONS' and l.left_at is null and not exists (
                                select from listing b
                                where b.merchant_id = l.merchant_id and b.selling_list_id = l.selling_list_id
                                    and b.shop_id = l.shop_id and b.variant_id = l.variant_id
                                    and b.listing_id <> l.listing_id) as brought,
                            s.listing_id is not null as stopped, a.update_quantity,
                            (select count(*) from listing o
                                where o.merchant_id = l.merchant_id and o.amazon_account_id = l.amazon_account_id
                                    and o.seller_sku = l.seller_sku and o.listing_id <> l.listing_id) as others
                        from listing l
                        join shop using (merchant_id, shop_id)
                        join selling_list list using (merchant_id, selling_list_id)
                        join amazon_account a
                            on a.merchant_id = l.merchant_id and a.amazon_account_id = l.amazon_account_id
                        left join listing_stop s on s.merchant_id = l.merchant_id and s.listing_id = l.listing_id
                        where l.merchant_id = :merchant and l.listing_id = any(:ids)
                        order by l.listing_id
                        """)
                .bind("merchant", merchantId)
                .bindArray("ids", Long.class, ids)
                .map((row, _) -> read(merchantId, row))
                .list();
    }

    private static ActedListing read(long merchantId, ResultSet row) throws SQLException {
        var account = new AccountKey(merchantId, row.getLong("amazon_account_id"));
        return new ActedListing(
                row.getLong("listing_id"),
                Optional.ofNullable(row.getString("seller_sku")).map(sku -> new TargetKey(account, sku)),
                row.getBoolean("gone"),
                row.getBoolean("brought"),
                row.getBoolean("stopped"),
                row.getBoolean("update_quantity"),
                row.getInt("others"));
    }

    Optional<String> sellerSku() {
        return target.map(TargetKey::sellerSku);
    }
}
