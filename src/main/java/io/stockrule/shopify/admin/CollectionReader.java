package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.ledger.ShopCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads which collections products are in.
public final class CollectionReader {
    /// Of a product, in the first request.
    private static final int FIRST = 20;

    /// Of a product, in further requests.
    private static final int MORE = 250;

    /// The variants of a product may be spread over a few parts of a shop.
    private static final int KEPT = 1_000;

    private final PatientShopify shopify;
    private final Budget products;
    private final Budget single;
    private final Map<String, List<ShopCollection>> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ShopCollection>> eldest) {
            return size() > KEPT;
        }
    };

    public CollectionReader(PatientShopify shopify) {
        this.shopify = shopify;
        double product = 3 + FIRST; // itself, connection of 2, and its nodes
        this.products = shopify.budget((int) (990 / product), product);
        this.single = shopify.budget(1, 3 + MORE);
    }

    /// By the products' global ids; none for a product that has just been deleted.
    ///
    /// What was read is remembered until [#forget].
    public Map<String, List<ShopCollection>> of(Collection<String> asked) throws Stopped, InterruptedException {
        var found = new HashMap<String, List<ShopCollection>>();
        var missing = new ArrayList<String>();
        for (var product : new LinkedHashSet<>(asked)) {
            var its = known.get(product);
            if (its == null) {
                missing.add(product);
            } else {
                found.put(product, its);
            }
        }
        for (int from = 0; from < missing.size(); ) {
            var rest = missing.subList(from, missing.size());
            var answer = shopify.ask(
                    products,
                    Documents.PRODUCT_COLLECTIONS,
                    rest.size(),
                    items -> Map.of("ids", List.copyOf(rest.subList(0, items)), "first", FIRST));
            for (var product : answer.data().path("nodes")) {
                if (!product.isNull()) {
                    found.put(product.path("id").asText(), collections(product));
                }
            }
            from += answer.items();
        }
        known.putAll(found);
        return found;
    }

    /// Whoever asks next wants to know what is so now.
    public void forget() {
        known.clear();
    }

    private List<ShopCollection> collections(JsonNode product) throws Stopped, InterruptedException {
        var collections = new ArrayList<ShopCollection>();
        for (@Nullable JsonNode page = product;
                page != null;
                page = next(product.path("id").asText(), page)) {
            for (var node : page.at("/collections/nodes")) {
                collections.add(collection(node));
            }
        }
        return List.copyOf(collections);
    }

    private static ShopCollection collection(JsonNode node) throws Stopped {
        try {
            return new ShopCollection(
                    Gid.number("Collection", node.path("id").asText()),
                    ProductNode.text(node.path("title").asText()));
        } catch (IllegalArgumentException e) {
            throw Stopped.unreadable(e);
        }
    }

    private @Nullable JsonNode next(String product, JsonNode page) throws Stopped, InterruptedException {
        var info = page.at("/collections/pageInfo");
        if (!info.path("hasNextPage").asBoolean()) {
            return null;
        }
        var variables = Map.<String, Object>of(
                "ids",
                List.of(product),
                "first",
                MORE,
                "after",
                info.path("endCursor").asText());
        return shopify.ask(single, Documents.PRODUCT_COLLECTIONS, 1, _ -> variables)
                .data()
                .at("/nodes/0");
    }
}
