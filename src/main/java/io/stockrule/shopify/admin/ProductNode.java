package io.stockrule.shopify.admin;

import io.stockrule.access.PlainText;
import io.stockrule.stock.ledger.ShopCollection;
import io.stockrule.stock.ledger.Variant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a product says of each of its variants, as Shopify's GraphQL tells it.
public record ProductNode(
        String id,
        String title,
        String vendor,
        String productType,
        List<String> tags,
        String status,
        boolean isGiftCard) {
    /// What Shopify calls the one variant of a product without options.
    private static final String ONLY_ONE = "Default Title";

    public ProductNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(productType, "productType");
        Objects.requireNonNull(status, "status");
        tags = List.copyOf(tags);
    }

    public long productId() {
        return Gid.number("Product", id);
    }

    /// One of its variants.
    ///
    /// @param title of the variant alone
    /// @param inventoryPolicy `CONTINUE` if Shopify goes on selling below zero
    /// @param collections those that the product is in
    public Variant variant(
            long variantId,
            long inventoryItemId,
            @Nullable String sku,
            @Nullable String barcode,
            String title,
            String inventoryPolicy,
            List<ShopCollection> collections) {
        return new Variant(
                        variantId,
                        inventoryItemId,
                        text(sku),
                        text(title.equals(ONLY_ONE) ? this.title : this.title + " - " + title),
                        text(vendor),
                        text(productType),
                        tags.stream().map(ProductNode::text).toList(),
                        text(barcode),
                        List.of(),
                        List.of(),
                        inventoryPolicy.equals("CONTINUE"),
                        productId(),
                        text(status),
                        false,
                        isGiftCard,
                        List.of(),
                        null)
                .in(collections);
    }

    /// Without what a database may refuse.
    public static String text(@Nullable String given) {
        return PlainText.of(Objects.requireNonNullElse(given, ""));
    }
}
