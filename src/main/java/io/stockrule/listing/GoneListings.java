package io.stockrule.listing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The listings of what is gone, a shop or Selling Lists. Nobody sees or decides them any more; here they are deleted.
@ApplicationScoped
public class GoneListings {
    private static final String OF_SHOP = """
            select listing_id, amazon_account_id, seller_sku from listing
            where merchant_id = :merchant and shop_id = :shop
            order by variant_id limit :most
            """;

    /// List by list, so that no more is read than is wanted.
    private static final String OF_LISTS = """
            select l.* from unnest(:lists) gone(selling_list_id)
            cross join lateral (
                select listing_id, amazon_account_id, seller_sku from listing
                where listing.merchant_id = :merchant and listing.selling_list_id = gone.selling_list_id
                order by listing_id limit :most) l
            limit :most
            """;

    private final Jdbi database;
    private final StaleTargets stale;
    private final Event<ListingsForgotten> forgotten;

    GoneListings(Jdbi database, StaleTargets stale, Event<ListingsForgotten> forgotten) {
        this.database = database;
        this.stale = stale;
        this.forgotten = forgotten;
    }

    private record Listed(long listingId, @Nullable TargetKey target) {}

    /// Deletes some of a shop's. What they showed on Amazon stays there, and what was still to be sent is
    /// withdrawn.
    ///
    /// @return how many are deleted; 0 if there are none left
    public int forgetOfShop(long merchantId, long shopId, int most) {
        return forget(merchantId, OF_SHOP, most, query -> query.bind("shop", shopId));
    }

    /// Deletes some of those in Selling Lists, in the same way.
    public int forgetOfLists(long merchantId, Collection<Long> lists, int most) {
        return forget(merchantId, OF_LISTS, most, query -> query.bindArray("lists", Long.class, lists));
    }

    /// In two transactions. The first takes the targets from whoever is deciding them, and marks them; after
    /// that no decision about these listings is stored any more, so the second finds the last ones. In one
    /// transaction it would hold the targets and wait for a decision, whose writer waits for the targets. What
    /// fails between the two is done again.
    private int forget(long merchantId, String which, int most, UnaryOperator<Query> bind) {
        var part = QuarkusTransaction.requiringNew().call(() -> takeAway(merchantId, which, most, bind));
        if (!part.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> delete(merchantId, part));
        }
        return part.size();
    }

    private List<Long> takeAway(long merchantId, String which, int most, UnaryOperator<Query> bind) {
        var part = part(merchantId, which, most, bind);
        stale.takeAway(part.stream()
                .map(Listed::target)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return part.stream().map(Listed::listingId).toList();
    }

    private List<Listed> part(long merchantId, String which, int most, UnaryOperator<Query> bind) {
        return database.withHandle(handle -> bind.apply(handle.createQuery(which))
                .bind("merchant", merchantId)
                .bind("most", most)
                .map((row, _) -> {
                    var account = new AccountKey(merchantId, row.getLong(2));
                    var sku = row.getString(3);
                    return new Listed(row.getLong(1), sku == null ? null : new TargetKey(account, sku));
                })
                .list());
    }

    private void delete(long merchantId, List<Long> listings) {
        stale.linksChange(merchantId); // whoever deletes a Selling List takes its listings in another order
        forgotten.fire(new ListingsForgotten(merchantId, listings));
        database.useHandle(handle -> handle.createUpdate(
                        "delete from listing where merchant_id = :merchant and listing_id = any(:listings)")
                .bind("merchant", merchantId)
                .bindArray("listings", Long.class, listings)
                .execute());
    }
}
