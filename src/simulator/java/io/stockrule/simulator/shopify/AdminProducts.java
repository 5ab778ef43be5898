package io.stockrule.simulator.shopify;

import graphql.schema.DataFetchingEnvironment;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Admin API's products with their variants and collections.
final class AdminProducts {
    private static final Pattern SKU = Pattern.compile("sku:'?([^']*)'?");
    private static final Pattern ID_FROM = Pattern.compile("id:>(\\d+)");

    private final Stock stock;

    AdminProducts(Stock stock) {
        this.stock = stock;
    }

    @Nullable
    Map<String, Object> variant(DataFetchingEnvironment env) {
        return variant(AdminFields.shopOf(env), Ids.number("ProductVariant", AdminFields.text(env, "id")));
    }

    @Nullable
    Map<String, Object> variant(ShopAccount shop, long id) {
        return stock.stockedAfter(shop.domain(), id - 1, 1).stream()
                .filter(stocked -> stocked.variant().id() == id)
                .findFirst()
                .map(AdminNodes::variant)
                .orElse(null);
    }

    /// Of Shopify's search syntax the fields `sku` and `id`; as there, an unknown field is ignored and finds
    /// everything.
    Map<String, Object> variants(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env).domain();
        var query = AdminFields.text(env, "query");
        var sku = SKU.matcher(query);
        var idFrom = ID_FROM.matcher(query);
        long after = Math.max(AdminPage.after(env), idFrom.find() ? Long.parseLong(idFrom.group(1)) : 0);
        var found = sku.find()
                ? stock.variantOfSku(shop, sku.group(1)).stream()
                        .map(variant -> new Stocked(variant, stock.levels(shop, variant.item())))
                        .toList()
                : stock.stockedAfter(shop, after, AdminPage.first(env) + 1L);
        return AdminPage.of(env, found, stocked -> stocked.variant().id(), AdminNodes::variant);
    }

    Map<String, Object> node(ShopAccount shop, ShopVariant variant) {
        return AdminNodes.variant(new Stocked(variant, stock.levels(shop.domain(), variant.item())));
    }

    Map<String, Object> count(DataFetchingEnvironment env) {
        long count = stock.variantCount(AdminFields.shopOf(env).domain());
        Integer limit = env.getArgument("limit");
        boolean exact = limit == null || count <= limit;
        return Map.of("count", exact ? count : limit, "precision", exact ? "EXACT" : "AT_LEAST");
    }

    @Nullable
    Map<String, Object> product(ShopAccount shop, long id) {
        return stock.variantOfProduct(shop.domain(), id)
                .map(AdminNodes::product)
                .orElse(null);
    }

    Map<String, Object> variantsOfProduct(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env);
        long product = AdminFields.self(env, ShopVariant.class).product();
        var found = stock.variantsOfProduct(shop.domain(), product).stream()
                .filter(variant -> variant.id() > AdminPage.after(env))
                .toList();
        return AdminPage.of(env, found, ShopVariant::id, variant -> node(shop, variant));
    }

    /// Collections have no ids of their own here, only titles.
    Map<String, Object> collections(DataFetchingEnvironment env) {
        var found = AdminFields.self(env, ShopVariant.class).collections().stream()
                .sorted(Comparator.comparingLong(Ids::collection))
                .filter(title -> Ids.collection(title) > AdminPage.after(env))
                .toList();
        return AdminPage.of(env, found, Ids::collection, AdminNodes::collection);
    }
}
