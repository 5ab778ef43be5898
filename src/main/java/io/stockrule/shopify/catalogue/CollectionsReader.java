package io.stockrule.shopify.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.admin.ProductNode;
import io.stockrule.stock.ledger.ShopCollection;
import io.stockrule.stock.ledger.ShopCollections.Shown;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads which products are in a collection.
final class CollectionsReader {
    /// Of one query.
    private static final int PAGE = 250;

    /// Cursors lead nobody past 25,000 (https://shopify.dev/docs/api/usage/limits).
    private static final int MOST_PAGES = 100;

    private final PatientShopify shopify;
    private final Budget members;

    CollectionsReader(PatientShopify shopify) {
        this.shopify = shopify;
        this.members = shopify.budget(1, 4 + PAGE);
    }

    /// What Shopify says of a collection.
    ///
    /// @param products its products with ids up to `upTo`
    record Members(Shown shown, Set<Long> products, long upTo) {}

    /// @return empty if the shop has no such collection
    Optional<Members> members(long collectionId) throws Stopped, InterruptedException {
        var products = new HashSet<Long>();
        var variables = new HashMap<String, Object>(Map.of("id", Gid.collection(collectionId)));
        long upTo = 0;
        for (int i = 0; true; i++) {
            var node = shopify.ask(members, Documents.COLLECTION_PRODUCTS, 1, _ -> variables)
                    .data()
                    .path("collection");
            if (!node.isObject()) {
                return Optional.empty();
            }
            try {
                for (var product : node.at("/products/nodes")) {
                    long id = Gid.number("Product", product.path("id").asText());
                    products.add(id);
                    upTo = Math.max(upTo, id);
                }
                boolean more = goesOn(node.path("products"), variables);
                if (!more || i == MOST_PAGES - 1) {
                    return Optional.of(new Members(shown(node), products, more ? upTo : Long.MAX_VALUE));
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Stopped.unreadable(e);
            }
        }
    }

    private static boolean goesOn(JsonNode connection, Map<String, Object> variables) {
        variables.put("after", connection.at("/pageInfo/endCursor").asText());
        return connection.at("/pageInfo/hasNextPage").asBoolean();
    }

    /// @throws DateTimeException | IllegalArgumentException if it is none
    static Shown shown(JsonNode node) {
        var title = ProductNode.text(node.path("title").asText());
        var updated = Instant.parse(node.path("updatedAt").asText()).truncatedTo(ChronoUnit.MICROS);
        return new Shown(
                new ShopCollection(Gid.number("Collection", node.path("id").asText()), title),
                node.at("/productsCount/count").asLong(),
                updated);
    }
}
