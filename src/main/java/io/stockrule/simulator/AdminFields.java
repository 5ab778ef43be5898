package io.stockrule.simulator;

import static io.stockrule.simulator.AdminNodes.SELF;

import graphql.GraphqlErrorException;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Admin API's fields that take arguments or lead to other objects.
final class AdminFields {
    /// https://shopify.dev/docs/api/usage/limits
    private static final int MOST_AT_ONCE = 250;

    private static final Pattern SKU = Pattern.compile("sku:'?([^']*)'?");
    private static final Pattern ID_FROM = Pattern.compile("id:>(\\d+)");
    private static final Pattern UPDATED_FROM = Pattern.compile("updated_at:>=?'?([^']*)'?");

    private final Stock stock;

    AdminFields(Stock stock) {
        this.stock = stock;
    }

    private static Shop shopOf(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getGraphQlContext().get(Shop.class));
    }

    private static <T> T self(DataFetchingEnvironment env, Class<T> type) {
        Map<String, Object> source = Objects.requireNonNull(env.getSource());
        return type.cast(Objects.requireNonNull(source.get(SELF)));
    }

    private static String text(DataFetchingEnvironment env, String argument) {
        return Objects.requireNonNullElse(env.getArgument(argument), "");
    }

    private static boolean flag(DataFetchingEnvironment env, String argument) {
        return Boolean.TRUE.equals(env.getArgument(argument));
    }

    private static int first(DataFetchingEnvironment env) {
        Integer first = env.getArgument("first");
        if (first == null || first < 1 || first > MOST_AT_ONCE) {
            throw GraphqlErrorException.newErrorException()
                    .message("you must provide one of first or last, from 1 to " + MOST_AT_ONCE)
                    .build();
        }
        return first;
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
                .filter(location -> location.id() > after(env))
                .toList();
        return page(env, found, Location::id, location -> AdminNodes.location(location, Instant.EPOCH));
    }

    @Nullable
    Map<String, Object> location(DataFetchingEnvironment env) {
        return location(shopOf(env), Ids.number("Location", text(env, "id")));
    }

    private @Nullable Map<String, Object> location(Shop shop, long id) {
        return stock.locations(shop.domain()).stream()
                .filter(location -> location.id() == id)
                .findFirst()
                .map(location -> AdminNodes.location(location, Instant.EPOCH))
                .orElse(null);
    }

    Map<String, Object> levelsAtLocation(DataFetchingEnvironment env) {
        long location = self(env, Location.class).id();
        var from = instant(UPDATED_FROM.matcher(text(env, "query")));
        var found = stock.levelsAt(shopOf(env).domain(), location, after(env), from, first(env) + 1).stream()
                .filter(level -> level.active() || flag(env, "includeInactive"))
                .toList();
        return page(env, found, Level::item, AdminNodes::level);
    }

    @Nullable
    Map<String, Object> item(DataFetchingEnvironment env) {
        return item(shopOf(env), Ids.number("InventoryItem", text(env, "id")));
    }

    private @Nullable Map<String, Object> item(Shop shop, long id) {
        return stock.variant(shop.domain(), id)
                .map(variant -> AdminNodes.item(variant))
                .orElse(null);
    }

    /// Of unknown ids and of other kinds of object comes null.
    List<@Nullable Map<String, Object>> nodes(DataFetchingEnvironment env) {
        List<String> ids = Objects.requireNonNull(env.getArgument("ids"));
        if (ids.size() > MOST_AT_ONCE) {
            throw GraphqlErrorException.newErrorException()
                    .message("The input array size of %d is greater than the maximum allowed of 250."
                            .formatted(ids.size()))
                    .build();
        }
        var shop = shopOf(env);
        return ids.stream()
                .<@Nullable Map<String, Object>>map(id -> item(shop, Ids.number("InventoryItem", id)))
                .toList();
    }

    Map<String, Object> levels(DataFetchingEnvironment env) {
        var found = stock.levels(shopOf(env).domain(), self(env, Variant.class).item()).stream()
                .filter(level -> level.active() || flag(env, "includeInactive"))
                .filter(level -> level.location() > after(env))
                .toList();
        return page(env, found, Level::location, AdminNodes::level);
    }

    @Nullable
    Map<String, Object> level(DataFetchingEnvironment env) {
        long location = Ids.number("Location", text(env, "locationId"));
        return stock.level(shopOf(env).domain(), self(env, Variant.class).item(), location)
                .filter(level -> level.active() || flag(env, "includeInactive"))
                .map(AdminNodes::level)
                .orElse(null);
    }

    List<Map<String, Object>> quantities(DataFetchingEnvironment env) {
        List<String> names = Objects.requireNonNull(env.getArgument("names"));
        return AdminNodes.quantities(self(env, Level.class), names);
    }

    @Nullable
    Map<String, Object> locationOfLevel(DataFetchingEnvironment env) {
        return location(shopOf(env), self(env, Level.class).location());
    }

    @Nullable
    Map<String, Object> itemOfLevel(DataFetchingEnvironment env) {
        return item(shopOf(env), self(env, Level.class).item());
    }

    Map<String, Object> itemOfVariant(DataFetchingEnvironment env) {
        return AdminNodes.item(self(env, Variant.class));
    }

    /// Of an item and of its variant: when one of its levels last changed.
    String updated(DataFetchingEnvironment env) {
        return stock.levels(shopOf(env).domain(), self(env, Variant.class).item()).stream()
                .map(Level::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .toString();
    }

    Map<String, Object> variantsOfItem(DataFetchingEnvironment env) {
        return page(env, List.of(self(env, Variant.class)), Variant::id, variant -> node(shopOf(env), variant));
    }

    @Nullable
    Map<String, Object> variant(DataFetchingEnvironment env) {
        long id = Ids.number("ProductVariant", text(env, "id"));
        return stock.variantsAfter(shopOf(env).domain(), id - 1, 1).stream()
                .filter(variant -> variant.id() == id)
                .findFirst()
                .map(variant -> node(shopOf(env), variant))
                .orElse(null);
    }

    /// Of Shopify's search syntax the fields `sku` and `id`; as there, an unknown field is ignored and finds
    /// everything.
    Map<String, Object> variants(DataFetchingEnvironment env) {
        var shop = shopOf(env);
        var query = text(env, "query");
        var sku = SKU.matcher(query);
        var idFrom = ID_FROM.matcher(query);
        long after = Math.max(after(env), idFrom.find() ? Long.parseLong(idFrom.group(1)) : 0);
        var found = sku.find()
                ? stock.variantOfSku(shop.domain(), sku.group(1)).stream().toList()
                : stock.variantsAfter(shop.domain(), after, first(env) + 1L);
        return page(env, found, Variant::id, variant -> node(shop, variant));
    }

    private Map<String, Object> node(Shop shop, Variant variant) {
        int total = stock.levels(shop.domain(), variant.item()).stream()
                .filter(Level::active)
                .mapToInt(level -> level.available().orElse(0))
                .sum();
        return AdminNodes.variant(variant, total);
    }

    /// @param found what lies after the cursor, one more than asked for if there is more
    private static <T> Map<String, Object> page(
            DataFetchingEnvironment env, List<T> found, ToLongFunction<T> key, Function<T, Object> node) {
        int first = first(env);
        var shown = found.stream().limit(first).toList();
        var info = new HashMap<String, Object>();
        info.put("hasNextPage", found.size() > first);
        if (!shown.isEmpty()) {
            var cursor = Long.toString(key.applyAsLong(shown.getLast()));
            info.put("endCursor", Base64.getEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8)));
        }
        return Map.of("nodes", shown.stream().map(node).toList(), "pageInfo", info);
    }

    private static long after(DataFetchingEnvironment env) {
        var cursor = text(env, "after");
        try {
            var decoded = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return cursor.isEmpty() ? 0 : Long.parseLong(decoded);
        } catch (IllegalArgumentException e) {
            throw GraphqlErrorException.newErrorException()
                    .message("Invalid cursor for current pagination sort.")
                    .cause(e)
                    .build();
        }
    }

    private static Instant instant(Matcher search) {
        try {
            return search.find() ? OffsetDateTime.parse(search.group(1)).toInstant() : Instant.EPOCH;
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
