package io.stockrule.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A request as a simulated service sees it.
public final class Call {
    private final RoutingContext context;
    private final byte[] body;
    private final Instant arrivedAt;
    private final long arrived = System.nanoTime();

    Call(RoutingContext context, byte[] body, Instant arrivedAt) {
        this.context = context;
        this.body = body;
        this.arrivedAt = arrivedAt;
    }

    public byte[] body() {
        return body;
    }

    public JsonNode json() {
        return SimulatorJson.tree(body);
    }

    /// The fields of a form, or of a JSON object that says the same.
    public Map<String, String> form() {
        if (header("Content-Type").orElse("").contains("json")) {
            return json().properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, field -> field.getValue().asText()));
        }
        return Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1]), (first, _) -> first));
    }

    /// A named part of the path, decoded.
    public String path(String name) {
        return context.pathParam(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request().getHeader(name));
    }

    /// The host and port that the caller came to.
    public String host() {
        return String.valueOf(request().authority());
    }

    public Optional<String> query(String name) {
        return raw(name).map(Call::decoded);
    }

    public long number(String name, long otherwise) {
        return query(name).map(Long::parseLong).orElse(otherwise);
    }

    /// A comma-delimited parameter. Its items are encoded one by one when they may hold a comma themselves; a caller
    /// that encodes the commas between them is understood too.
    public List<String> list(String name) {
        return raw(name)
                .map(raw -> raw.contains(",") ? raw.split(",") : decoded(raw).split(","))
                .map(items -> Arrays.stream(items)
                        .map(item -> raw(name).orElse("").contains(",") ? decoded(item) : item)
                        .filter(item -> !item.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /// When the caller came to the door, however long it waits for its turn.
    public Instant arrivedAt() {
        return arrivedAt;
    }

    /// How long the caller has been waiting.
    public long ageMillis() {
        return (System.nanoTime() - arrived) / 1_000_000;
    }

    private Optional<String> raw(String name) {
        return Optional.ofNullable(request().query()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }

    private HttpServerRequest request() {
        return context.request();
    }
}
