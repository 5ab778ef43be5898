package io.stockrule.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Connects a merchant with an account of the simulated Amazon.
///
/// @param name as the merchant calls it
/// @param region such as `EU`
public record AmazonConnection(String name, String region, String sellerId) {
    /// @param simulated the account as the simulators answered when it was made; it has the credentials
    /// @return the id that the service gave it
    public long make(Http merchant, JsonNode simulated) {
        return merchant.post(
                        "/api/v1/amazon-accounts",
                        Map.of(
                                "name",
                                name,
                                "region",
                                region,
                                "sellerId",
                                sellerId,
                                "clientId",
                                simulated.path("clientId").asText(),
                                "clientSecret",
                                simulated.path("clientSecret").asText(),
                                "refreshToken",
                                simulated.path("refreshToken").asText()))
                .path("id")
                .asLong();
    }
}
