package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What a query cost, in points, and what is left in the bucket that all queries of an app to a shop share
/// (https://shopify.dev/docs/api/usage/limits).
///
/// @param requested what had to be available for the query
/// @param available what is left now
/// @param maximum what the bucket holds
/// @param restoreRate points that come back each second
public record Cost(double requested, double available, double maximum, double restoreRate) {
    /// @param extensions of an answer
    static Optional<Cost> in(JsonNode extensions) {
        var cost = extensions.path("cost");
        var status = cost.path("throttleStatus");
        return status.path("restoreRate").asDouble() > 0
                ? Optional.of(new Cost(
                        cost.path("requestedQueryCost").asDouble(),
                        status.path("currentlyAvailable").asDouble(),
                        status.path("maximumAvailable").asDouble(),
                        status.path("restoreRate").asDouble()))
                : Optional.empty();
    }
}
