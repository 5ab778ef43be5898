package io.stockrule.simulator.shopify;

import graphql.GraphqlErrorException;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Connections, page by page. A cursor knows how many objects lie before it, because Shopify leads nobody past 25,000.
/// https://shopify.dev/docs/api/usage/limits
final class AdminPage {
    static final int MOST_AT_ONCE = 250;
    private static final int MOST_IN_A_ROW = 25_000;

    private AdminPage() {}

    private record Cursor(long key, long passed) {
        static Cursor of(DataFetchingEnvironment env) {
            var given = AdminFields.text(env, "after");
            return given.isEmpty() ? new Cursor(0, 0) : decoded(given);
        }

        private static Cursor decoded(String given) {
            try {
                var parts = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).split("/", 2);
                return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw refused("Invalid cursor for current pagination sort.");
            }
        }

        String encoded() {
            return Base64.getEncoder().encodeToString((key + "/" + passed).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Enough for all children of one object.
    private static final int ALL = 1_000_000;

    static int first(DataFetchingEnvironment env) {
        if (bulk(env).isPresent()) {
            return isOutermost(env) ? MOST_AT_ONCE : ALL;
        }
        Integer first = env.getArgument("first");
        if (first == null || first < 1 || first > MOST_AT_ONCE) {
            throw refused("you must provide one of first or last, from 1 to " + MOST_AT_ONCE);
        }
        return first;
    }

    /// The key after which to begin.
    static long after(DataFetchingEnvironment env) {
        return bulk(env)
                .map(bulk -> isOutermost(env) ? bulk.after() : 0)
                .orElseGet(() -> Cursor.of(env).key());
    }

    private static Optional<BulkPage> bulk(DataFetchingEnvironment env) {
        return Optional.ofNullable(env.getGraphQlContext().get(BulkPage.class));
    }

    private static boolean isOutermost(DataFetchingEnvironment env) {
        return env.getExecutionStepInfo().getPath().getLevel() == 1;
    }

    /// @param found what lies after the cursor, one more than asked for if there is more
    static <T> Map<String, Object> of(
            DataFetchingEnvironment env, List<T> found, ToLongFunction<T> key, Function<T, Object> node) {
        int first = first(env);
        var shown = found.stream().limit(first).toList();
        if (bulk(env).isPresent()) {
            if (isOutermost(env) && !shown.isEmpty()) {
                bulk(env).get().read(key.applyAsLong(shown.getLast()), found.size() > first);
            } else if (isOutermost(env)) {
                bulk(env).get().read(0, false);
            }
            return Map.of("edges", edges(shown, node));
        }
        long passed = Cursor.of(env).passed();
        if (passed + first > MOST_IN_A_ROW) {
            throw refused("cursors lead through the first %,d objects only".formatted(MOST_IN_A_ROW));
        }
        var info = new HashMap<String, Object>();
        info.put("hasNextPage", found.size() > first);
        if (!shown.isEmpty()) {
            var end = new Cursor(key.applyAsLong(shown.getLast()), passed + shown.size());
            info.put("endCursor", end.encoded());
        }
        return Map.of("nodes", shown.stream().map(node).toList(), "edges", edges(shown, node), "pageInfo", info);
    }

    private static <T> List<Map<String, Object>> edges(List<T> shown, Function<T, Object> node) {
        return shown.stream().map(it -> Map.of("node", node.apply(it))).toList();
    }

    private static GraphqlErrorException refused(String message) {
        return GraphqlErrorException.newErrorException().message(message).build();
    }
}
