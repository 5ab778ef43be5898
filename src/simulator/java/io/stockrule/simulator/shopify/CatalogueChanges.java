package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Store;
import io.stockrule.simulator.shopify.Stock.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes what a shop sells and from where: the change and its webhooks in one transaction. Shopify tells of a variant
/// that comes, changes or goes as of a change of its product.
final class CatalogueChanges {
    private final Store store;
    private final InstantSource clock;
    private final Stock stock;
    private final Webhooks webhooks;

    CatalogueChanges(Store store, InstantSource clock, Stock stock, Webhooks webhooks) {
        this.store = store;
        this.clock = clock;
        this.stock = stock;
        this.webhooks = webhooks;
    }

    /// What of a product is changed; what is absent stays.
    record ProductChange(
            Optional<String> title,
            Optional<String> vendor,
            Optional<String> productType,
            Optional<List<String>> tags,
            Optional<String> status,
            Optional<List<String>> collections,
            Optional<Map<String, String>> metafields) {
        static ProductChange ofCollections(List<String> titles) {
            return new ProductChange(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(titles),
                    Optional.empty());
        }

        /// Who is in a collection is said of the collection, not of the product.
        boolean isOfCollectionsAlone() {
            return collections.isPresent() && equals(ofCollections(collections.get()));
        }

        ShopVariant on(ShopVariant variant) {
            return new ShopVariant(
                    variant.item(),
                    variant.id(),
                    variant.product(),
                    variant.sku(),
                    title.orElse(variant.productTitle()),
                    variant.title(),
                    vendor.orElse(variant.vendor()),
                    productType.orElse(variant.productType()),
                    tags.orElse(variant.tags()),
                    status.orElse(variant.status()),
                    variant.inventoryPolicy(),
                    variant.tracked(),
                    variant.barcode(),
                    collections.orElse(variant.collections()),
                    variant.parts(),
                    variant.giftCard(),
                    variant.metafields(),
                    metafields.orElse(variant.productMetafields()));
        }
    }

    /// @return how many variants it has
    int change(ShopAccount shop, long product, ProductChange change) {
        return store.with(_ -> {
            var variants = variants(shop, product);
            variants.forEach(variant -> stock.put(shop.domain(), change.on(variant)));
            change.collections()
                    .ifPresent(
                            after -> tellCollections(shop, variants.getFirst().collections(), after));
            if (!change.isOfCollectionsAlone()) {
                changed(shop, Kind.PRODUCT, product);
                tellProduct(shop, product);
            }
            return variants.size();
        });
    }

    /// Takes all products out of a collection, which ends it.
    void deleteCollection(ShopAccount shop, long id) {
        store.use(_ -> {
            var title = stock.collections(shop.domain()).stream()
                    .filter(it -> Ids.collection(it) == id)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such collection: " + id));
            for (var product : stock.productsOf(shop.domain(), title, 0, Integer.MAX_VALUE)) {
                var rest = product.collections().stream()
                        .filter(it -> !it.equals(title))
                        .toList();
                variants(shop, product.product())
                        .forEach(variant -> stock.put(
                                shop.domain(), ProductChange.ofCollections(rest).on(variant)));
            }
            webhooks.queue(shop, "collections/delete", WebhookBodies.deleted(id));
        });
    }

    private void tellCollections(ShopAccount shop, List<String> before, List<String> after) {
        Stream.concat(before.stream(), after.stream())
                .distinct()
                .filter(title -> before.contains(title) != after.contains(title))
                .forEach(title -> {
                    changed(shop, Kind.COLLECTION, Ids.collection(title));
                    webhooks.queue(shop, "collections/update", WebhookBodies.collection(shop, title, clock.instant()));
                });
    }

    /// Replaces a variant that there is, item and product stay.
    void change(ShopAccount shop, ShopVariant before, ShopVariant after) {
        store.use(_ -> {
            stock.put(shop.domain(), after);
            if (!before.sku().equals(after.sku()) || before.tracked() != after.tracked()) {
                changed(shop, Kind.ITEM, after.item());
                webhooks.queue(shop, "inventory_items/update", WebhookBodies.item(shop, after, clock.instant()));
            }
            if (!before.equals(withCountingOf(before, after))) {
                changed(shop, Kind.VARIANT, after.id());
                changed(shop, Kind.PRODUCT, after.product());
                tellProduct(shop, after.product());
            }
        });
    }

    /// Whether it is counted belongs to the item, not to the product.
    private static ShopVariant withCountingOf(ShopVariant counted, ShopVariant variant) {
        return new ShopVariant(
                variant.item(),
                variant.id(),
                variant.product(),
                variant.sku(),
                variant.productTitle(),
                variant.title(),
                variant.vendor(),
                variant.productType(),
                variant.tags(),
                variant.status(),
                variant.inventoryPolicy(),
                counted.tracked(),
                variant.barcode(),
                variant.collections(),
                variant.parts(),
                variant.giftCard(),
                variant.metafields(),
                variant.productMetafields());
    }

    /// Tells of products that have come.
    void created(ShopAccount shop, List<ShopVariant> variants) {
        variants.forEach(variant -> {
            changed(shop, Kind.VARIANT, variant.id());
            changed(shop, Kind.ITEM, variant.item());
        });
        variants.stream().map(ShopVariant::product).distinct().forEach(product -> {
            changed(shop, Kind.PRODUCT, product);
            webhooks.queue(
                    shop, "products/create", WebhookBodies.product(shop, variants(shop, product), clock.instant()));
        });
    }

    private void changed(ShopAccount shop, Kind kind, long id) {
        stock.changed(shop.domain(), kind, id, clock.instant());
    }

    void deleteProduct(ShopAccount shop, long product) {
        store.use(_ -> {
            variants(shop, product).forEach(variant -> remove(shop, variant));
            webhooks.queue(shop, "products/delete", WebhookBodies.deleted(product));
        });
    }

    void deleteVariant(ShopAccount shop, ShopVariant variant) {
        store.use(_ -> {
            remove(shop, variant);
            changed(shop, Kind.PRODUCT, variant.product());
            if (stock.variantOfProduct(shop.domain(), variant.product()).isPresent()) {
                tellProduct(shop, variant.product());
            } else {
                webhooks.queue(shop, "products/delete", WebhookBodies.deleted(variant.product()));
            }
        });
    }

    private void remove(ShopAccount shop, ShopVariant variant) {
        stock.remove(shop.domain(), variant);
        webhooks.queue(shop, "inventory_items/delete", WebhookBodies.deleted(variant.item()));
    }

    /// @param before empty for one that is new
    void put(ShopAccount shop, Optional<ShopLocation> before, ShopLocation after) {
        store.use(_ -> {
            stock.put(shop.domain(), after);
            webhooks.queue(shop, topic(before, after), WebhookBodies.location(shop, after, clock.instant()));
        });
    }

    private static String topic(Optional<ShopLocation> before, ShopLocation after) {
        if (before.isEmpty()) {
            return "locations/create";
        }
        if (before.get().active() == after.active()) {
            return "locations/update";
        }
        return after.active() ? "locations/activate" : "locations/deactivate";
    }

    void delete(ShopAccount shop, ShopLocation location) {
        store.use(_ -> {
            stock.remove(shop.domain(), location);
            webhooks.queue(shop, "locations/delete", WebhookBodies.deleted(location.id()));
        });
    }

    private void tellProduct(ShopAccount shop, long product) {
        webhooks.queue(shop, "products/update", WebhookBodies.product(shop, variants(shop, product), clock.instant()));
    }

    private List<ShopVariant> variants(ShopAccount shop, long product) {
        var variants = stock.variantsOfProduct(shop.domain(), product);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("no such product: " + product);
        }
        return variants;
    }
}
