package io.stockrule.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Between the services and the simulated Shopify: passes on what they say to each other, and holds up an exchange at
/// the moment that a test waits for. Each service has a door of its own, so it is known who asks.
final class ShopifyGate implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKENS = "/admin/oauth/access_token";
    private static final String TOKEN = "X-Shopify-Access-Token";
    private static final int PATIENCE_SECONDS = 60;

    /// Said anew by each side to its own neighbour.
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

    /// When an exchange is held up.
    enum Moment {
        /// Tokens are asked for, and Shopify has not heard of it yet.
        ASKED,
        /// Shopify has given tokens, and its answer is on the way.
        GIVEN,
        /// A question comes with the tokens that were given last.
        USED
    }

    /// An exchange that stands still.
    ///
    /// @param door whose it is
    record Held(String door, CompletableFuture<Boolean> goesOn) {
        void letGo() {
            goesOn.complete(true);
        }

        /// Nobody hears any more of it.
        void lose() {
            goesOn.complete(false);
        }
    }

    private record Trap(Moment moment, CompletableFuture<Held> caught) {}

    private final Http simulators;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> asked = new TreeMap<>();
    private @Nullable Trap trap;
    private String newest = "";

    ShopifyGate(Http simulators) throws IOException {
        this.simulators = simulators;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    /// Shopify, for a service that has this door.
    String endpoint(String door) {
        return "http://127.0.0.1:%d/%s/shopify/{shop}"
                .formatted(server.getAddress().getPort(), door);
    }

    /// Holds up the next exchange that comes to this moment.
    synchronized CompletableFuture<Held> holdNext(Moment moment) {
        var caught = new CompletableFuture<Held>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        trap = new Trap(moment, caught);
        newest = "";
        return caught;
    }

    /// How often each asked for tokens.
    synchronized Map<String, Integer> asked() {
        return new TreeMap<>(asked);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString().split("/", 3);
            var door = path[1];
            boolean forTokens = path[2].endsWith(TOKENS);
            if (forTokens) {
                countAsked(door);
                hold(Moment.ASKED, door);
            } else if (isNewest(exchange.getRequestHeaders().getFirst(TOKEN))) {
                hold(Moment.USED, door);
            }
            var answer = answer(exchange, "/" + path[2]);
            if (forTokens && answer.statusCode() == 200) {
                gives(JSON.readTree(answer.body()).path("access_token").asText());
                hold(Moment.GIVEN, door);
            }
            send(exchange, answer);
        } catch (IOException _) { // who asked, or Shopify, is gone; so is the connection then
        }
    }

    private HttpResponse<byte[]> answer(HttpExchange exchange, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(simulators.base() + path))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        values.stream().filter(_ -> isOfTheEnds(name)).forEach(value -> request.header(name, value)));
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (isOfTheEnds(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private static boolean isOfTheEnds(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private synchronized void countAsked(String door) {
        asked.merge(door, 1, Integer::sum);
    }

    private synchronized void gives(String token) {
        newest = token;
    }

    private synchronized boolean isNewest(@Nullable String token) {
        return newest.equals(token);
    }

    /// @throws IOException if the exchange is to be lost
    private void hold(Moment moment, String door) throws IOException {
        var caught = take(moment);
        if (caught != null) {
            var held = new Held(door, new CompletableFuture<>());
            caught.complete(held);
            if (!held.goesOn().join()) {
                throw new IOException("lost on purpose");
            }
        }
    }

    private synchronized @Nullable CompletableFuture<Held> take(Moment moment) {
        var set = trap;
        if (set == null || set.moment() != moment) {
            return null;
        }
        trap = null;
        return set.caught();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
