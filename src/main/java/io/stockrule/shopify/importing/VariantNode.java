package io.stockrule.shopify.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.access.PlainText;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.stock.ledger.Variant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A variant as Shopify's GraphQL tells it.
record VariantNode(
        String id,
        @Nullable String sku,
        @Nullable String barcode,
        String title,
        String inventoryPolicy,
        ProductNode product,
        ItemNode inventoryItem) {
    /// What Shopify calls the one variant of a product without options.
    private static final String ONLY_ONE = "Default Title";

    record ProductNode(String id, String title, String vendor, String productType, List<String> tags) {}

    record Page(List<VariantNode> nodes, ItemNode.PageInfo pageInfo) {}

    /// @throws JsonProcessingException if it is anything else
    static Page page(JsonNode node) throws JsonProcessingException {
        return ItemNode.JSON.treeToValue(node, Page.class);
    }

    long variantId() {
        return Gid.number("ProductVariant", id);
    }

    Variant variant(List<String> collections) {
        return new Variant(
                variantId(),
                inventoryItem.itemId(),
                text(sku),
                text(title.equals(ONLY_ONE) ? product.title() : product.title() + " - " + title),
                text(product.vendor()),
                text(product.productType()),
                product.tags().stream().map(VariantNode::text).toList(),
                text(barcode),
                collections.stream().map(VariantNode::text).toList(),
                inventoryPolicy.equals("CONTINUE"));
    }

    /// Without what a database may refuse.
    private static String text(@Nullable String given) {
        return PlainText.of(Objects.requireNonNullElse(given, ""));
    }
}
