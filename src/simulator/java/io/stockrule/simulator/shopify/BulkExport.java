package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ExecutionInput;
import graphql.GraphQL;
import io.stockrule.simulator.SimulatorJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a bulk operation finds, a line for each object of a connection. A child names the object of the
/// connection around it, and follows it, but not directly: a page of parents comes before all of their
/// children. https://shopify.dev/docs/api/usage/bulk-operations/queries
final class BulkExport {
    private static final String PARENT = "__parentId";

    private final GraphQL graphql;
    private final ShopAccount shop;
    private final String query;
    private final BulkPage page = new BulkPage();
    private long objects;
    private long roots;

    BulkExport(GraphQL graphql, ShopAccount shop, String query) {
        this.graphql = graphql;
        this.shop = shop;
        this.query = query;
    }

    long objects() {
        return objects;
    }

    long roots() {
        return roots;
    }

    /// Writes the next objects of the outermost connection with their children.
    ///
    /// @return whether there are more
    boolean writePage(BufferedWriter out) throws IOException {
        var result = graphql.execute(ExecutionInput.newExecutionInput()
                .query(query)
                .graphQLContext(Map.of(ShopAccount.class, shop, BulkPage.class, page))
                .build());
        if (!result.getErrors().isEmpty()) {
            throw new IllegalStateException(result.getErrors().toString());
        }
        Map<String, Object> data = result.getData();
        var children = new ArrayList<ObjectNode>();
        for (var root : data.values()) {
            for (var node : nodes(root)) {
                write(out, flat(node, children));
                roots++;
            }
        }
        for (var child : children) {
            write(out, child);
        }
        return page.hasMore();
    }

    private void write(BufferedWriter out, ObjectNode line) throws IOException {
        out.write(SimulatorJson.text(line));
        out.write('\n');
        objects++;
    }

    /// Without its connections, whose objects are added to the children.
    private static ObjectNode flat(Map<?, ?> node, List<ObjectNode> children) {
        return flat(node, String.valueOf(node.get("id")), children);
    }

    private static ObjectNode flat(Map<?, ?> node, String parent, List<ObjectNode> children) {
        var line = SimulatorJson.object();
        node.forEach((field, value) -> {
            if (value instanceof Map<?, ?> connection && connection.get("edges") instanceof List<?>) {
                nodes(connection)
                        .forEach(child -> children.add(flat(child, children).put(PARENT, parent)));
            } else if (value instanceof Map<?, ?> object) {
                line.set(String.valueOf(field), flat(object, parent, children));
            } else {
                line.set(String.valueOf(field), SimulatorJson.MAPPER.valueToTree(value));
            }
        });
        return line;
    }

    private static List<Map<?, ?>> nodes(Object connection) {
        return connection instanceof Map<?, ?> found && found.get("edges") instanceof List<?> edges
                ? edges.stream()
                        .<Map<?, ?>>map(edge -> (Map<?, ?>) ((Map<?, ?>) edge).get("node"))
                        .toList()
                : List.of();
    }
}
