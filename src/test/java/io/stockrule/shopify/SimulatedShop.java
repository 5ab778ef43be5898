package io.stockrule.shopify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A shop of the simulated Shopify, connected by a merchant; what we ask of it goes through a [FakeShopify.FakeShop].
public record SimulatedShop(TestShop shop, FakeShopify.FakeShop wire, Simulators simulators) {
    /// Stands for the number of what is not counted.
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger SHOPS = new AtomicInteger();

    public static SimulatedShop create(FakeShopify shopify) {
        return create(shopify, "CLIENT_CREDENTIALS");
    }

    /// @param grant how the service is let in
    public static SimulatedShop create(FakeShopify shopify, String grant) {
        var simulators = shopify.simulators();
        var domain = "imported-%d.myshopify.com".formatted(SHOPS.incrementAndGet());
        var wire = shopify.shop(domain);
        wire.forward = simulators.shopifyEndpoint().replace("{shop}", domain);
        var made = new SimulatedShop(TestShop.of(TestMerchant.create("Candle Shop"), domain, grant), wire, simulators);
        made.control(
                "PUT",
                "",
                Map.of(
                        "clientId",
                        "client",
                        "clientSecret",
                        TestShop.SECRET,
                        "pointsPerSecond",
                        1_000_000,
                        "pointsAtMost",
                        1_000_000));
        return made;
    }

    /// @return the address at Shopify that the merchant is to open
    public URI authorize() {
        return URI.create(shop.calls()
                .post("/api/v1/shops/%d/actions/authorize".formatted(shop.id()))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("address"));
    }

    /// The merchant opens the address.
    ///
    /// @return where Shopify sends the merchant back to
    public URI consent(URI address) {
        var page = URI.create(simulators.shopifyEndpoint().replace("{shop}", shop.domain()) + "/admin/oauth/authorize?"
                + address.getRawQuery());
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(302);
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The merchant's browser follows, to wherever this test's service is reached.
    public static ValidatableResponse comeBack(URI address) {
        return given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .urlEncodingEnabled(false)
                .get(address.getRawPath() + "?" + address.getRawQuery())
                .then();
    }

    public SimulatedShop connect() {
        comeBack(consent(authorize())).statusCode(200);
        return this;
    }

    /// How often Shopify gave tokens.
    public int tokensGiven() {
        return controlAll("GET", "/counters", Map.of())
                .path("shopify %s token 200".formatted(shop.domain()))
                .asInt();
    }

    /// @param path after the shop
    public JsonNode control(String method, String path, Object body) {
        return controlAll(method, "/shopify/shops/" + shop.domain() + path, body);
    }

    /// @param path of what concerns all shops
    public JsonNode controlAll(String method, String path, Object body) {
        return send(HttpRequest.newBuilder(URI.create(simulators.control() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(text(body)))
                .build());
    }

    /// Asks the shop's Admin API, past the wire.
    public JsonNode ask(String document) {
        var address = simulators.shopifyEndpoint().replace("{shop}", shop.domain()) + "/admin/api/2026-10/graphql.json";
        return send(HttpRequest.newBuilder(URI.create(address))
                .header(
                        "X-Shopify-Access-Token",
                        control("GET", "", "").path("accessToken").asText())
                .POST(BodyPublishers.ofString(text(Map.of("query", document))))
                .build());
    }

    private static JsonNode send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
            return tree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Variants with their levels, as the simulated Shopify has them.
    public JsonNode stocked() {
        return control("GET", "/variants?limit=100000", "").path("items");
    }

    /// Of these, the levels that count, by item and location.
    public Map<String, Long> truth() {
        var truth = new TreeMap<String, Long>();
        for (var item : stocked()) {
            boolean tracked = item.at("/variant/tracked").asBoolean();
            for (var level : item.path("levels")) {
                if (level.path("active").asBoolean()) {
                    var key = level.path("item").asText() + "@"
                            + level.path("location").asText();
                    truth.put(key, tracked ? level.path("available").asLong() : UNKNOWN);
                }
            }
        }
        return truth;
    }

    /// The next answers to requests for tokens are lost on their way.
    public void losesTokens(int times) {
        controlAll(
                "POST",
                "/faults",
                Map.of(
                        "operation",
                        "shopify-token",
                        "account",
                        shop.domain(),
                        "kind",
                        "CLOSE",
                        "moment",
                        "AFTER",
                        "times",
                        times));
    }

    public void stocks(List<? extends Map<String, ?>> variants) {
        control("PUT", "/variants", variants);
    }

    public void makeUp(int variants) {
        control("POST", "/catalogue", Map.of("variants", variants));
    }

    public ValidatableResponse start() {
        return shop.calls()
                .post("/api/v1/shops/%d/imports".formatted(shop.id()))
                .then();
    }

    public ImportView latest() {
        return shop.calls()
                .get("/api/v1/shops/%d/imports/latest".formatted(shop.id()))
                .then()
                .statusCode(200)
                .extract()
                .as(ImportView.class);
    }

    /// As a client reads it.
    public record ImportView(
            long id,
            String cause,
            String state,
            String phase,
            int warehouses,
            long variants,
            long expectedVariants,
            long levels,
            long staged,
            long changed,
            long removed,
            JsonNode leftOut,
            String problem,
            String startedAt,
            String preparedAt,
            String advancedAt,
            String endedAt) {}
}
