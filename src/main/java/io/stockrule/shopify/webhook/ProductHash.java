package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Tells whether two webhooks say the same of a product, as far as it counts here.
final class ProductHash {
    private static final List<String> OF_PRODUCT = List.of("title", "vendor", "product_type", "tags", "status");
    private static final List<String> OF_VARIANT =
            List.of("id", "title", "sku", "barcode", "inventory_policy", "inventory_item_id");

    /// Variants of a product that Shopify tells of; of the others nothing is known.
    private static final int ALL_TOLD = 100;

    private ProductHash() {}

    /// @return empty if the webhook does not tell all of it
    static Optional<ByteBuffer> of(JsonNode product) {
        var variants = product.path("variants");
        if (!variants.isArray() || variants.size() >= ALL_TOLD || !hasAll(product, OF_PRODUCT)) {
            return Optional.empty();
        }
        if (!stream(variants).allMatch(variant -> hasAll(variant, OF_VARIANT))) {
            return Optional.empty();
        }
        var told = text(product, OF_PRODUCT)
                + stream(variants)
                        .map(variant -> text(variant, OF_VARIANT))
                        .sorted()
                        .collect(Collectors.joining());
        return Optional.of(Digest.of("product", told.getBytes(UTF_8)));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean hasAll(JsonNode node, List<String> fields) {
        return fields.stream().allMatch(node::has);
    }

    /// As JSON, in which no text can look like the end of another.
    private static String text(JsonNode node, List<String> fields) {
        return fields.stream().map(field -> node.path(field).toString()).collect(Collectors.joining(",", "[", "]"));
    }
}
