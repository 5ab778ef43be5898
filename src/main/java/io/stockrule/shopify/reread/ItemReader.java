package io.stockrule.shopify.reread;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.Cost;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.Reply;
import io.stockrule.stock.ledger.ItemRead;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads all stock of inventory items from Shopify.
@ApplicationScoped
class ItemReader {
    /// Levels per item in the first request: more would make it dearer, and few items have more.
    private static final int LEVELS = 5;

    private final GraphQl shopify;

    ItemReader(GraphQl shopify) {
        this.shopify = shopify;
    }

    sealed interface Result {
        /// All items that were asked for, by id.
        record Found(Map<Long, ItemRead> items, Optional<Cost> cost) implements Result {}

        record Nothing(Reply reply) implements Result {}
    }

    Result read(ShopLogin login, Collection<Long> items) {
        var gids = items.stream().map(Gid::item).toList();
        var reply = shopify.ask(login, Documents.INVENTORY_ITEMS_STOCK, Map.of("ids", gids, "levels", LEVELS));
        if (!(reply instanceof Reply.Data data)) {
            return new Result.Nothing(reply);
        }
        try {
            return read(login, items, data);
        } catch (JsonProcessingException | RuntimeException e) {
            return new Result.Nothing(new Reply.Failed("Shopify's answer cannot be read: " + e.getMessage()));
        } catch (Incomplete e) {
            return new Result.Nothing(e.reply);
        }
    }

    private Result read(ShopLogin login, Collection<Long> items, Reply.Data data)
            throws JsonProcessingException, Incomplete {
        var nodes = data.data().path("nodes");
        if (nodes.size() != items.size()) {
            throw new IllegalArgumentException("%d nodes for %d ids".formatted(nodes.size(), items.size()));
        }
        var found = new HashMap<Long, ItemRead>();
        items.forEach(item -> found.put(item, ItemRead.GONE));
        for (var node : nodes) {
            if (!node.isNull()) {
                var item = ItemNode.of(node);
                found.put(item.itemId(), complete(login, item));
            }
        }
        return new Result.Found(found, data.cost());
    }

    private ItemRead complete(ShopLogin login, ItemNode item) throws JsonProcessingException, Incomplete {
        var levels = item.levels();
        var page = item;
        while (page.nextPage().isPresent()) {
            page = ItemNode.of(page(login, item, page.nextPage().get()));
            levels.putAll(page.levels());
        }
        return new ItemRead(item.tracked(), levels);
    }

    private JsonNode page(ShopLogin login, ItemNode item, String after) throws Incomplete {
        var variables = Map.<String, Object>of("id", item.id(), "levels", ItemNode.LEVELS_PER_PAGE, "after", after);
        var reply = shopify.ask(login, Documents.INVENTORY_ITEM_STOCK, variables);
        if (reply instanceof Reply.Data data) {
            return data.data().path("inventoryItem");
        }
        throw new Incomplete(reply);
    }

    /// A further page could not be had, so nothing is known of the item.
    private static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        Incomplete(Reply reply) {
            this.reply = reply;
        }
    }
}
