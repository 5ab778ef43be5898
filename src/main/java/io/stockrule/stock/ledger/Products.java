package io.stockrule.stock.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Brings in products as Shopify shows them, whole.
@ApplicationScoped
public class Products {
    private final Jdbi database;
    private final Variants variants;

    Products(Jdbi database, Variants variants) {
        this.database = database;
        this.variants = variants;
    }

    /// What was a variant of these products and is not shown any more is gone.
    ///
    /// @param products Shopify's ids; of one that Shopify no longer has nothing is shown
    /// @param shown all variants of these products
    @Transactional(Transactional.TxType.MANDATORY)
    public void bringIn(long merchantId, long shopId, Collection<Long> products, List<Variant> shown) {
        variants.register(merchantId, shopId, shown);
        variants.gone(merchantId, shopId, notShown(merchantId, shopId, products, shown));
    }

    private List<Long> notShown(long merchantId, long shopId, Collection<Long> products, List<Variant> shown) {
        return database.withHandle(handle -> handle.createQuery("""
                        select variant_id from variant
                        where merchant_id = :merchant and shop_id = :shop and product_id = any(:products)
                            and gone_at is null and variant_id <> all(:shown)
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("products", Long.class, products)
                .bindArray(
                        "shown",
                        Long.class,
                        shown.stream().map(Variant::variantId).toList())
                .mapTo(Long.class)
                .list());
    }
}
