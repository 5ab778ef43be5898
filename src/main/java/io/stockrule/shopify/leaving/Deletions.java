package io.stockrule.shopify.leaving;

import io.stockrule.shopify.ShopKey;
import io.stockrule.work.DeletionClaim;
import io.stockrule.work.DeletionQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Shops that are being deleted.
@ApplicationScoped
class Deletions {
    private final Jdbi database;
    private final DeletionQueue queue;

    Deletions(Jdbi database, InstantSource time) {
        this.database = database;
        this.queue = new DeletionQueue("shop_deletion", "shop_id", database, time);
    }

    DeletionQueue queue() {
        return queue;
    }

    /// Nothing more is asked of Shopify, so what opens the shop is not needed any more.
    void forgetSecrets(DeletionClaim claim) {
        queue.change(claim, "client_secret = null, access_token = null", it -> it);
    }

    /// Hashes of the tokens in the addresses that the shop's webhooks went to.
    @Transactional
    Set<ByteBuffer> addresses(ShopKey shop) {
        var hashes = new HashSet<ByteBuffer>();
        database.useHandle(handle -> handle.createQuery("""
                        select token_hash, webhook_token_hash from shop_deletion
                        where merchant_id = :merchant and shop_id = :shop
                        union all
                        select token_hash, null from former_webhook_address
                        where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .map((row, _) -> {
                    hashes.add(ByteBuffer.wrap(row.getBytes(1)));
                    byte @Nullable [] own = row.getBytes(2);
                    return own != null && hashes.add(ByteBuffer.wrap(own));
                })
                .list());
        return hashes;
    }
}
