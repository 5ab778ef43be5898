package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// Starts bulk operations and asks how they are (https://shopify.dev/docs/api/usage/bulk-operations/queries).
final class BulkApi {
    private static final int MUTATION = 10;

    private final PatientShopify shopify;
    private final Budget starts;
    private final Budget questions;
    private final String document;

    BulkApi(PatientShopify shopify, Metafields metafields) {
        this.document = metafields.in(Documents.BULK_VARIANTS);
        this.shopify = shopify;
        this.starts = shopify.budget(1, MUTATION);
        this.questions = shopify.budget(1, 2);
    }

    /// What became of the wish to start one.
    sealed interface Start {
        record Started(String operationId) implements Start {}

        /// As many run as may; some of them may be others' of the same app.
        record Busy() implements Start {}

        /// Shopify does not take it, and will not the next time.
        record Refused(String reason) implements Start {}
    }

    Start start(BulkRange range) throws Stopped, InterruptedException {
        var payload = shopify.ask(starts, Documents.BULK_START, 1, _ -> Map.of("query", document(range)))
                .data()
                .path("bulkOperationRunQuery");
        var error = payload.at("/userErrors/0");
        if (error.isMissingNode()) {
            return new Start.Started(id(payload.path("bulkOperation")));
        }
        return switch (error.path("code").asText()) {
            case "LIMIT_REACHED", "OPERATION_IN_PROGRESS" -> new Start.Busy();
            default -> new Start.Refused(error.path("message").asText());
        };
    }

    /// One of this range that runs already, begun after that time: it was started, and whoever did so could not
    /// write it down.
    Optional<String> running(BulkRange range, Instant after) throws Stopped, InterruptedException {
        var found = shopify.ask(questions, Documents.BULK_RUNNING, 1, _ -> Map.of())
                .data()
                .at("/bulkOperations/nodes");
        for (var node : found) {
            if (node.path("query").asText().equals(document(range))
                    && createdAt(node).isAfter(after)) {
                return Optional.of(id(node));
            }
        }
        return Optional.empty();
    }

    /// Empty if Shopify knows it no more.
    Optional<BulkOperation> status(String operationId) throws Stopped, InterruptedException {
        var node = shopify.ask(questions, Documents.BULK_STATUS, 1, _ -> Map.of("id", operationId))
                .data()
                .path("bulkOperation");
        try {
            return node.isObject() ? Optional.of(BulkOperation.of(node)) : Optional.empty();
        } catch (NumberFormatException e) {
            throw Stopped.unreadable(e);
        }
    }

    void cancel(String operationId) throws Stopped, InterruptedException {
        shopify.ask(starts, Documents.BULK_CANCEL, 1, _ -> Map.of("id", operationId));
    }

    private String document(BulkRange range) {
        return document.replace("query: \"\"", "query: \"%s\"".formatted(range.filter()));
    }

    private static String id(JsonNode operation) throws Stopped {
        if (!operation.path("id").isTextual()) {
            throw Stopped.unreadable(new IllegalArgumentException("a bulk operation without an id"));
        }
        return operation.path("id").asText();
    }

    private static Instant createdAt(JsonNode operation) throws Stopped {
        try {
            return OffsetDateTime.parse(operation.path("createdAt").asText()).toInstant();
        } catch (DateTimeException e) {
            throw Stopped.unreadable(e);
        }
    }
}
