package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.SimulatorJson;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The body of patchListingsItem: everything that makes Amazon answer 400 is refused here.
record PatchRequest(String productType, List<Patch> patches) {
    private static final String PATH = "/attributes/";

    static PatchRequest parse(byte[] body) {
        JsonNode tree;
        try {
            tree = SimulatorJson.tree(body);
        } catch (UncheckedIOException e) {
            throw AmazonRefusal.invalidInput("Could not match input arguments: the body is not JSON");
        }
        var productType = tree.path("productType").asText("");
        if (productType.isEmpty()) {
            throw AmazonRefusal.invalidInput("'productType' is missing or invalid");
        }
        if (!tree.path("patches").isArray() || tree.path("patches").isEmpty()) {
            throw AmazonRefusal.invalidInput("'patches' is missing or invalid");
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
            throw AmazonRefusal.invalidInput("Path is missing or invalid for patch at index of " + index);
        }
        if (op != Patch.Op.DELETE && !patch.path("value").isArray()) {
            throw AmazonRefusal.invalidInput("Value is missing for patch at index of " + index);
        }
        var value = new ArrayList<JsonNode>();
        for (var element : patch.path("value")) {
            if (!element.isObject()) {
                throw AmazonRefusal.invalidInput("Value is invalid for patch at index of " + index);
            }
            value.add(element);
        }
        return new Patch(op, path.substring(PATH.length()), value);
    }

    private static Patch.Op op(String name, int index) {
        return switch (name) {
            case "add", "replace", "merge", "delete" -> Patch.Op.of(name);
            default ->
                throw AmazonRefusal.invalidInput("Operation is missing or invalid for patch at index of " + index);
        };
    }
}
