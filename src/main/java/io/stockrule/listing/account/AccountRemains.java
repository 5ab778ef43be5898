package io.stockrule.listing.account;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AccountLeftovers;
import io.stockrule.listing.GoneListings;
import io.stockrule.work.PartwiseDeletion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// What Amazon accounts leave behind when they go, in the order in which it goes: while there is a listing its target
/// may be marked, and while there is a target its number may be handed over.
///
/// The numbers that were sent stay.
@ApplicationScoped
class AccountRemains implements PartwiseDeletion.Remains {
    private final Jdbi database;
    private final GoneListings listings;
    private final List<AccountLeftovers> others;

    AccountRemains(Jdbi database, GoneListings listings, @All List<AccountLeftovers> others) {
        this.database = database;
        this.listings = listings;
        this.others = others;
    }

    @Override
    public int delete(long merchantId, long accountId, int most) {
        var account = new AccountKey(merchantId, accountId);
        int rows = listings.forgetOfLists(merchantId, lists(account), most);
        if (rows == 0) {
            rows = QuarkusTransaction.requiringNew().call(() -> deleteTargets(account, most));
        }
        for (var other : others) {
            if (rows == 0) {
                rows = QuarkusTransaction.requiringNew().call(() -> other.delete(account, most));
            }
        }
        return rows;
    }

    private List<Long> lists(AccountKey account) {
        return database.withHandle(handle ->
                handle.createQuery("""
                        select unnest(selling_lists) from account_deletion
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """).bindMethods(account).mapTo(Long.class).list());
    }

    /// In the order in which everybody locks them.
    private int deleteTargets(AccountKey account, int most) {
        return database.withHandle(handle ->
                handle.createUpdate("""
                        with part as (
                            select merchant_id, amazon_account_id, seller_sku from target
                            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            order by seller_sku limit :most
                            for update)
                        delete from target t using part
                        where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                            = (part.merchant_id, part.amazon_account_id, part.seller_sku)
                        """).bindMethods(account).bind("most", most).execute());
    }
}
