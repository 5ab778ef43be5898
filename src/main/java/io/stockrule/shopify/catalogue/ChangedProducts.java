package io.stockrule.shopify.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.admin.ProductNode;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.MetafieldTexts;
import io.stockrule.stock.ledger.Products.Shown;
import io.stockrule.stock.ledger.ShopCollections;
import io.stockrule.stock.ledger.Variant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks a shop which products, variants and items have changed since a moment, and which collections it has.
final class ChangedProducts {
    /// Points of one question: a hundred products, variants with product and item, items, and collections with count.
    private static final int POINTS = 715;

    /// What of these each object in a page of all four kinds costs.
    private static final int POINTS_OF_EACH = 7;

    /// Points that one query may cost, with some room below Shopify's 1,000.
    private static final int MOST_POINTS = 990;

    /// Of each kind, in one answer.
    private static final int PAGE = 100;

    /// Cursors lead nobody past so many (https://shopify.dev/docs/api/usage/limits).
    private static final int MOST_OF_A_KIND = 25_000;

    private final PatientShopify shopify;
    private final ShopKey shop;
    private final Instant since;
    private final Budget budget;
    private final String document;
    private final int page;

    ChangedProducts(PatientShopify shopify, ShopKey shop, Instant since, Metafields metafields) {
        this.shopify = shopify;
        this.shop = shop;
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
        double points = POINTS + PAGE * 2.0 * metafields.points();
        this.page = points <= MOST_POINTS
                ? PAGE
                : (MOST_POINTS - POINTS + PAGE * POINTS_OF_EACH) / (POINTS_OF_EACH + 2 * metafields.points());
        this.budget = shopify.budget(1, Math.min(points, MOST_POINTS));
        this.document = metafields
                .in(Documents.CATALOGUE_CHANGED_SINCE)
                .replace("first: " + PAGE + ",", "first: " + page + ",");
    }

    /// What one answer shows.
    ///
    /// @param tracked whether Shopify counts each of the items
    /// @param collections whether they changed or not
    /// @param all how many variants the shop has
    record Page(
            List<Shown> products,
            List<Variant> variants,
            Map<ItemKey, Boolean> tracked,
            List<ShopCollections.Shown> collections,
            long all) {}

    /// Takes what one answer shows, before the next question.
    interface Taker {
        void take(Page page);
    }

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private record Changed(@Nullable Instant updatedAt) {}

    private record VariantNode(
            String id,
            @Nullable String sku,
            @Nullable String barcode,
            String title,
            String inventoryPolicy,
            boolean requiresComponents,
            ProductRef product,
            ItemRef inventoryItem) {}

    private record ProductRef(String id, String title) {}

    private record ItemRef(String id) {}

    private record TrackedNode(String id, boolean tracked) {}

    /// @return false if more has changed than can be read in a row
    boolean read(Taker taker) throws Stopped, InterruptedException {
        var variables = new HashMap<String, Object>();
        variables.put("filter", "updated_at:>='%s'".formatted(since));
        for (int i = 0; i < MOST_OF_A_KIND / page; i++) {
            var data = shopify.ask(budget, document, 1, _ -> variables).data();
            taker.take(page(data));
            boolean more = next(variables, "products", data.path("products"));
            more |= next(variables, "variants", data.path("productVariants"));
            more |= next(variables, "items", data.path("inventoryItems"));
            more |= next(variables, "collections", data.path("collections"));
            if (!more) {
                return true;
            }
        }
        return false;
    }

    /// What has been read to its end is asked for after its end, which is empty.
    private static boolean next(Map<String, Object> variables, String name, JsonNode connection) {
        var end = connection.at("/pageInfo/endCursor");
        if (end.isTextual()) {
            variables.put(name, end.asText());
        }
        return connection.at("/pageInfo/hasNextPage").asBoolean();
    }

    private Page page(JsonNode data) throws Stopped {
        try {
            var products = new ArrayList<Shown>();
            for (var node : data.at("/products/nodes")) {
                products.add(product(changed(node, ProductNode.class), Metafields.texts(node, NOTHING)));
            }
            var variants = new ArrayList<Variant>();
            for (var node : data.at("/productVariants/nodes")) {
                variants.add(variant(changed(node, VariantNode.class)).with(Metafields.texts(NOTHING, node)));
            }
            var tracked = new HashMap<ItemKey, Boolean>();
            for (var node : data.at("/inventoryItems/nodes")) {
                var item = changed(node, TrackedNode.class);
                tracked.put(shop.item(Gid.number("InventoryItem", item.id())), item.tracked());
            }
            var collections = new ArrayList<ShopCollections.Shown>();
            data.at("/collections/nodes").forEach(node -> collections.add(CollectionsReader.shown(node)));
            return new Page(
                    products,
                    variants,
                    tracked,
                    collections,
                    data.at("/productVariantsCount/count").asLong());
        } catch (JsonProcessingException | RuntimeException e) {
            throw Stopped.unreadable(e);
        }
    }

    /// Shopify ignores a filter that it does not understand, and shows everything.
    private <T> T changed(JsonNode node, Class<T> type) throws JsonProcessingException {
        var at = ItemNode.JSON.treeToValue(node, Changed.class).updatedAt();
        if (at == null || at.isBefore(since)) {
            throw new IllegalArgumentException(
                    "%s changed at %s, asked for what did since %s".formatted(node.path("id"), at, since));
        }
        return ItemNode.JSON.treeToValue(node, type);
    }

    private static Shown product(ProductNode node, @Nullable MetafieldTexts metafields) {
        var said = node.variant(0, 0, "", "", "Default Title", "", List.of());
        return new Shown(
                node.productId(),
                said.title(),
                said.vendor(),
                said.productType(),
                said.tags(),
                said.productStatus(),
                Objects.requireNonNullElse(metafields, MetafieldTexts.NEVER_ASKED));
    }

    private static Variant variant(VariantNode node) {
        var variant = new ProductNode(node.product().id(), node.product().title(), "", "", List.of(), "", false)
                .variant(
                        Gid.number("ProductVariant", node.id()),
                        Gid.number("InventoryItem", node.inventoryItem().id()),
                        node.sku(),
                        node.barcode(),
                        node.title(),
                        node.inventoryPolicy(),
                        List.of());
        return node.requiresComponents() ? variant.bundleOf(List.of()) : variant;
    }
}
