package io.stockrule.shopify.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;

/// Sends JSON to a shop.
@ApplicationScoped
public class ShopifyHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Bytes; the largest answer that we ask for is far below.
    private static final long LARGEST = 8 * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json;
    private final ShopifyConfig config;

    ShopifyHttp(ObjectMapper json, ShopifyConfig config) {
        this.json = json;
        this.config = config;
    }

    URI address(String domain, String path) {
        return URI.create(config.endpoint().replace("{shop}", domain) + path);
    }

    /// @param headers names and values in turn
    HttpResponse<byte[]> post(String domain, String path, Object body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(address(domain, path))
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// For the merchant. Java gives no reason when nobody listens.
    public static String reason(IOException failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "no connection");
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request must be writable as JSON", e);
        }
    }
}
