package io.stockrule.shopify.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.BundleReader;
import io.stockrule.shopify.admin.CollectionReader;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Answer;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.ledger.ItemRead;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a shop from Shopify, part by part.
final class ImportReader implements ImportPage.Source {
    /// Points that one query may cost, with some room below Shopify's 1,000.
    private static final int POINTS = 990;

    /// What one that costs so much takes at the least, about; a second one for the collections is in it.
    private static final double SECONDS_PER_QUESTION = 0.5;

    /// Most levels of an item that come with its variant.
    private static final int MOST_LEVELS = 25;

    /// Most nodes of a connection and most ids in a list (https://shopify.dev/docs/api/usage/limits).
    private static final int MOST_AT_ONCE = 250;

    private final PatientShopify shopify;
    private final ShopKey shop;
    private final Budget single;
    private final Budget variants;
    private final CollectionReader collections;
    private final BundleReader bundles;
    private final int levels;

    private final double pointsOfVariant;
    private final String document;

    /// @param locations how many the shop has
    ImportReader(PatientShopify shopify, ShopKey shop, int locations, Metafields metafields) {
        this.shopify = shopify;
        this.shop = shop;
        this.levels = Math.clamp(locations, 1, MOST_LEVELS);
        // itself, product, item, connection of 2, and level, location, quantity; metafields of itself and product
        this.pointsOfVariant = 5 + 3.0 * levels + 2 * metafields.points();
        this.document = metafields.in(Documents.VARIANT_STOCK_PAGE);
        this.variants = shopify.budget(Math.clamp((int) (POINTS / pointsOfVariant), 1, MOST_AT_ONCE), pointsOfVariant);
        this.single = shopify.budget(1, ItemNode.LEVELS_PER_PAGE * 3);
        this.collections = new CollectionReader(shopify);
        this.bundles = new BundleReader(shopify);
    }

    /// @param timeZone such as `Europe/Berlin`
    record Grant(String timeZone, Set<String> scopes) {}

    static Grant grant(PatientShopify shopify) throws Stopped, InterruptedException {
        var data = shopify.ask(shopify.budget(1, 5), Documents.SHOP_AND_GRANT, 1, _ -> Map.of())
                .data();
        var scopes = new HashSet<String>();
        data.at("/currentAppInstallation/accessScopes")
                .forEach(scope -> scopes.add(scope.path("handle").asText()));
        return new Grant(data.at("/shop/ianaTimezone").asText(), scopes);
    }

    static long count(PatientShopify shopify) throws Stopped, InterruptedException {
        return shopify.ask(shopify.budget(1, 5), Documents.VARIANT_COUNT, 1, _ -> Map.of())
                .data()
                .at("/productVariantsCount/count")
                .asLong();
    }

    /// How long it takes to read so many variants, by what Shopify allows and by what questions take.
    Duration takes(long variants) {
        double points = variants * pointsOfVariant;
        double seconds = shopify.restoreRate().isPresent()
                ? points / shopify.restoreRate().getAsDouble()
                : 0;
        double questions = points / POINTS * SECONDS_PER_QUESTION;
        return Duration.ofMillis((long) (1000 * Math.max(seconds, questions)));
    }

    /// @param most is of no account: what a question costs makes it as large as may be
    @Override
    public ImportPage page(long after, int most) throws Stopped, InterruptedException {
        var answer = shopify.ask(
                variants,
                document,
                MOST_AT_ONCE,
                first -> Map.of("first", first, "filter", "id:>" + after, "levels", levels));
        try {
            return page(answer, after);
        } catch (JsonProcessingException | RuntimeException e) {
            throw Stopped.unreadable(e);
        }
    }

    private ImportPage page(Answer answer, long after) throws JsonProcessingException, Stopped, InterruptedException {
        var page = VariantNode.page(answer.data().path("productVariants"));
        checkOrder(page.nodes(), after);
        boolean last = !page.pageInfo().hasNextPage();
        if (page.nodes().isEmpty() && !last) {
            throw new IllegalArgumentException("an empty page that is not the last one");
        }
        var inCollections = collections.of(
                page.nodes().stream().map(node -> node.product().id()).toList());
        var found = new ArrayList<Variant>();
        var items = new HashMap<Long, ItemRead>();
        var told = answer.data().at("/productVariants/nodes").elements();
        for (var node : page.nodes()) {
            var all = told.next();
            found.add(node.variant(inCollections.getOrDefault(node.product().id(), List.of()))
                    .with(Metafields.texts(all.path("product"), all)));
            items.put(node.inventoryItem().itemId(), complete(node.inventoryItem()));
        }
        var complete = bundles.complete(
                found,
                page.nodes().stream().map(VariantNode::requiresComponents).toList());
        return new ImportPage(
                new ShopPart(shop.merchantId(), shop.shopId(), complete, items, answer.askedAt()), after, last);
    }

    /// Shopify ignores a filter that it does not understand, and then we would read the same for ever.
    private static void checkOrder(List<VariantNode> nodes, long after) {
        long before = after;
        for (var node : nodes) {
            if (node.variantId() <= before) {
                throw new IllegalArgumentException("variant %s is not after %d".formatted(node.id(), before));
            }
            before = node.variantId();
        }
    }

    private ItemRead complete(ItemNode item) throws JsonProcessingException, Stopped, InterruptedException {
        var found = item.levels();
        var page = item;
        for (@Nullable String after = page.nextPage().orElse(null); after != null; ) {
            var variables = Map.<String, Object>of("id", item.id(), "levels", ItemNode.LEVELS_PER_PAGE, "after", after);
            var answer = shopify.ask(single, Documents.INVENTORY_ITEM_STOCK, 1, _ -> variables);
            page = ItemNode.of(answer.data().path("inventoryItem"));
            found.putAll(page.levels());
            after = page.nextPage().orElse(null);
        }
        return new ItemRead(item.tracked(), found);
    }
}
