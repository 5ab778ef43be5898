package io.stockrule.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/// The simulators and a plain HTTP client that talks to them.
public final class World implements AutoCloseable {
    public static final String SELLER = "A2SELLER";
    public static final String GERMANY = "A1PA6795UKMFR9";
    public static final String FRANCE = "A13V1IB3VIYZZH";
    public static final String SHOP = "candles.myshopify.com";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final TestClock clock;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Runnable end;
    private String token = "";

    private World(int port, Runnable end, TestClock clock) {
        this.port = port;
        this.end = end;
        this.clock = clock;
    }

    /// In this process, with a clock of its own.
    public static World on(Path data) {
        var clock = new TestClock();
        var simulators = Simulators.start(data, SimulatorOptions.defaults().with(clock));
        return new World(simulators.port(), simulators::close, clock);
    }

    /// In a process of their own, whose end is SIGKILL.
    static World inProcess(Path data) {
        var process = SimulatorProcess.start(data);
        return new World(process.port(), process::kill, new TestClock());
    }

    public record Reply(int status, HttpHeaders headers, JsonNode body) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Reply control(String method, String path, String body) {
        return call(method, url("/control") + path, body, PATIENCE);
    }

    public JsonNode control(String path) {
        return control("GET", path, "").body();
    }

    public World withSeller(String settings, String listings) {
        control("PUT", "/amazon/accounts/" + SELLER, settings);
        control("PUT", "/amazon/accounts/" + SELLER + "/listings", listings);
        return this;
    }

    public JsonNode listing(String sku) {
        return control("/amazon/accounts/" + SELLER + "/listings/" + sku);
    }

    public JsonNode patches(String query) {
        return control("/amazon/accounts/" + SELLER + "/patches" + query).path("items");
    }

    public Reply login(String form) {
        return call(
                "POST",
                url("/amazon/auth/o2/token"),
                form,
                PATIENCE,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    public Reply loginByJson(String json) {
        return call("POST", url("/amazon/auth/o2/token"), json, PATIENCE, "Content-Type", "application/json");
    }

    public Reply loginAs(String seller) {
        var reply = login(
                "grant_type=refresh_token&refresh_token=refresh-%1$s&client_id=client-%1$s&client_secret=secret-%1$s"
                        .formatted(seller));
        token = reply.body().path("access_token").asText();
        return reply;
    }

    String token() {
        return token;
    }

    void token(String token) {
        this.token = token;
    }

    /// @param path after the seller, with its query
    public Reply amazon(String method, String path, String body) {
        return amazon(method, path, body, PATIENCE);
    }

    public Reply amazon(String method, String path, String body, Duration patience) {
        if (token.isEmpty()) {
            loginAs(SELLER);
        }
        return amazon(SELLER, method, path, body, patience);
    }

    /// With the token of the last login.
    public Reply amazon(String seller, String method, String path, String body, Duration patience) {
        return call(
                method,
                url("/amazon") + "/listings/2021-08-01/items/" + seller + path,
                body,
                patience,
                "x-amz-access-token",
                token,
                "Content-Type",
                "application/json");
    }

    /// @param path after the version of the Reports API
    public Reply reports(String method, String path, String body) {
        return ofCaller(method, "/reports/2021-06-30" + path, body);
    }

    /// An operation whose path does not name the seller.
    public Reply ofCaller(String method, String path, String body) {
        if (token.isEmpty()) {
            loginAs(SELLER);
        }
        return as(token, method, path, body);
    }

    /// With that access token.
    public Reply as(String accessToken, String method, String path, String body) {
        return call(
                method,
                url("/amazon") + path,
                body,
                PATIENCE,
                "x-amz-access-token",
                accessToken,
                "Content-Type",
                "application/json");
    }

    /// @param rest of the path, with its query
    public Reply orders(String rest) {
        if (token.isEmpty()) {
            loginAs(SELLER);
        }
        return call("GET", url("/amazon/orders/2026-01-01/orders") + rest, "", PATIENCE, "x-amz-access-token", token);
    }

    public Reply patch(String sku, String op, String value) {
        return amazon("PATCH", "/" + sku + "?marketplaceIds=" + GERMANY, patchBody(op, value));
    }

    public static String patchBody(String op, String value) {
        return """
                {"productType":"PRODUCT","patches":[{"op":"%s","path":"/attributes/fulfillment_availability","value":[%s]}]}""".formatted(op, value);
    }

    public static String units(int quantity) {
        return """
                {"fulfillment_channel_code":"DEFAULT","quantity":%d}""".formatted(quantity);
    }

    public Reply shopify(String query, String variables) {
        var body = SimulatorJson.object().put("query", query);
        body.set("variables", SimulatorJson.read(variables, JsonNode.class));
        return graphql(body.toString(), "shpat_" + SHOP);
    }

    public Reply graphql(String body, String accessToken) {
        return graphql(SHOP, body, accessToken);
    }

    public Reply graphql(String shop, String body, String accessToken) {
        return call(
                "POST",
                url("/shopify/" + shop) + "/admin/api/2026-10/graphql.json",
                body,
                PATIENCE,
                "X-Shopify-Access-Token",
                accessToken,
                "Content-Type",
                "application/json");
    }

    /// A merchant lets an application in.
    public Reply authorize(String query) {
        return call("GET", shopUrl() + "/admin/oauth/authorize?" + query, "", PATIENCE);
    }

    public Reply shopifyLogin(String json) {
        return call(
                "POST", shopUrl() + "/admin/oauth/access_token", json, PATIENCE, "Content-Type", "application/json");
    }

    public String address(String path) {
        return url(path);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private String shopUrl() {
        return url("/shopify/" + SHOP);
    }

    private Reply call(String method, String uri, String body, Duration patience, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(uri)).timeout(patience).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), parsed(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(String text) {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        return text.startsWith("{") || text.startsWith("[")
                ? SimulatorJson.read(text, JsonNode.class)
                : TextNode.valueOf(text);
    }

    @Override
    public void close() {
        http.close();
        end.run();
    }
}
