package io.stockrule.shopify.subscription;

import io.stockrule.access.Tokens;
import io.stockrule.activity.Activities;
import io.stockrule.activity.Activities.Kind;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Gives a shop another address for its webhooks. Those that it had stay good for a while: Shopify repeats what
/// failed at the address at which it failed, and a person tells it the new one topic by topic. So nothing is
/// lost in between.
@ApplicationScoped
class AddressRotation {
    /// Addresses of one shop that are good beside the one in force.
    private static final int MOST = 20;

    private final Jdbi database;
    private final Activities activities;
    private final InstantSource time;
    private final ShopifyConfig config;

    AddressRotation(Jdbi database, Activities activities, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.activities = activities;
        this.time = time;
        this.config = config;
    }

    /// What became of it.
    sealed interface Rotation {
        /// @param token the secret part of the new address; only its hash is kept
        /// @param formerUntil how long those before it are good
        record Rotated(String token, Instant formerUntil) implements Rotation {}

        /// Too many former addresses are good still, so nothing was changed.
        record TooMany() implements Rotation {}

        record NoSuchShop() implements Rotation {}
    }

    @Transactional
    Rotation rotate(ShopKey shop) {
        return database.withHandle(handle -> hold(handle, shop) ? rotate(handle, shop) : new Rotation.NoSuchShop());
    }

    /// Who takes or subscribes webhooks meanwhile waits, or has the address before.
    private static boolean hold(Handle handle, ShopKey shop) {
        return handle.createQuery("""
                        select true from shop where merchant_id = :merchant and shop_id = :shop for update
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    private Rotation rotate(Handle handle, ShopKey shop) {
        var now = time.instant();
        if (former(handle, shop, now) >= MOST) {
            return new Rotation.TooMany();
        }
        var token = Tokens.random();
        var until = now.plus(config.oldAddress());
        change(handle, shop, Tokens.hash(token), until);
        lookAtOnce(handle, shop);
        activities.note(
                shop.merchantId(),
                shop.shopId(),
                Kind.WEBHOOK_ADDRESS_CHANGED,
                "The address for the shop's webhooks was changed; the one before is good until " + until);
        return new Rotation.Rotated(token, until);
    }

    private static long former(Handle handle, ShopKey shop, Instant now) {
        return handle.createQuery("""
                        select count(*) from former_webhook_address
                        where merchant_id = :merchant and shop_id = :shop and good_until > :now
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /// The service's own address, too, is made anew when it is needed next.
    private static void change(Handle handle, ShopKey shop, byte[] hash, Instant until) {
        handle.createUpdate("""
                        insert into former_webhook_address (merchant_id, shop_id, token_hash, good_until)
                        select merchant_id, shop_id, hash, :until
                        from shop cross join unnest(array[token_hash, webhook_token_hash]) hash
                        where merchant_id = :merchant and shop_id = :shop and hash is not null
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("until", until)
                .execute();
        handle.createUpdate("""
                        update shop
                        set token_hash = :hash, webhook_token = null, webhook_token_hash = null, webhook_at = null
                        where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("hash", hash)
                .execute();
    }

    /// What we have subscribed ourselves goes to the new address as soon as somebody looks.
    private static void lookAtOnce(Handle handle, ShopKey shop) {
        handle.createUpdate("""
                        update shop_turn set due_at = null
                        where merchant_id = :merchant and shop_id = :shop and work = 'SUBSCRIPTIONS'
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .execute();
    }
}
