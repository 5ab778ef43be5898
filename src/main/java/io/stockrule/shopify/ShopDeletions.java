package io.stockrule.shopify;

import io.stockrule.database.LongStatements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Deletes shops. The shop itself goes at once, and with it everything that names it: whoever asks for it, sends
/// its webhooks or works at it finds none. What is left, however much, goes afterwards, part by part (`leaving`).
///
/// Its webhooks are answered 404 from then on. Shopify takes them back at once where it still answers us, and else when
/// eight deliveries in a row have failed.
@ApplicationScoped
public class ShopDeletions {
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(30);

    private final Jdbi database;
    private final ShopLogins logins;
    private final InstantSource time;
    private final Event<ShopDeleted> deleted;

    ShopDeletions(Jdbi database, ShopLogins logins, InstantSource time, Event<ShopDeleted> deleted) {
        this.database = database;
        this.logins = logins;
        this.time = time;
        this.deleted = deleted;
    }

    /// What became of the wish to delete a shop.
    sealed interface Deletion {
        record Begun() implements Deletion {}

        /// The caller has not seen what goes with the shop.
        record NotConfirmed(DeletionOutlook outlook) implements Deletion {}

        record NoSuchShop() implements Deletion {}
    }

    /// @return empty if there is no such shop
    @Transactional
    Optional<DeletionOutlook> outlook(ShopKey shop) {
        return database.withHandle(handle -> outlook(handle, shop));
    }

    /// @param listings how many the caller knows would go with the shop; empty if it did not ask
    @Transactional
    Deletion delete(ShopKey shop, Optional<Long> listings) {
        var outlook = outlook(shop);
        if (outlook.isEmpty()) {
            return new Deletion.NoSuchShop();
        }
        if (!listings.equals(Optional.of(outlook.get().listings()))) {
            return new Deletion.NotConfirmed(outlook.get());
        }
        return delete(shop) ? new Deletion.Begun() : new Deletion.NoSuchShop();
    }

    /// Deletes a shop because Shopify refuses it, unless it was given other credentials since.
    ///
    /// @param refused what Shopify was shown
    /// @return whether it is deleted
    @Transactional
    public boolean deleteRefused(ShopLogin refused) {
        var shop = refused.shop();
        return Shop.lock(shop).isPresent() && logins.login(shop).equals(Optional.of(refused)) && delete(shop);
    }

    private boolean delete(ShopKey shop) {
        boolean found = database.withHandle(handle -> note(handle, shop));
        if (found) {
            database.useHandle(handle -> remove(handle, shop));
            deleted.fire(new ShopDeleted(shop));
        }
        return found;
    }

    /// With what Shopify can be asked in the name of a shop that is being deleted; empty if it was already, if its
    /// secrets cannot be read, or if it was connected by consent: its tokens go with it.
    @Transactional
    public Optional<ShopLogin> login(ShopKey shop) {
        return database.withHandle(handle -> handle.createQuery("""
                        select domain, client_id, client_secret, access_token, false by_consent from shop_deletion
                        where merchant_id = :merchant and shop_id = :shop and client_secret is not null
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .map((row, _) -> logins.login(shop, row))
                .findOne()
                .flatMap(login -> login));
    }

    private static Optional<DeletionOutlook> outlook(Handle handle, ShopKey shop) {
        LongStatements.allow(handle, LONGEST_COUNT); // a million listings to be counted
        return handle.createQuery("""
                        select l.listings, l.linked, l.lists,
                            (select count(*) from warehouse w
                            where w.merchant_id = s.merchant_id and w.shop_id = s.shop_id) warehouses,
                            (select count(*) from variant v
                            where v.merchant_id = s.merchant_id and v.shop_id = s.shop_id) variants
                        from shop s
                        cross join lateral (
                            select count(*) listings, count(seller_sku) linked, count(distinct selling_list_id) lists
                            from listing join selling_list using (merchant_id, selling_list_id)
                            where listing.merchant_id = s.merchant_id and listing.shop_id = s.shop_id) l
                        where s.merchant_id = :merchant and s.shop_id = :shop
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .map((row, _) -> DeletionOutlook.of(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .findOne();
    }

    /// Waits for those who hold the shop ([HeldShops]).
    private boolean note(Handle handle, ShopKey shop) {
        return handle.createUpdate("""
                        insert into shop_deletion (merchant_id, shop_id, domain, client_id, client_secret, access_token,
                            token_hash, webhook_token_hash, started_at, due_at)
                        select merchant_id, shop_id, domain, client_id,
                            case when not by_consent then client_secret end, access_token,
                            token_hash, webhook_token_hash, :now, :now
                        from shop where merchant_id = :merchant and shop_id = :shop
                        for update
                        """)
                        .bind("merchant", shop.merchantId())
                        .bind("shop", shop.shopId())
                        .bind("now", time.instant())
                        .execute()
                == 1;
    }

    /// With what refers to it, which are few rows: who works at the shop holds one of them, and finds it gone.
    private static void remove(Handle handle, ShopKey shop) {
        for (var table : List.of(
                "shop_import",
                "level_sweep",
                "shop_turn",
                "warehouse",
                "selling_list_collection",
                "shop_authorization",
                "shop_connection",
                "shop")) {
            handle.createUpdate("delete from %s where merchant_id = :merchant and shop_id = :shop".formatted(table))
                    .bind("merchant", shop.merchantId())
                    .bind("shop", shop.shopId())
                    .execute();
        }
    }
}
