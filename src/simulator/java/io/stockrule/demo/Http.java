package io.stockrule.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/// JSON over HTTP to one server.
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final String authorization;

    private Http(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /// @param base such as `http://127.0.0.1:8080`
    public static Http to(String base) {
        return new Http(base, "");
    }

    public Http withKey(String key) {
        return new Http(base, "Bearer " + key);
    }

    /// Such as `http://127.0.0.1:8080`.
    String base() {
        return base;
    }

    public JsonNode get(String path) {
        return ask("GET", path, "", "application/json");
    }

    public JsonNode post(String path, Object body) {
        return ask("POST", path, text(body), "application/json");
    }

    public JsonNode put(String path, Object body) {
        return ask("PUT", path, text(body), "application/json");
    }

    public JsonNode patch(String path, Object body) {
        return ask("PATCH", path, text(body), "application/json");
    }

    public JsonNode delete(String path) {
        return ask("DELETE", path, "", "application/json");
    }

    public JsonNode putText(String path, String text) {
        return ask("PUT", path, text, "text/plain;charset=UTF-8");
    }

    public JsonNode postCsv(String path, String table) {
        return ask("POST", path, table, "text/csv;charset=UTF-8");
    }

    /// The lines of an answer as they come.
    public Stream<String> postForLines(String path, Object body) {
        var response = send("POST", path, text(body), "application/json", HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST %s was answered %d: %s"
                    .formatted(path, response.statusCode(), response.body().toList()));
        }
        return response.body();
    }

    /// Whether a GET is answered with a 2xx; no answer is a no.
    public boolean answers(String path) {
        try {
            return send("GET", path, "", "application/json").statusCode() / 100 == 2;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private JsonNode ask(String method, String path, String body, String contentType) {
        var response = send(method, path, body, contentType);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s %s was answered %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        try {
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String contentType) {
        return send(method, path, body, contentType, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(
            String method, String path, String body, String contentType, HttpResponse.BodyHandler<T> as) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", contentType)
                .timeout(TIMEOUT);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return client.send(request.build(), as);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
