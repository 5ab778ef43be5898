package io.stockrule.shopify.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.ItemNode.PageInfo;
import io.stockrule.shopify.admin.ItemNode.Quantity;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.ledger.ShownLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks a shop which levels have changed since a moment.
final class ChangeReader {
    /// Locations in one question. With the levels below it costs 800 points, of the 1,000 that one may cost.
    private static final int LOCATIONS = 10;

    /// Levels of each location that come at once; mostly there are none.
    private static final int FIRST = 25;

    /// Level, item and quantity of each.
    private static final int POINTS = 3;

    private static final int PER_PAGE = 250;

    /// Cursors lead nobody past 25,000 (https://shopify.dev/docs/api/usage/limits).
    private static final int MOST_OF_A_LOCATION = 20_000;

    private final PatientShopify shopify;
    private final ShopKey shop;
    private final Instant since;
    private final Budget several;
    private final Budget single;

    ChangeReader(PatientShopify shopify, ShopKey shop, Instant since) {
        this.shopify = shopify;
        this.shop = shop;
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
        this.several = shopify.budget(LOCATIONS, FIRST * POINTS + 5.0);
        this.single = shopify.budget(1, PER_PAGE * POINTS + 5.0);
    }

    private record ChangedNode(
            boolean isActive, @Nullable Instant updatedAt, ItemRef item, List<Quantity> quantities) {}

    private record ItemRef(String id, boolean tracked) {}

    private record Levels(List<ChangedNode> nodes, PageInfo pageInfo) {}

    /// More has changed at one location than can be read in a row.
    static final class TooMany extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Takes what one answer shows, before the next question.
    interface Taker {
        void take(List<ShownLevel> levels);
    }

    /// Reads what has changed at the first of these locations, as many as may be asked for now. Those that Shopify does
    /// not know any more have no changes.
    ///
    /// @return how many locations
    int read(List<Long> locations, Taker taker) throws Stopped, TooMany, InterruptedException {
        var answer = shopify.ask(
                several,
                Documents.LEVELS_CHANGED_SINCE,
                locations.size(),
                items -> Map.of(
                        "ids",
                        locations.subList(0, items).stream().map(Gid::location).toList(),
                        "filter",
                        filter(),
                        "levels",
                        FIRST));
        var first = new LinkedHashMap<Long, Levels>();
        var shown = understood(() -> {
            first.putAll(pages(answer.data().path("nodes"), locations.subList(0, answer.items())));
            var levels = new ArrayList<ShownLevel>();
            first.forEach((location, page) -> levels.addAll(shown(location, page)));
            return levels;
        });
        taker.take(shown);
        for (var location : first.entrySet()) {
            readRest(location.getKey(), location.getValue(), taker);
        }
        return answer.items();
    }

    private void readRest(long location, Levels first, Taker taker) throws Stopped, TooMany, InterruptedException {
        var page = first;
        for (int read = FIRST; page.pageInfo().hasNextPage(); read += PER_PAGE) {
            if (read > MOST_OF_A_LOCATION) {
                throw new TooMany();
            }
            var after = page.pageInfo().endCursor();
            var answer = shopify.ask(
                    single,
                    Documents.LEVELS_CHANGED_AT_LOCATION,
                    1,
                    _ -> Map.of(
                            "id",
                            Gid.location(location),
                            "filter",
                            filter(),
                            "levels",
                            PER_PAGE,
                            "after",
                            Objects.requireNonNull(after, "endCursor")));
            var next = understood(() -> page(answer.data().path("location")));
            taker.take(understood(() -> shown(location, next)));
            page = next;
        }
    }

    private interface Reading<T> {
        T read() throws JsonProcessingException;
    }

    private static <T> T understood(Reading<T> reading) throws Stopped {
        try {
            return reading.read();
        } catch (JsonProcessingException | RuntimeException e) {
            throw Stopped.unreadable(e);
        }
    }

    /// By location.
    private static Map<Long, Levels> pages(JsonNode nodes, List<Long> asked) throws JsonProcessingException {
        if (nodes.size() != asked.size()) {
            throw new IllegalArgumentException("not one node per id");
        }
        var pages = new LinkedHashMap<Long, Levels>();
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.path(i).isNull()) {
                pages.put(asked.get(i), page(nodes.path(i)));
            }
        }
        return pages;
    }

    private static Levels page(JsonNode location) throws JsonProcessingException {
        return ItemNode.JSON.treeToValue(location.path("inventoryLevels"), Levels.class);
    }

    private List<ShownLevel> shown(long location, Levels page) {
        return page.nodes().stream().map(node -> shown(location, node)).toList();
    }

    /// Shopify ignores a filter that it does not understand, and shows everything.
    private ShownLevel shown(long location, ChangedNode node) {
        var level = ItemNode.read(node.updatedAt(), node.quantities());
        if (level.updatedAt().isBefore(since)) {
            throw new IllegalArgumentException(
                    "a level that changed at %s, asked for those since %s".formatted(level.updatedAt(), since));
        }
        return new ShownLevel(
                shop.item(Gid.number("InventoryItem", node.item().id())),
                location,
                node.isActive(),
                node.item().tracked(),
                level);
    }

    private String filter() {
        return "updated_at:>='%s'".formatted(since);
    }
}
