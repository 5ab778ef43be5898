package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// What became of a request to Shopify.
public sealed interface Reply {
    /// A complete answer, without errors.
    record Data(JsonNode data, Optional<Cost> cost) implements Reply {}

    /// Too much was asked in too short a time.
    record Throttled(Optional<Cost> cost, Duration pause) implements Reply {}

    /// One query would have cost more than any may. Asking for less helps, asking again does not.
    record TooDear(String reason) implements Reply {}

    /// A passing failure.
    record Failed(String reason) implements Reply {}

    /// Shopify will refuse the shop's requests until a person acts.
    ///
    /// @param closed nothing that we have opens the shop any more, as when the app was uninstalled
    record Refused(String reason, boolean closed) implements Reply {
        Refused(String reason) {
            this(reason, false);
        }
    }

    /// The access token is no longer valid.
    record TokenRefused() implements Reply {}
}
