package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.stockrule.stock.MetafieldTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /// What a product says of each of its variants.
    public record Shown(
            long productId,
            String title,
            String vendor,
            String productType,
            List<String> tags,
            String status,
            MetafieldTexts metafields) {
        public Shown {
            tags = List.copyOf(tags);
        }

        private boolean isSaidOf(Variant known) {
            return vendor.equals(known.vendor())
                    && productType.equals(known.productType())
                    && tags.equals(known.tags())
                    && status.equals(known.productStatus())
                    && metafields.isProductOf(metafieldsOf(known))
                    && (known.title().equals(title) || known.title().startsWith(title + " - "));
        }
    }

    /// Those of the products that are other than known, or not known.
    @Transactional
    public Set<Long> otherThanKnown(long merchantId, long shopId, Collection<Shown> products) {
        var known = variants
                .ofProducts(
                        merchantId,
                        shopId,
                        products.stream().map(Shown::productId).toList())
                .stream()
                .collect(groupingBy(variant -> Objects.requireNonNull(variant.productId())));
        return products.stream()
                .filter(shown -> {
                    var its = known.getOrDefault(shown.productId(), List.of());
                    return its.isEmpty() || !its.stream().allMatch(shown::isSaidOf);
                })
                .map(Shown::productId)
                .collect(toSet());
    }

    /// Products of those of the variants that are other than known, or not known. What the product says of them is not
    /// looked at.
    @Transactional
    public Set<Long> ofOtherThanKnown(long merchantId, long shopId, Collection<Variant> shown) {
        var products = shown.stream()
                .map(variant -> Objects.requireNonNull(variant.productId()))
                .collect(toSet());
        var known = variants.ofProducts(merchantId, shopId, products).stream()
                .collect(toMap(Variant::variantId, variant -> variant));
        return shown.stream()
                .filter(variant -> !Optional.ofNullable(known.get(variant.variantId()))
                        .filter(it -> isSame(it, variant))
                        .isPresent())
                .map(variant -> Objects.requireNonNull(variant.productId()))
                .collect(toSet());
    }

    private static boolean isSame(Variant known, Variant shown) {
        return !known.bundle() // what it is made of is not shown here
                && !shown.bundle()
                && known.inventoryItemId() == shown.inventoryItemId()
                && known.sku().equals(shown.sku())
                && known.barcode().equals(shown.barcode())
                && known.title().equals(shown.title())
                && known.keepsSelling() == shown.keepsSelling()
                && metafieldsOf(shown).isOwnOf(metafieldsOf(known));
    }

    private static MetafieldTexts metafieldsOf(Variant variant) {
        return Objects.requireNonNullElse(variant.metafields(), MetafieldTexts.NEVER_ASKED);
    }

    private List<Long> notShown(long merchantId, long shopId, Collection<Long> products, List<Variant> shown) {
        var ids = shown.stream().map(Variant::variantId).toList();
        return database.withHandle(handle -> handle.createQuery("""
                        select variant_id from variant
                        where merchant_id = :merchant and shop_id = :shop and product_id = any(:products)
                            and gone_at is null and variant_id <> all(:shown)
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("products", Long.class, products)
                .bindArray("shown", Long.class, ids)
                .mapTo(Long.class)
                .list());
    }
}
