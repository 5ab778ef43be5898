package io.stockrule.walk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One method at one address, as the description of the API has it.
///
/// @param method such as `GET`
/// @param path such as `/api/v1/listings/{id}`
/// @param query its parameters in the query
record Operation(String method, String path, List<Parameter> query) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /// @param type the JSON schema's, such as `integer`
    record Parameter(String name, String type) {}

    /// Whether an address of this form, such as `/api/v1/listings/counts`, may be taken for this operation's.
    boolean mayMean(String other) {
        return other.matches(path.replaceAll("\\{[^}]*}", "[^/]+"));
    }

    static List<Operation> in(JsonNode openApi) {
        var operations = new ArrayList<Operation>();
        for (var address : openApi.path("paths").properties()) {
            for (var operation : address.getValue().properties()) {
                if (METHODS.contains(operation.getKey()) && !address.getKey().startsWith("/test")) {
                    operations.add(new Operation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            address.getKey(),
                            query(operation.getValue(), address.getValue())));
                }
            }
        }
        return operations;
    }

    private static List<Parameter> query(JsonNode operation, JsonNode address) {
        var parameters = new ArrayList<Parameter>();
        for (var list : List.of(operation.path("parameters"), address.path("parameters"))) {
            for (var parameter : list) {
                if (parameter.path("in").asText().equals("query")) {
                    parameters.add(new Parameter(
                            parameter.path("name").asText(),
                            parameter.path("schema").path("type").asText()));
                }
            }
        }
        return parameters;
    }

    boolean isTheOperators() {
        return path.startsWith("/api/v1/merchants");
    }

    boolean needsKey() {
        return path.startsWith("/api/") && !path.endsWith("schema.json");
    }

    boolean namesNumber() {
        return path.matches(".*\\{(id|listId|shop|merchantId|keyId|version)}.*");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
