package io.stockrule.simulator.shopify;

import static io.stockrule.simulator.shopify.AdminNodes.SELF;
import static java.util.stream.Collectors.toMap;

import graphql.GraphqlErrorException;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Admin API's fields that take arguments or lead to other objects.
final class AdminFields {
    private static final Pattern UPDATED_FROM = Pattern.compile("updated_at:>=?'?([^']*)'?");

    private final Stock stock;
    private final AdminProducts products;

    AdminFields(Stock stock, AdminProducts products) {
        this.stock = stock;
        this.products = products;
    }

    static ShopAccount shopOf(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getGraphQlContext().get(ShopAccount.class));
    }

    static <T> T self(DataFetchingEnvironment env, Class<T> type) {
        Map<String, Object> source = Objects.requireNonNull(env.getSource());
        return type.cast(Objects.requireNonNull(source.get(SELF)));
    }

    static String text(DataFetchingEnvironment env, String argument) {
        return Objects.requireNonNullElse(env.getArgument(argument), "");
    }

    private static boolean flag(DataFetchingEnvironment env, String argument) {
        return Boolean.TRUE.equals(env.getArgument(argument));
    }

    Map<String, Object> shop(DataFetchingEnvironment env) {
        return AdminNodes.shop(shopOf(env));
    }

    Map<String, Object> installation(DataFetchingEnvironment env) {
        return AdminNodes.installation(shopOf(env));
    }

    Map<String, Object> locations(DataFetchingEnvironment env) {
        var found = stock.locations(shopOf(env).domain()).stream()
                .filter(location -> location.active() || flag(env, "includeInactive"))
                .filter(location -> !location.fulfillmentService() || flag(env, "includeLegacy"))
                .filter(location -> location.id() > AdminPage.after(env))
                .toList();
        return AdminPage.of(env, found, ShopLocation::id, location -> AdminNodes.location(location, Instant.EPOCH));
    }

    @Nullable
    Map<String, Object> location(DataFetchingEnvironment env) {
        return location(shopOf(env), Ids.number("Location", text(env, "id")));
    }

    private @Nullable Map<String, Object> location(ShopAccount shop, long id) {
        return stock.locations(shop.domain()).stream()
                .filter(location -> location.id() == id)
                .findFirst()
                .map(location -> AdminNodes.location(location, Instant.EPOCH))
                .orElse(null);
    }

    Map<String, Object> levelsAtLocation(DataFetchingEnvironment env) {
        long location = self(env, ShopLocation.class).id();
        var from = updatedFrom(env).orElse(Instant.EPOCH);
        var found =
                stock
                        .levelsAt(shopOf(env).domain(), location, AdminPage.after(env), from, AdminPage.first(env) + 1)
                        .stream()
                        .filter(level -> level.active() || flag(env, "includeInactive"))
                        .toList();
        return AdminPage.of(env, found, ShopLevel::item, AdminNodes::level);
    }

    @Nullable
    Map<String, Object> item(DataFetchingEnvironment env) {
        return item(shopOf(env), Ids.number("InventoryItem", text(env, "id")));
    }

    private @Nullable Map<String, Object> item(ShopAccount shop, long id) {
        return stock.variant(shop.domain(), id)
                .map(variant -> AdminNodes.item(variant))
                .orElse(null);
    }

    /// Of unknown ids and of other kinds of object comes null.
    List<@Nullable Map<String, Object>> nodes(DataFetchingEnvironment env) {
        List<String> ids = Objects.requireNonNull(env.getArgument("ids"));
        if (ids.size() > AdminPage.MOST_AT_ONCE) {
            throw GraphqlErrorException.newErrorException()
                    .message("The input array size of %d is greater than the maximum allowed of 250."
                            .formatted(ids.size()))
                    .build();
        }
        return ids.stream()
                .<@Nullable Map<String, Object>>map(id -> node(shopOf(env), id))
                .toList();
    }

    private @Nullable Map<String, Object> node(ShopAccount shop, String id) {
        return switch (Ids.type(id)) {
            case "InventoryItem" -> item(shop, Ids.number("InventoryItem", id));
            case "Location" -> location(shop, Ids.number("Location", id));
            case "Product" -> products.product(shop, Ids.number("Product", id));
            case "ProductVariant" -> products.variant(shop, Ids.number("ProductVariant", id));
            default -> null;
        };
    }

    Map<String, Object> levels(DataFetchingEnvironment env) {
        var found = levelsOf(env).stream()
                .filter(level -> level.active() || flag(env, "includeInactive"))
                .filter(level -> level.location() > AdminPage.after(env))
                .toList();
        return AdminPage.of(env, found, ShopLevel::location, AdminNodes::level);
    }

    /// Those of the variant or item that is asked about; a page of variants has brought them along.
    private List<ShopLevel> levelsOf(DataFetchingEnvironment env) {
        return AdminNodes.levelsAlong(env.getSource())
                .orElseGet(() -> stock.levels(
                        shopOf(env).domain(), self(env, ShopVariant.class).item()));
    }

    @Nullable
    Map<String, Object> level(DataFetchingEnvironment env) {
        long location = Ids.number("Location", text(env, "locationId"));
        return stock.level(shopOf(env).domain(), self(env, ShopVariant.class).item(), location)
                .filter(level -> level.active() || flag(env, "includeInactive"))
                .map(AdminNodes::level)
                .orElse(null);
    }

    List<Map<String, Object>> quantities(DataFetchingEnvironment env) {
        List<String> names = Objects.requireNonNull(env.getArgument("names"));
        return AdminNodes.quantities(self(env, ShopLevel.class), names);
    }

    /// A query asks for the same few locations again and again.
    @Nullable
    Map<String, Object> locationOfLevel(DataFetchingEnvironment env) {
        Map<Long, Map<String, Object>> all = env.getGraphQlContext()
                .computeIfAbsent(
                        ShopLocation.class,
                        _ -> stock.locations(shopOf(env).domain()).stream()
                                .collect(toMap(
                                        ShopLocation::id, location -> AdminNodes.location(location, Instant.EPOCH))));
        return all.get(self(env, ShopLevel.class).location());
    }

    @Nullable
    Map<String, Object> itemOfLevel(DataFetchingEnvironment env) {
        return item(shopOf(env), self(env, ShopLevel.class).item());
    }

    Map<String, Object> itemOfVariant(DataFetchingEnvironment env) {
        var item = new HashMap<>(AdminNodes.item(self(env, ShopVariant.class)));
        AdminNodes.levelsAlong(env.getSource()).ifPresent(levels -> AdminNodes.bringLevels(item, levels));
        return item;
    }

    /// When the item or one of its levels last changed.
    String itemUpdated(DataFetchingEnvironment env) {
        return updated(env, Stock.Kind.ITEM, self(env, ShopVariant.class).item());
    }

    /// When the variant or one of its levels last changed.
    String variantUpdated(DataFetchingEnvironment env) {
        return updated(env, Stock.Kind.VARIANT, self(env, ShopVariant.class).id());
    }

    private String updated(DataFetchingEnvironment env, Stock.Kind kind, long id) {
        return Stream.concat(
                        levelsOf(env).stream().map(ShopLevel::updated),
                        Stream.of(stock.changedAt(shopOf(env).domain(), kind, id)))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .toString();
    }

    /// Those that have changed, or all that ever did.
    Map<String, Object> items(DataFetchingEnvironment env) {
        var shop = shopOf(env).domain();
        var from = updatedFrom(env).orElse(Instant.EPOCH);
        var found = stock.changedSince(shop, Stock.Kind.ITEM, from, AdminPage.after(env)).stream()
                .flatMap(id -> stock.variant(shop, id).stream())
                .toList();
        return AdminPage.of(env, found, ShopVariant::item, AdminNodes::item);
    }

    Map<String, Object> variantsOfItem(DataFetchingEnvironment env) {
        return AdminPage.of(
                env,
                List.of(self(env, ShopVariant.class)),
                ShopVariant::id,
                variant -> products.node(shopOf(env), variant));
    }

    /// What is searched for has changed since then.
    static Optional<Instant> updatedFrom(DataFetchingEnvironment env) {
        var search = UPDATED_FROM.matcher(text(env, "query"));
        try {
            return search.find()
                    ? Optional.of(OffsetDateTime.parse(search.group(1)).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
