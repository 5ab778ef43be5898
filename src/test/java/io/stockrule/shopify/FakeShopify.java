package io.stockrule.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.simulator.SimulatorOptions;
import io.stockrule.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers for shops as Shopify does, as far as re-reads go, and remembers what it was asked. A shop is reached under
/// `/{domain}`.
public final class FakeShopify implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpServer server;
    private final Map<String, FakeShop> shops = new ConcurrentHashMap<>();
    private @Nullable Simulators simulators;

    public FakeShopify() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String endpoint() {
        return "http://localhost:%d/{shop}".formatted(server.getAddress().getPort());
    }

    /// The simulated Shopify that questions can be passed on to: one for all tests, started for the first of them.
    synchronized Simulators simulators() {
        if (simulators == null) {
            try {
                simulators = Simulators.start(Files.createTempDirectory("simulators"), SimulatorOptions.defaults());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return simulators;
    }

    public FakeShop shop(String domain) {
        return shops.computeIfAbsent(domain, _ -> new FakeShop());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().split("/", 3);
            var shop = shops.get(path[1]);
            var body = JSON.readTree(exchange.getRequestBody());
            var token = exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token");
            var answer = shop == null ? new Answer(404, "{}") : shop.answer("/" + path[2], body, token);
            exchange.getResponseHeaders().add("X-Shopify-API-Version", shop == null ? FakeShop.VERSION : shop.version);
            exchange.sendResponseHeaders(answer.status(), 0);
            exchange.getResponseBody().write(answer.body().getBytes(UTF_8));
        }
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        if (simulators != null) {
            simulators.close();
        }
    }

    public record Answer(int status, String body) {}

    /// One shop's items and its mood. Which store it is can be asked at any time, and is not remembered.
    public static final class FakeShop {
        static final String VERSION = "2026-10";

        /// Of the API, in which it answers.
        public volatile String version = VERSION;

        private static final Answer STORE = new Answer(200, """
                {"data":{"shop":{"id":"gid://shopify/Shop/1"}}}""");

        public final List<JsonNode> queries = new CopyOnWriteArrayList<>();
        public final List<JsonNode> grants = new CopyOnWriteArrayList<>();

        /// Answered in turn before any real answer.
        public final Queue<Answer> next = new ConcurrentLinkedQueue<>();

        private final Map<String, FakeItem> items = new ConcurrentHashMap<>();
        public volatile String token = "token-1";

        /// Runs once, after the stock was read and before it is answered.
        public volatile @Nullable Runnable meanwhile;

        /// Where questions are passed on to, such as `http://127.0.0.1:4711/shopify/candles.myshopify.com`.
        public volatile @Nullable String forward;

        /// Questions that are still passed on; the others find nobody.
        public final AtomicInteger forwarded = new AtomicInteger(Integer.MAX_VALUE);

        record FakeItem(boolean tracked, TreeMap<Long, FakeLevel> levels) {}

        record FakeLevel(int available, String updatedAt, Map<String, Integer> others) {
            int quantity(String name) {
                return others.getOrDefault(name, available);
            }
        }

        public FakeShop level(long item, long location, int available, String updatedAt) {
            items.computeIfAbsent(Gid.item(item), _ -> new FakeItem(true, new TreeMap<>()))
                    .levels()
                    .put(location, new FakeLevel(available, updatedAt, Map.of()));
            return this;
        }

        /// What a level holds beside what is available; without this, all of it is as much.
        public FakeShop held(long item, long location, int onHand, int committed, int incoming) {
            Objects.requireNonNull(items.get(Gid.item(item)))
                    .levels()
                    .computeIfPresent(
                            location,
                            (_, it) -> new FakeLevel(
                                    it.available(),
                                    it.updatedAt(),
                                    Map.of("on_hand", onHand, "committed", committed, "incoming", incoming)));
            return this;
        }

        public void untracked(long item) {
            items.computeIfPresent(Gid.item(item), (_, it) -> new FakeItem(false, it.levels()));
        }

        public void remove(long item, long location) {
            Objects.requireNonNull(items.get(Gid.item(item))).levels().remove(location);
        }

        public Answer answer(String path, JsonNode body, @Nullable String given) throws IOException {
            if (path.equals("/admin/oauth/access_token") && forward != null) {
                return pass(Objects.requireNonNull(forward) + path, body, given);
            }
            if (path.equals("/admin/oauth/access_token")) {
                grants.add(body);
                return new Answer(
                        200,
                        "{\"access_token\":\"%s\",\"scope\":\"read_inventory\",\"expires_in\":86399}".formatted(token));
            }
            var target = forward;
            if (body.path("query").asText().startsWith("query Store ")) {
                return target == null ? STORE : pass(target + path, body, given);
            }
            queries.add(body);
            var prepared = next.poll();
            if (prepared != null) {
                return prepared;
            }
            if (target != null) {
                return forwarded.getAndDecrement() > 0
                        ? afterwards(pass(target + path, body, given))
                        : new Answer(502, "{}");
            }
            if (!token.equals(given)) {
                return new Answer(401, "{\"errors\":\"[API] Invalid API key or access token\"}");
            }
            return afterwards(
                    new Answer(200, JSON.writeValueAsString(Map.of("data", data(body), "extensions", cost()))));
        }

        private Answer afterwards(Answer answer) {
            var now = meanwhile;
            meanwhile = null;
            if (now != null) {
                now.run();
            }
            return answer;
        }

        private static Answer pass(String address, JsonNode body, @Nullable String token) throws IOException {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (token != null) {
                request.header("X-Shopify-Access-Token", token);
            }
            try {
                var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Answer(answer.statusCode(), answer.body());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        private Map<String, Object> data(JsonNode body) {
            var variables = body.get("variables");
            int first = variables.get("levels").asInt();
            var data = new LinkedHashMap<String, Object>();
            if (variables.has("ids")) {
                var nodes = new ArrayList<@Nullable Object>();
                variables.get("ids").forEach(id -> nodes.add(node(id.asText(), 0, first)));
                data.put("nodes", nodes);
            } else {
                data.put(
                        "inventoryItem",
                        node(
                                variables.get("id").asText(),
                                variables.get("after").asInt(),
                                first));
            }
            return data;
        }

        private @Nullable Object node(String id, int after, int first) {
            var item = items.get(id);
            if (item == null) {
                return null;
            }
            var levels =
                    item.levels().entrySet().stream().skip(after).limit(first).toList();
            return Map.of(
                    "__typename",
                    "InventoryItem",
                    "id",
                    id,
                    "tracked",
                    item.tracked(),
                    "inventoryLevels",
                    Map.of(
                            "nodes",
                            levels.stream()
                                    .map(it -> level(it.getKey(), it.getValue()))
                                    .toList(),
                            "pageInfo",
                            Map.of(
                                    "hasNextPage",
                                    after + first < item.levels().size(),
                                    "endCursor",
                                    String.valueOf(after + first))));
        }

        private static Object level(long location, FakeLevel level) {
            return Map.of(
                    "isActive",
                    true,
                    "updatedAt",
                    level.updatedAt(),
                    "location",
                    Map.of("id", "gid://shopify/Location/" + location),
                    "quantities",
                    Stream.of("available", "on_hand", "committed", "incoming")
                            .map(name -> quantity(name, level))
                            .toList());
        }

        private static Object quantity(String name, FakeLevel level) {
            return Map.of("name", name, "quantity", level.quantity(name), "updatedAt", level.updatedAt());
        }

        public static Object cost() {
            return Map.of(
                    "cost",
                    Map.of(
                            "requestedQueryCost",
                            20,
                            "actualQueryCost",
                            12,
                            "throttleStatus",
                            Map.of("maximumAvailable", 20000.0, "currentlyAvailable", 19000, "restoreRate", 1000.0)));
        }
    }
}
