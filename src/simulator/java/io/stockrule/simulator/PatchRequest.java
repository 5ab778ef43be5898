package io.stockrule.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The body of patchListingsItem: everything that makes Amazon answer 400 is refused here.
record PatchRequest(String productType, List<Patch> patches) {
    private static final String PATH = "/attributes/";

    static PatchRequest parse(byte[] body) {
        JsonNode tree;
        try {
            tree = Json.tree(body);
        } catch (UncheckedIOException e) {
            throw Refusal.invalidInput("Could not match input arguments: the body is not JSON");
        }
        var productType = tree.path("productType").asText("");
        if (productType.isEmpty()) {
            throw Refusal.invalidInput("'productType' is missing or invalid");
        }
        if (!tree.path("patches").isArray() || tree.path("patches").isEmpty()) {
            throw Refusal.invalidInput("'patches' is missing or invalid");
        }
        return new PatchRequest(productType, patches(tree.path("patches")));
    }

    private static List<Patch> patches(JsonNode array) {
        var patches = new ArrayList<Patch>();
        for (int i = 0; i < array.size(); i++) {
            patches.add(patch(array.get(i), i));
        }
        return patches;
    }

    private static Patch patch(JsonNode patch, int index) {
        var op = op(patch.path("op").asText(""), index);
        var path = patch.path("path").asText("");
        if (!path.startsWith(PATH) || path.indexOf('/', PATH.length()) >= 0) {
            throw Refusal.invalidInput("Path is missing or invalid for patch at index of " + index);
        }
        if (op != Patch.Op.DELETE && !patch.path("value").isArray()) {
            throw Refusal.invalidInput("Value is missing for patch at index of " + index);
        }
        var value = new ArrayList<JsonNode>();
        for (var element : patch.path("value")) {
            if (!element.isObject()) {
                throw Refusal.invalidInput("Value is invalid for patch at index of " + index);
            }
            value.add(element);
        }
        return new Patch(op, path.substring(PATH.length()), value);
    }

    private static Patch.Op op(String name, int index) {
        return switch (name) {
            case "add", "replace", "merge", "delete" -> Patch.Op.of(name);
            default -> throw Refusal.invalidInput("Operation is missing or invalid for patch at index of " + index);
        };
    }
}
