package io.stockrule.simulator.shopify;

import graphql.GraphqlErrorException;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Admin API's products with their variants.
final class AdminProducts {
    private static final Pattern SKU = Pattern.compile("sku:'?([^']*)'?");
    private static final Pattern ID_FROM = Pattern.compile("id:>(\\d+)");
    private static final Pattern ID_AT_LEAST = Pattern.compile("id:>=(\\d+)");
    private static final Pattern ID_AT_MOST = Pattern.compile("id:<=(\\d+)");

    /// Of an app that lets no other read its metafields.
    private static final String SECRETIVE_APP = "app--1--";

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

    /// Of Shopify's search syntax the fields `sku`, `id` and `updated_at`; as there, an unknown field is ignored and
    /// finds everything.
    Map<String, Object> variants(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env).domain();
        var query = AdminFields.text(env, "query");
        var sku = SKU.matcher(query);
        var found = sku.find()
                ? stock.variantOfSku(shop, sku.group(1)).stream()
                        .map(variant -> new Stocked(variant, stock.levels(shop, variant.item())))
                        .toList()
                : AdminFields.updatedFrom(env)
                        .map(from -> changedVariants(env, from))
                        .orElseGet(() -> inRange(env, stock.stockedAfter(shop, after(env), AdminPage.first(env) + 1L)));
        return AdminPage.of(env, found, stocked -> stocked.variant().id(), AdminNodes::variant);
    }

    private static List<Stocked> inRange(DataFetchingEnvironment env, List<Stocked> found) {
        long last = number(ID_AT_MOST, env).orElse(Long.MAX_VALUE);
        return found.stream().filter(stocked -> stocked.variant().id() <= last).toList();
    }

    private static long after(DataFetchingEnvironment env) {
        return Math.max(
                AdminPage.after(env),
                Math.max(
                        number(ID_FROM, env).orElse(0), number(ID_AT_LEAST, env).orElse(1) - 1));
    }

    private static OptionalLong number(Pattern pattern, DataFetchingEnvironment env) {
        var found = pattern.matcher(AdminFields.text(env, "query"));
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private List<Stocked> changedVariants(DataFetchingEnvironment env, Instant from) {
        var shop = AdminFields.shopOf(env).domain();
        return stock.changedSince(shop, Stock.Kind.VARIANT, from, AdminPage.after(env)).stream()
                .flatMap(id -> stock.variantOfId(shop, id).stream())
                .map(variant -> new Stocked(variant, stock.levels(shop, variant.item())))
                .toList();
    }

    /// Those that have changed, or the first of all.
    Map<String, Object> products(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env).domain();
        var from = AdminFields.updatedFrom(env).orElse(Instant.EPOCH);
        var found = stock.changedSince(shop, Stock.Kind.PRODUCT, from, AdminPage.after(env)).stream()
                .flatMap(id -> stock.variantOfProduct(shop, id).stream())
                .toList();
        return AdminPage.of(env, found, ShopVariant::product, AdminNodes::product);
    }

    String productUpdated(DataFetchingEnvironment env) {
        long product = AdminFields.self(env, ShopVariant.class).product();
        return stock.changedAt(AdminFields.shopOf(env).domain(), Stock.Kind.PRODUCT, product)
                .toString();
    }

    /// What a bundle is made of.
    Map<String, Object> parts(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env);
        var bundle = AdminFields.self(env, ShopVariant.class);
        var found = bundle.parts().stream()
                .filter(part -> part.variant() > AdminPage.after(env))
                .sorted(Comparator.comparingLong(ShopVariant.Part::variant))
                .toList();
        return AdminPage.of(env, found, ShopVariant.Part::variant, part -> part(shop, bundle, part));
    }

    private Map<String, Object> part(ShopAccount shop, ShopVariant bundle, ShopVariant.Part part) {
        var variant = stock.variantOfId(shop.domain(), part.variant())
                .orElseThrow(() -> new IllegalStateException("a bundle of a variant that there is not"));
        return Map.of(
                "id",
                        Ids.global(
                                "ProductVariantComponent",
                                bundle.id() * 1_000 + bundle.parts().indexOf(part)),
                "quantity", part.quantity(),
                "productVariant", node(shop, variant));
    }

    Map<String, Object> node(ShopAccount shop, ShopVariant variant) {
        return AdminNodes.variant(new Stocked(variant, stock.levels(shop.domain(), variant.item())));
    }

    Map<String, Object> count(DataFetchingEnvironment env) {
        long count = stock.variantCount(
                AdminFields.shopOf(env).domain(),
                number(ID_AT_LEAST, env).orElse(0),
                number(ID_AT_MOST, env).orElse(Long.MAX_VALUE));
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

    @Nullable
    Map<String, Object> metafieldOfVariant(DataFetchingEnvironment env) {
        return metafield(env, AdminFields.self(env, ShopVariant.class).metafields());
    }

    @Nullable
    Map<String, Object> metafieldOfProduct(DataFetchingEnvironment env) {
        return metafield(env, AdminFields.self(env, ShopVariant.class).productMetafields());
    }

    private static @Nullable Map<String, Object> metafield(DataFetchingEnvironment env, Map<String, String> all) {
        var namespace = AdminFields.text(env, "namespace");
        var key = AdminFields.text(env, "key");
        if (namespace.startsWith(SECRETIVE_APP)) {
            throw GraphqlErrorException.newErrorException()
                    .message("Access denied for metafield field.")
                    .extensions(Map.of("code", "ACCESS_DENIED"))
                    .build();
        }
        var value = all.get(namespace + "." + key);
        return value == null ? null : Map.of("namespace", namespace, "key", key, "value", value);
    }
}
