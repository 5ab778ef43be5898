package io.stockrule.shopify.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Notes that webhooks come to the address that a shop has now, so that its merchant sees it: once a minute, as
/// many may come in that time.
@ApplicationScoped
class WebhookSigns {
    private static final int KEPT = 10_000;
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final Jdbi database;
    private final InstantSource time;
    private final Cache<ByteBuffer, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterWrite(AGAIN_AFTER)
            .build();

    WebhookSigns(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Whether there is something to note: a former address says nothing of the present one.
    ///
    /// @param tokenHash of the address
    boolean isNews(WebhookSender sender, byte[] tokenHash) {
        return !sender.former() && noted.getIfPresent(ByteBuffer.wrap(tokenHash)) == null;
    }

    /// Waits for nobody who holds the shop: then the next webhook is noted. Not of a shop whose address has
    /// been changed since.
    ///
    /// @param tokenHash of the address
    /// @return whether it was noted
    @Transactional
    boolean note(WebhookSender sender, byte[] tokenHash) {
        boolean written = write(sender.shop(), tokenHash);
        if (written) {
            noted.put(ByteBuffer.wrap(tokenHash), true);
        }
        return written;
    }

    private boolean write(ShopKey shop, byte[] tokenHash) {
        return database.withHandle(handle -> handle.createUpdate("""
                        update shop set webhook_at = :now
                        where (merchant_id, shop_id) = (
                            select merchant_id, shop_id from shop
                            where merchant_id = :merchant and shop_id = :shop
                                and (token_hash = :hash or webhook_token_hash = :hash)
                            for no key update skip locked)
                        """)
                        .bind("merchant", shop.merchantId())
                        .bind("shop", shop.shopId())
                        .bind("hash", tokenHash)
                        .bind("now", time.instant())
                        .execute()
                > 0);
    }
}
