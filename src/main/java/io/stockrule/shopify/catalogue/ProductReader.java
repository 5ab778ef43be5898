package io.stockrule.shopify.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.BundleReader;
import io.stockrule.shopify.admin.CollectionReader;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.admin.ProductNode;
import io.stockrule.stock.ledger.ShopCollection;
import io.stockrule.stock.ledger.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what products and all of their variants are.
final class ProductReader {
    /// Products in one question.
    static final int MOST_AT_ONCE = 20;

    /// Variants that come with a product; few have more.
    private static final int FIRST = 10;

    /// Variants of a product in further questions (https://shopify.dev/docs/api/usage/limits).
    private static final int MORE = 250;

    /// Points that one query may cost, with some room below Shopify's 1,000.
    private static final int POINTS = 990;

    private final PatientShopify shopify;
    private final String document;
    private final int further;
    private final Budget products;
    private final Budget single;
    private final CollectionReader collections;
    private final BundleReader bundles;

    ProductReader(PatientShopify shopify, Metafields metafields) {
        this.shopify = shopify;
        double variant = 2.0 + metafields.points(); // itself and its item
        double product = 3.0 + metafields.points();
        this.further = Math.min(MORE, (int) ((POINTS - product) / variant));
        this.products = shopify.budget(
                Math.clamp((int) (POINTS / (product + FIRST * variant)), 1, MOST_AT_ONCE), product + FIRST * variant);
        this.single = shopify.budget(1, product + further * variant);
        this.document = metafields.in(Documents.PRODUCT_FACTS);
        this.collections = new CollectionReader(shopify);
        this.bundles = new BundleReader(shopify);
    }

    /// @param asked how many of the products were asked about, the first ones
    /// @param variants all variants of those
    record Read(int asked, List<Variant> variants) {}

    private record VariantNode(
            String id,
            @Nullable String sku,
            @Nullable String barcode,
            String title,
            String inventoryPolicy,
            boolean requiresComponents,
            ItemId inventoryItem) {}

    private record ItemId(String id) {}

    private record VariantPage(List<JsonNode> nodes, ItemNode.PageInfo pageInfo) {}

    /// A product as it was told, and all of its variants.
    private record Told(JsonNode product, List<JsonNode> variants) {}

    /// Asks about the first of these products, as many as may be asked about now.
    Read read(List<Long> productIds) throws Stopped, InterruptedException {
        var gids = productIds.stream().map(Gid::product).toList();
        var answer = shopify.ask(
                products, document, gids.size(), items -> Map.of("ids", gids.subList(0, items), "variants", FIRST));
        var nodes = answer.data().path("nodes");
        if (nodes.size() != answer.items()) {
            throw Stopped.unreadable(
                    new IllegalArgumentException("%d nodes for %d ids".formatted(nodes.size(), answer.items())));
        }
        try {
            return new Read(answer.items(), variants(nodes));
        } catch (JsonProcessingException | RuntimeException e) {
            throw Stopped.unreadable(e);
        }
    }

    private List<Variant> variants(JsonNode nodes) throws JsonProcessingException, Stopped, InterruptedException {
        var found = new HashMap<String, Told>();
        for (var node : nodes) {
            if (!node.isNull()) {
                var product = ItemNode.JSON.treeToValue(node, ProductNode.class);
                found.put(product.id(), new Told(node, variants(product.id(), node)));
            }
        }
        collections.forget();
        var inCollections = collections.of(found.keySet());
        var all = new ArrayList<Variant>();
        var isBundle = new ArrayList<Boolean>();
        for (var told : found.values()) {
            var product = ItemNode.JSON.treeToValue(told.product(), ProductNode.class);
            for (var each : told.variants()) {
                var variant = ItemNode.JSON.treeToValue(each, VariantNode.class);
                all.add(variant(product, variant, inCollections.getOrDefault(product.id(), List.of()))
                        .with(Metafields.texts(told.product(), each)));
                isBundle.add(variant.requiresComponents());
            }
        }
        return bundles.complete(all, isBundle);
    }

    private List<JsonNode> variants(String product, JsonNode first)
            throws JsonProcessingException, Stopped, InterruptedException {
        var page = ItemNode.JSON.treeToValue(first.path("variants"), VariantPage.class);
        var all = new ArrayList<>(page.nodes());
        while (page.pageInfo().hasNextPage()) {
            var after = Objects.requireNonNull(page.pageInfo().endCursor(), "endCursor");
            var more = shopify.ask(
                            single,
                            document,
                            1,
                            _ -> Map.of("ids", List.of(product), "variants", further, "after", after))
                    .data()
                    .at("/nodes/0");
            if (more.isNull()) {
                return List.of(); // deleted meanwhile
            }
            page = ItemNode.JSON.treeToValue(more.path("variants"), VariantPage.class);
            all.addAll(page.nodes());
        }
        return all;
    }

    private static Variant variant(ProductNode product, VariantNode variant, List<ShopCollection> collections) {
        return product.variant(
                Gid.number("ProductVariant", variant.id()),
                Gid.number("InventoryItem", variant.inventoryItem().id()),
                variant.sku(),
                variant.barcode(),
                variant.title(),
                variant.inventoryPolicy(),
                collections);
    }
}
