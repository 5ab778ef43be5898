package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/// A bulk operation as Shopify shows it.
///
/// @param status such as `RUNNING`
/// @param errorCode why it failed, such as `TIMEOUT`
/// @param objects lines of the file, while it runs those so far
/// @param roots those of them that are variants
/// @param size bytes of the file
/// @param url of the whole file; empty if there is none, or nothing was found
record BulkOperation(
        String id,
        String status,
        Optional<String> errorCode,
        long objects,
        long roots,
        Optional<Long> size,
        Optional<String> url) {
    /// @param node of the question `BulkStatus`
    static BulkOperation of(JsonNode node) {
        return new BulkOperation(
                node.path("id").asText(),
                node.path("status").asText(),
                text(node, "errorCode"),
                count(node, "objectCount"),
                count(node, "rootObjectCount"),
                text(node, "fileSize").map(Long::parseLong),
                text(node, "url"));
    }

    boolean isUnderWay() {
        return status.equals("CREATED") || status.equals("RUNNING") || status.equals("CANCELING");
    }

    boolean isComplete() {
        return status.equals("COMPLETED");
    }

    /// For the merchant.
    String outcome() {
        return "Shopify's bulk operation ended as %s%s"
                .formatted(
                        status.toLowerCase(Locale.ROOT),
                        errorCode.map(code -> " (" + code + ")").orElse(""));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
    }

    /// Numbers of 64 bits come as texts.
    private static long count(JsonNode node, String field) {
        return Long.parseLong(node.path(field).asText("0"));
    }
}
