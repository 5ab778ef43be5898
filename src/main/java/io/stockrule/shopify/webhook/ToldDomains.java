package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Other names of shops that their webhooks tell: a merchant may have renamed its shop at Shopify.
@ApplicationScoped
class ToldDomains {
    private final Jdbi database;

    ToldDomains(Jdbi database) {
        this.database = database;
    }

    /// Remembers the name for the merchant to see.
    ///
    /// @param name in lower case
    /// @return false if another shop of the merchant has this name
    boolean note(ShopKey shop, String name) {
        return database.withHandle(handle -> handle.createQuery("""
                        with another as (
                            select exists (
                                select from shop
                                where merchant_id = :merchant and shop_id <> :shop and domain = :name) found),
                        noted as (
                            update shop set told_domain = :name
                            from another
                            where merchant_id = :merchant and shop_id = :shop and not found
                                and domain <> :name and told_domain is distinct from :name)
                        select not found from another
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("name", name)
                .mapTo(Boolean.class)
                .one());
    }
}
