package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// An Amazon that says what a test has told it to say, and remembers what it was asked. Every request it gets
/// is checked against Amazon's own model, where that is at hand.
final class RecordingAmazon implements AutoCloseable {
    record Asked(String method, String path, String query, Map<String, String> headers, String body) {}

    /// What to do with one request.
    interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    static final AmazonCredentials ACCOUNT = new AmazonCredentials(
            new AccountKey(1, 2),
            AmazonCredentials.Region.EU,
            "A2SELLER",
            "amzn1.application-oa2-client.x",
            "the+secret&",
            "Atzr|the/refresh=token");

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Reply> tokenReplies = new ArrayDeque<>();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final Queue<Asked> tokenRequests = new ConcurrentLinkedQueue<>();
    private final Queue<Asked> requests = new ConcurrentLinkedQueue<>();
    private int tokensGranted;

    static AmazonMarketplace marketplace(AmazonConfig config, InstantSource time) {
        return new AmazonMarketplace(partner(config, time), config);
    }

    /// With access tokens that nobody else uses.
    static SellingPartner partner(AmazonConfig config, InstantSource time) {
        var http = new HttpCalls(config.connectTimeout());
        var login = new TokenEndpoint(http, config, time, (_, _) -> {});
        return new SellingPartner(
                http,
                new AccessTokens((account, _) -> login.fetch(account), time),
                SellingPartner.grantless(login, time),
                config);
    }

    RecordingAmazon() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/auth/o2/token", exchange -> handle(exchange, tokenRequests, tokenReplies, granted()));
        server.createContext("/", exchange -> handle(exchange, requests, replies, status(500, "nothing was scripted")));
        server.start();
    }

    /// Answers of the token endpoint, in order; after them it grants tokens `token-1`, `token-2`, ...
    RecordingAmazon tokenEndpointSays(Reply... next) {
        synchronized (tokenReplies) {
            tokenReplies.addAll(List.of(next));
        }
        return this;
    }

    /// Answers of the API, in order.
    RecordingAmazon says(Reply... next) {
        synchronized (replies) {
            replies.addAll(List.of(next));
        }
        return this;
    }

    List<Asked> asked() {
        return List.copyOf(requests);
    }

    List<Asked> askedForTokens() {
        return List.copyOf(tokenRequests);
    }

    AmazonConfig config() {
        return config(Map.of());
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    AmazonConfig config(Map<String, String> settings) {
        var address = address();
        var all = new TreeMap<>(Map.of(
                "stockrule.amazon.endpoint", address, "stockrule.amazon.token-endpoint", address + "/auth/o2/token"));
        all.putAll(settings);
        return config(all, AmazonConfig.class);
    }

    static <T> T config(Map<String, String> settings, Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withDefaultValues(settings)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    static Reply status(int status, String body) {
        return exchange -> {
            var bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("x-amzn-RequestId", "request-1");
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Reply errors(int status, String code, String message) {
        return status(status, "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
    }

    /// Takes the request and hangs up.
    static Reply cut() {
        return _ -> {};
    }

    /// Hangs up in the middle of the answer.
    static Reply cutMidway() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"sku\":\"A\",\"status\":\"ACC".getBytes(UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    static Reply endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var spaces = " ".repeat(64 * 1024).getBytes(UTF_8);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(spaces);
            }
        };
    }

    /// Takes the request and stays silent until the test is over.
    Reply silence() {
        return _ -> closed.await();
    }

    /// Sends the head of an answer, and stays silent then.
    Reply silenceAfterTheHead() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().flush();
            closed.await();
        };
    }

    private Reply granted() {
        return exchange -> status(
                        200,
                        "{\"access_token\":\"token-%d\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"r\"}"
                                .formatted(++tokensGranted))
                .to(exchange);
    }

    private static void handle(HttpExchange exchange, Queue<Asked> asked, Deque<Reply> replies, Reply otherwise)
            throws IOException {
        try (exchange) {
            asked.add(record(exchange));
            next(replies, otherwise).to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply next(Deque<Reply> replies, Reply otherwise) {
        synchronized (replies) {
            return replies.isEmpty() ? otherwise : replies.remove();
        }
    }

    private static Asked record(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return new Asked(exchange.getRequestMethod(), uri.getRawPath(), query, headers, body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        asked().forEach(AmazonModel::check);
    }
}
