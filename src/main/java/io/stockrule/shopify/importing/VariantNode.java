package io.stockrule.shopify.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.ProductNode;
import io.stockrule.stock.ledger.ShopCollection;
import io.stockrule.stock.ledger.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variant as Shopify's GraphQL tells it.
record VariantNode(
        String id,
        @Nullable String sku,
        @Nullable String barcode,
        String title,
        String inventoryPolicy,
        boolean requiresComponents,
        ProductNode product,
        ItemNode inventoryItem) {
    record Page(List<VariantNode> nodes, ItemNode.PageInfo pageInfo) {}

    /// @throws JsonProcessingException if it is anything else
    static Page page(JsonNode node) throws JsonProcessingException {
        return ItemNode.JSON.treeToValue(node, Page.class);
    }

    long variantId() {
        return Gid.number("ProductVariant", id);
    }

    Variant variant(List<ShopCollection> collections) {
        return product.variant(variantId(), inventoryItem.itemId(), sku, barcode, title, inventoryPolicy, collections);
    }
}
