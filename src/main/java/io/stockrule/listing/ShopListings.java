package io.stockrule.listing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The listings of a shop that is gone. Nobody sees or decides them any more; here they are deleted.
@ApplicationScoped
public class ShopListings {
    private final Jdbi database;
    private final StaleTargets stale;
    private final Event<ListingsForgotten> forgotten;

    ShopListings(Jdbi database, StaleTargets stale, Event<ListingsForgotten> forgotten) {
        this.database = database;
        this.stale = stale;
        this.forgotten = forgotten;
    }

    private record Listed(long listingId, @Nullable TargetKey target) {}

    /// Deletes some of them. What they showed on Amazon stays there, and what was still to be sent is
    /// withdrawn.
    ///
    /// In two transactions. The first takes the targets from whoever is deciding them, and marks them; after
    /// that no decision about these listings is stored any more, so the second finds the last ones. In one
    /// transaction it would hold the targets and wait for a decision, whose writer waits for the targets. What
    /// fails between the two is done again.
    ///
    /// @return how many are deleted; 0 if there are none left
    public int forget(long merchantId, long shopId, int most) {
        var part = QuarkusTransaction.requiringNew().call(() -> takeAway(merchantId, shopId, most));
        if (!part.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> delete(merchantId, shopId, part));
        }
        return part.size();
    }

    private List<Long> takeAway(long merchantId, long shopId, int most) {
        var part = part(merchantId, shopId, most);
        stale.takeAway(part.stream()
                .map(Listed::target)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return part.stream().map(Listed::listingId).toList();
    }

    private List<Listed> part(long merchantId, long shopId, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select listing_id, amazon_account_id, seller_sku from listing
                        where merchant_id = :merchant and shop_id = :shop
                        order by variant_id limit :most
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("most", most)
                .map((row, _) -> {
                    var account = new AccountKey(merchantId, row.getLong(2));
                    var sku = row.getString(3);
                    return new Listed(row.getLong(1), sku == null ? null : new TargetKey(account, sku));
                })
                .list());
    }

    private void delete(long merchantId, long shopId, List<Long> listings) {
        stale.linksChange(merchantId); // whoever deletes a Selling List takes its listings in another order
        forgotten.fire(new ListingsForgotten(merchantId, listings));
        database.useHandle(handle -> handle.createUpdate("""
                        delete from listing
                        where merchant_id = :merchant and shop_id = :shop and listing_id = any(:listings)
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("listings", Long.class, listings)
                .execute());
    }
}
