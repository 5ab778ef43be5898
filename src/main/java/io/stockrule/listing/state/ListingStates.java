package io.stockrule.listing.state;

import static java.util.Objects.requireNonNull;

import io.stockrule.listing.TargetKey;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Where every listing stands, kept in the table `listing_state` so that listings are found and counted by it. Its
/// rows come and go with the listings, by triggers; what becomes of the numbers is told here.
public final class ListingStates {
    private ListingStates() {}

    /// Shows where these targets stand on all of their listings. Whoever calls it holds the targets' deliveries.
    ///
    /// A row that somebody else has locked is left out, so this never waits: its listing is being linked anew or
    /// removed, and every change of a link marks the target, which is handed over, and shown, once more when that
    /// is done.
    public static void show(Handle handle, Map<TargetKey, ListingState> states) {
        if (states.isEmpty()) {
            return;
        }
        TargetKey.columns(states.keySet())
                .texts("statuses", target -> of(states, target).status().name())
                .texts("standings", target -> of(states, target).standingOfStatus())
                .bindTo(handle.createUpdate("""
                        with changed as (
                            select s.merchant_id, s.listing_id, k.status, k.standing
                            from (select * from unnest(:merchants, :accounts, :skus, :statuses, :standings) order by 1, 2, 3)
                                k(merchant_id, amazon_account_id, seller_sku, status, standing)
                            cross join lateral (
                                select merchant_id, listing_id from listing_state
                                where (merchant_id, amazon_account_id, seller_sku)
                                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                                  and (delivery_status is distinct from k.status or delivery_standing is distinct from k.standing)
                                for update skip locked) s)
                        update listing_state s set delivery_status = c.status, delivery_standing = c.standing
                        from changed c
                        where s.merchant_id = c.merchant_id and s.listing_id = c.listing_id
                        """))
                .execute();
    }

    private static ListingState of(Map<TargetKey, ListingState> states, TargetKey target) {
        return requireNonNull(states.get(target));
    }
}
