package io.stockrule.simulator.shopify;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.schema.DataFetchingEnvironment;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.shopify.BulkOperations.Operation;
import io.stockrule.simulator.shopify.BulkOperations.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The Admin API's bulk operations.
final class AdminBulk {
    /// Where results are; their names follow.
    static final String FILES = "/shopify-bulk/";

    private final BulkOperations operations;

    AdminBulk(BulkOperations operations) {
        this.operations = operations;
    }

    /// The host and port that the caller came to, where the files are, too.
    record Host(String name) {}

    Map<String, Object> start(DataFetchingEnvironment env) {
        var query = AdminFields.text(env, "query");
        var mistakes = ParseAndValidate.parseAndValidate(
                env.getGraphQLSchema(), ExecutionInput.newExecutionInput(query).build());
        if (mistakes.isFailure()) {
            return refused(
                    "INVALID",
                    mistakes.getErrors().stream()
                            .map(GraphQLError::getMessage)
                            .toList()
                            .toString());
        }
        return operations
                .start(AdminFields.shopOf(env).domain(), query, Randoms.token())
                .<Map<String, Object>>map(
                        started -> Map.of("bulkOperation", node(env, started), "userErrors", List.of()))
                .orElseGet(() -> refused(
                        "LIMIT_REACHED",
                        "Only %d bulk operations can run at the same time".formatted(BulkOperations.MOST_AT_ONCE)));
    }

    Map<String, Object> cancel(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env).domain();
        var found = operations.find(shop, Ids.number("BulkOperation", AdminFields.text(env, "id")));
        if (found.isEmpty()) {
            return refused("INVALID", "Bulk operation does not exist");
        }
        operations.cancel(found.get());
        return Map.of("bulkOperation", node(env, found.get()), "userErrors", List.of());
    }

    @Nullable
    Map<String, Object> find(DataFetchingEnvironment env) {
        return operations
                .find(AdminFields.shopOf(env).domain(), Ids.number("BulkOperation", AdminFields.text(env, "id")))
                .map(found -> node(env, found))
                .orElse(null);
    }

    /// Those that run; other searches are not known here.
    Map<String, Object> list(DataFetchingEnvironment env) {
        var shop = AdminFields.shopOf(env).domain();
        var found = AdminFields.text(env, "query").contains("status:running")
                ? operations.running(shop)
                : operations.all(shop);
        return AdminPage.of(
                env,
                found.stream().filter(it -> it.id() > AdminPage.after(env)).toList(),
                Operation::id,
                operation -> node(env, operation));
    }

    private static Map<String, Object> refused(String code, String message) {
        return Map.of("userErrors", List.of(Map.of("field", List.of("query"), "message", message, "code", code)));
    }

    private Map<String, Object> node(DataFetchingEnvironment env, Operation operation) {
        var node = new HashMap<String, Object>(Map.of(
                "id", Ids.global("BulkOperation", operation.id()),
                "status", operation.status().name(),
                "query", operation.query(),
                "type", "QUERY",
                "createdAt", operation.created().toString(),
                "objectCount", String.valueOf(operation.objects()),
                "rootObjectCount", String.valueOf(operation.roots())));
        operation.error().ifPresent(error -> node.put("errorCode", error));
        operation.completed().ifPresent(at -> node.put("completedAt", at.toString()));
        if (operation.objects() > 0 && operation.completed().isPresent()) {
            node.put("fileSize", String.valueOf(operation.size()));
            node.put(operation.status() == Status.COMPLETED ? "url" : "partialDataUrl", address(env, operation));
        }
        return node;
    }

    private static String address(DataFetchingEnvironment env, Operation operation) {
        Host host = Objects.requireNonNull(env.getGraphQlContext().get(Host.class));
        return "http://" + host.name() + FILES + operation.file();
    }
}
