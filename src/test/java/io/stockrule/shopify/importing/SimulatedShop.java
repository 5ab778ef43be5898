package io.stockrule.shopify.importing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.TestShop;
import io.stockrule.simulator.Simulators;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A shop of the simulated Shopify, connected by a merchant; what we ask of it goes through a [FakeShopify.FakeShop].
record SimulatedShop(TestShop shop, FakeShopify.FakeShop wire, Simulators simulators) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger SHOPS = new AtomicInteger();

    static SimulatedShop create(FakeShopify shopify, Simulators simulators) {
        var domain = "imported-%d.myshopify.com".formatted(SHOPS.incrementAndGet());
        var wire = shopify.shop(domain);
        wire.forward = simulators.shopifyEndpoint().replace("{shop}", domain);
        var made = new SimulatedShop(TestShop.of(TestMerchant.create("Candle Shop"), domain), wire, simulators);
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

    /// @param path after the shop
    JsonNode control(String method, String path, Object body) {
        var answer = given().contentType(ContentType.JSON)
                .body(text(body))
                .request(method, simulators.control() + "/shopify/shops/" + shop.domain() + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return tree(answer);
    }

    /// Not left to the HTTP client: it finds no JSON library on the fake's threads.
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

    void stocks(List<? extends Map<String, ?>> variants) {
        control("PUT", "/variants", variants);
    }

    void makeUp(int variants) {
        control("POST", "/catalogue", Map.of("variants", variants));
    }

    ValidatableResponse start() {
        return shop.calls()
                .post("/api/v1/shops/%d/imports".formatted(shop.id()))
                .then();
    }

    ImportView latest() {
        return shop.calls()
                .get("/api/v1/shops/%d/imports/latest".formatted(shop.id()))
                .then()
                .statusCode(200)
                .extract()
                .as(ImportView.class);
    }

    /// As a client reads it.
    record ImportView(
            long id,
            String state,
            String phase,
            int warehouses,
            long variants,
            long expectedVariants,
            long levels,
            long removed,
            String problem,
            String startedAt,
            String advancedAt,
            String endedAt) {}
}
