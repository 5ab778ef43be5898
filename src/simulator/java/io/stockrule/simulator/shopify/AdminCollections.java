package io.stockrule.simulator.shopify;

import graphql.schema.DataFetchingEnvironment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Admin API's collections. They have no ids of their own here, only titles, and one without products is gone.
final class AdminCollections {
    private final Stock stock;

    AdminCollections(Stock stock) {
        this.stock = stock;
    }

    /// All of the shop.
    Map<String, Object> list(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env);
        return page(env, stock.collections(shop.domain()));
    }

    @Nullable
    Map<String, Object> find(DataFetchingEnvironment env) {
        return title(AdminFields.shopOf(env), Ids.number("Collection", AdminFields.text(env, "id")))
                .map(AdminNodes::collection)
                .orElse(null);
    }

    private Optional<String> title(ShopAccount shop, long id) {
        return stock.collections(shop.domain()).stream()
                .filter(title -> Ids.collection(title) == id)
                .findFirst();
    }

    Map<String, Object> ofProduct(DataFetchingEnvironment env) {
        return page(env, AdminFields.self(env, ShopVariant.class).collections());
    }

    private static Map<String, Object> page(DataFetchingEnvironment env, List<String> titles) {
        var found = titles.stream()
                .sorted(Comparator.comparingLong(Ids::collection))
                .filter(title -> Ids.collection(title) > AdminPage.after(env))
                .toList();
        return AdminPage.of(env, found, Ids::collection, AdminNodes::collection);
    }

    Map<String, Object> products(DataFetchingEnvironment env) {
        var found = stock.productsOf(
                AdminFields.shopOf(env).domain(),
                AdminFields.self(env, String.class),
                AdminPage.after(env),
                AdminPage.first(env) + 1);
        return AdminPage.of(env, found, ShopVariant::product, AdminNodes::product);
    }

    Map<String, Object> count(DataFetchingEnvironment env) {
        int products = stock.productCount(AdminFields.shopOf(env).domain(), AdminFields.self(env, String.class));
        return Map.of("count", products, "precision", "EXACT");
    }

    String updated(DataFetchingEnvironment env) {
        long id = Ids.collection(AdminFields.self(env, String.class));
        return stock.changedAt(AdminFields.shopOf(env).domain(), Stock.Kind.COLLECTION, id)
                .toString();
    }
}
