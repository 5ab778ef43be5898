package io.stockrule.shopify;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.stockrule.access.TestMerchant;
import io.stockrule.stock.VariantKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A shop created over HTTP, which sends webhooks as Shopify does.
public record TestShop(TestMerchant merchant, long id, String domain, String webhookPath, String secret) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static final String SECRET = "hush";
    public static final long BERLIN = 24826418;
    public static final long HAMBURG = 53716844710L;

    public static TestShop create() {
        return of(TestMerchant.create("Candle Shop"), "candles.myshopify.com");
    }

    public static TestShop of(TestMerchant merchant, String domain) {
        return of(merchant, domain, "CLIENT_CREDENTIALS");
    }

    public static TestShop of(TestMerchant merchant, String domain, String grant) {
        var created = merchant.calls()
                .contentType(ContentType.JSON)
                .body(Map.of("domain", domain, "clientId", "client", "clientSecret", SECRET, "grant", grant))
                .post("/api/v1/shops")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class);
        return new TestShop(
                merchant,
                created.path("id").asLong(),
                domain,
                created.path("webhookPath").asText(),
                SECRET);
    }

    public RequestSpecification calls() {
        return merchant.calls().contentType(ContentType.JSON);
    }

    /// As its merchant sees it.
    public ValidatableResponse shown() {
        return calls().get("/api/v1/shops/" + id).then().statusCode(200);
    }

    public ValidatableResponse change(Map<String, String> change) {
        return calls().body(change).patch("/api/v1/shops/" + id).then();
    }

    public ShopKey key() {
        return new ShopKey(merchant.id(), id);
    }

    public VariantKey variant(long variantId) {
        return new VariantKey(merchant.id(), id, variantId);
    }

    public TestShop withWarehouses() {
        calls().body(List.of(warehouse(BERLIN, "Berlin"), warehouse(HAMBURG, "Hamburg")))
                .put("/api/v1/warehouses")
                .then()
                .statusCode(204);
        return this;
    }

    public Map<String, Object> warehouse(long location, String name) {
        return Map.of("shop", id, "locationId", location, "name", name);
    }

    /// Registers variants whose ids are those of their items.
    public TestShop withItems(long... items) {
        var variants = new ArrayList<Map<String, Object>>();
        for (long item : items) {
            variants.add(Map.of("variantId", item, "inventoryItemId", item, "sku", "SKU-" + item));
        }
        calls().body(variants)
                .put("/api/v1/shops/%d/variants".formatted(id))
                .then()
                .statusCode(204);
        return this;
    }

    /// A webhook with correct headers, to be changed by the test.
    public RequestSpecification delivery(String topic, String body) {
        return given().contentType(ContentType.JSON)
                .headers(headers(topic, body))
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a webhook while others are under way, by a client that takes the machine little time.
    ///
    /// @return the status of the answer
    public CompletableFuture<Integer> sendBesideOthers(String topic, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + webhookPath))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers(topic, body).forEach(request::header);
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private Map<String, String> headers(String topic, String body) {
        return Map.of(
                "X-Shopify-Topic",
                topic,
                "X-Shopify-Shop-Domain",
                domain,
                "X-Shopify-Webhook-Id",
                UUID.randomUUID().toString(),
                "X-Shopify-Hmac-Sha256",
                sign(secret, body));
    }

    public ValidatableResponse send(String topic, String body) {
        return post(delivery(topic, body)).then();
    }

    public Response post(RequestSpecification delivery) {
        return delivery.post(webhookPath);
    }

    public void update(long item, long location, @Nullable Object available, String updatedAt) {
        send("inventory_levels/update", level(item, location, available, updatedAt))
                .statusCode(204);
    }

    public static String level(long item, long location, @Nullable Object available, String updatedAt) {
        return """
                {"inventory_item_id":%d,"location_id":%d,"available":%s,"updated_at":"%s"}""".formatted(item, location, available, updatedAt);
    }

    public static String sign(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
