package io.stockrule.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Control of one seller's account at the simulated Amazon.
public final class SellerControl implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;
    private final String seller;

    public SellerControl(Simulators simulators, String seller) {
        this.control = simulators.control();
        this.seller = seller;
    }

    /// Connects the account, without a limit that anybody would meet.
    public void connect(String clientId, String clientSecret, String refreshToken) {
        ask(
                "PUT",
                "",
                Map.of(
                        "clientId",
                        clientId,
                        "clientSecret",
                        clientSecret,
                        "refreshToken",
                        refreshToken,
                        "requestsPerSecond",
                        1_000_000,
                        "burst",
                        1_000_000));
    }

    public void fault(String operation, String kind, Map<String, Object> when) {
        var fault = new HashMap<>(when);
        fault.putAll(Map.of("operation", operation, "account", seller, "kind", kind));
        askAll("POST", "/faults", fault);
    }

    /// @param queue ARN
    public void queueFault(String operation, String kind, String queue) {
        askAll("POST", "/faults", Map.of("operation", operation, "account", path(queue), "kind", kind));
    }

    /// @param queue ARN
    /// @param body of the message, which is put as it is
    public void putInto(String queue, String body) {
        send("POST", "/queues/" + path(queue), body);
    }

    /// How many messages a queue has.
    ///
    /// @param queue ARN
    public JsonNode queue(String queue) {
        return askAll("GET", "/queues/" + path(queue), "");
    }

    /// Account and name.
    private static String path(String queue) {
        var parts = queue.split(":");
        return parts[4] + "/" + parts[5];
    }

    /// With every subscription that goes there.
    public void forgetDestinations(String clientId) {
        askAll("POST", "/amazon/applications/%s/forget-destinations".formatted(clientId), "");
    }

    public void noMoreFaults() {
        askAll("DELETE", "/faults", "");
    }

    /// Has Amazon do what is due, instead of a moment later by itself.
    public void settle() {
        askAll("POST", "/amazon/settle", "");
    }

    public Stream<JsonNode> listings() {
        return pages(last -> "/listings?after=" + last, "sku");
    }

    public JsonNode listing(String sku) {
        return ask("GET", "/listings/" + sku, "");
    }

    /// In the order of arrival.
    public Stream<JsonNode> patches() {
        return pages(last -> "/patches?after=" + (last.isEmpty() ? "0" : last), "id");
    }

    /// Page by page, as far as is wanted.
    private Stream<JsonNode> pages(UnaryOperator<String> path, String key) {
        return Stream.iterate(
                        items(path.apply("")),
                        page -> !page.isEmpty(),
                        page -> items(path.apply(page.getLast().path(key).asText())))
                .flatMap(List::stream);
    }

    public List<JsonNode> items(String path) {
        var items = ask("GET", path, "").path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /// About the account.
    ///
    /// @param body what is written as JSON; nothing if it is an empty text
    public JsonNode ask(String method, String path, Object body) {
        return askAll(method, "/amazon/accounts/" + seller + path, body);
    }

    /// How often something was answered of the account: an operation and a status.
    public int counted(String what) {
        return askAll("GET", "/counters", "")
                .path("amazon " + seller + " " + what)
                .asInt();
    }

    private JsonNode askAll(String method, String path, Object body) {
        try {
            return send(method, path, body.equals("") ? "" : JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(String method, String path, String text) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(control + path)).method(method, BodyPublishers.ofString(text));
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
