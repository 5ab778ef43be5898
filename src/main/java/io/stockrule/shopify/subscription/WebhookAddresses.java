package io.stockrule.shopify.subscription;

import io.stockrule.access.Tokens;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopSecrets;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Where each shop is to send its webhooks: the service's own address with a token of the shop.
@ApplicationScoped
class WebhookAddresses {
    private final Jdbi database;
    private final ShopSecrets secrets;
    private final Optional<String> host;

    WebhookAddresses(Jdbi database, ShopSecrets secrets, ShopifyConfig config) {
        this.database = database;
        this.secrets = secrets;
        this.host = config.webhookHost();
    }

    /// The address; empty if the service does not know its own.
    ///
    /// A token that cannot be read any more, because the key set was lost, is replaced.
    @Transactional
    Optional<String> of(ShopKey shop) {
        return host.map(it -> it + Shop.WEBHOOKS + token(shop));
    }

    private String token(ShopKey shop) {
        return database.withHandle(handle -> {
            byte @Nullable [] sealed = handle.createQuery("""
                            select webhook_token from shop
                            where merchant_id = :merchant and shop_id = :shop
                            for no key update
                            """)
                    .bind("merchant", shop.merchantId())
                    .bind("shop", shop.shopId())
                    .map((row, _) -> Optional.ofNullable(row.getBytes(1)))
                    .findOne()
                    .flatMap(token -> token)
                    .orElse(null);
            var known = sealed == null ? Optional.<String>empty() : secrets.webhookToken(shop, sealed);
            return known.orElseGet(() -> {
                var token = Tokens.random();
                handle.createUpdate("""
                                update shop set webhook_token = :sealed, webhook_token_hash = :hash
                                where merchant_id = :merchant and shop_id = :shop
                                """)
                        .bind("merchant", shop.merchantId())
                        .bind("shop", shop.shopId())
                        .bind("sealed", secrets.encryptWebhookToken(shop, token))
                        .bind("hash", Tokens.hash(token))
                        .execute();
                return token;
            });
        });
    }
}
