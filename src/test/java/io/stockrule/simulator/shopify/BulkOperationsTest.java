package io.stockrule.simulator.shopify;

import static io.stockrule.simulator.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkOperationsTest {
    private static final String VARIANTS = """
            { productVariants(query: "%s") { edges { node {
              id sku product { title collections { edges { node { id title } } } }
              inventoryItem { id inventoryLevels { edges { node { id location { id } } } } }
            } } } }""";

    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(data);
        world.control("PUT", "/shopify/shops/" + SHOP, "{}");
        world.control("PUT", "/shopify/shops/" + SHOP + "/variants", """
                [{"sku":"CANDLE","id":1,"item":11,"collections":["Gifts"],
                  "levels":[{"location":"Berlin","available":5},{"location":"Roma","available":-2}]},
                 {"sku":"GIFT","id":2,"item":12,"tracked":false,"levels":[{"location":"Berlin"}]},
                 {"sku":"LAMP","id":3,"item":13,"levels":[]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonNode ask(String query) {
        var reply = world.shopify(query, "{}");
        assertThat(reply.body().path("errors")).as(reply.body().toString()).isEmpty();
        return reply.body().path("data");
    }

    private JsonNode run(String query) {
        return ask("mutation { bulkOperationRunQuery(query: %s) { bulkOperation { id status } userErrors { code message } } }"
                        .formatted(SimulatorJson.text(query)))
                .path("bulkOperationRunQuery");
    }

    private JsonNode ended(JsonNode started) {
        var id = started.at("/bulkOperation/id").asText();
        return await().until(
                        () ->
                                ask("{ bulkOperation(id: \"%s\") { status errorCode objectCount rootObjectCount fileSize url } }"
                                                .formatted(id))
                                        .path("bulkOperation"),
                        operation -> !operation.path("status").asText().matches("CREATED|RUNNING"));
    }

    private List<JsonNode> lines(JsonNode operation) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var url = URI.create(operation.path("url").asText());
            var body = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                    .body();
            assertThat(body.length).isEqualTo(operation.path("fileSize").asInt());
            return new String(body, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> SimulatorJson.tree(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }
    }

    @Test
    void children_come_in_lines_of_their_own_and_name_the_object_around_them() throws Exception {
        var operation = ended(run(VARIANTS.formatted("")));
        assertThat(operation.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(operation.path("rootObjectCount").asText()).isEqualTo("3");
        var lines = lines(operation);
        assertThat(operation.path("objectCount").asInt())
                .isEqualTo(lines.size())
                .isEqualTo(7);
        assertThat(lines.subList(0, 3)).allMatch(line -> !line.has("__parentId"));
        assertThat(lines.getFirst().toString())
                .isEqualTo(
                        "{\"id\":\"gid://shopify/ProductVariant/1\",\"sku\":\"CANDLE\",\"product\":{\"title\":\"CANDLE\"},"
                                + "\"inventoryItem\":{\"id\":\"gid://shopify/InventoryItem/11\"}}");
        assertThat(lines.subList(3, 7).stream()
                        .map(line -> line.path("__parentId").asText()))
                .containsExactly(
                        "gid://shopify/ProductVariant/1",
                        "gid://shopify/ProductVariant/1",
                        "gid://shopify/ProductVariant/1",
                        "gid://shopify/ProductVariant/2");
    }

    @Test
    void a_range_of_ids_leaves_the_others_out() throws Exception {
        var lines = lines(ended(run(VARIANTS.formatted("id:>=2 AND id:<=2"))));
        assertThat(lines.getFirst().path("sku").asText()).isEqualTo("GIFT");
        assertThat(lines).hasSize(2);
    }

    @Test
    void nothing_found_is_no_file() {
        var operation = ended(run(VARIANTS.formatted("id:>=9")));
        assertThat(operation.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(operation.path("url").isNull()).isTrue();
    }

    @Test
    void a_query_that_cannot_be_run_and_one_too_many_are_refused() {
        assertThat(run("{ productVariants { edges { node { colour } } } }")
                        .at("/userErrors/0/code")
                        .asText())
                .isEqualTo("INVALID");
        world.control("POST", "/faults", "{\"operation\":\"bulk\",\"kind\":\"HANG\"}");
        for (int i = 0; i < 5; i++) {
            assertThat(run(VARIANTS.formatted("")).path("userErrors")).isEmpty();
        }
        assertThat(run(VARIANTS.formatted("")).at("/userErrors/0/code").asText())
                .isEqualTo("LIMIT_REACHED");
        var running = ask("{ bulkOperations(first: 9, query: \"status:running\") { nodes { id query } } }")
                .at("/bulkOperations/nodes");
        assertThat(running).hasSize(5);
        ask("mutation { bulkOperationCancel(id: \"%s\") { bulkOperation { id } } }"
                .formatted(running.at("/0/id").asText()));
        assertThat(run(VARIANTS.formatted("")).path("userErrors")).isEmpty();
    }

    @Test
    void one_that_fails_shows_a_part_and_no_whole() {
        world.control("POST", "/faults", "{\"operation\":\"bulk\",\"kind\":\"SERVER_ERROR\"}");
        var operation = ended(run(VARIANTS.formatted("")));
        assertThat(operation.path("status").asText()).isEqualTo("FAILED");
        assertThat(operation.path("errorCode").asText()).isEqualTo("INTERNAL_SERVER_ERROR");
        assertThat(operation.path("url").isNull()).isTrue();
    }

    @Test
    void its_end_is_told() {
        world.control("PUT", "/shopify/shops/" + SHOP, "{\"webhookAddress\":\"http://127.0.0.1:1/\"}");
        ended(run(VARIANTS.formatted("")));
        var told = await().until(
                        () -> world.control("/shopify/shops/" + SHOP + "/webhooks")
                                .path("items"),
                        items -> !items.isEmpty());
        assertThat(told.at("/0/topic").asText()).isEqualTo("bulk_operations/finish");
        assertThat(told.at("/0/body").toString()).contains("\"status\":\"completed\"", "\"error_code\":null");
    }
}
