package io.stockrule.simulator.amazon;

import io.stockrule.simulator.TokenBucket;
import java.util.List;
import java.util.Optional;

/// One seller in one region, authorised for one application.
///
/// @param marketplaces where the seller sells; empty stands for all of the region
/// @param supplySources ids of the seller's own locations, which are channel codes besides `DEFAULT`
/// @param requestsPerSecond of each operation
/// @param tokenSeconds how long an access token is good for
/// @param effectMillis from ACCEPTED until the live view shows it
/// @param feedMillis how long a feed is worked on; feeds of a seller follow one another
/// @param reports how they come
/// @param otherClientSecret one that is valid besides, as while secrets are rotated
/// @param deniedOperations those that the application lacks a role for
/// @param suspendedMarketplaces where the seller's listings are inactive
record SellerAccount(
        String seller,
        String clientId,
        String clientSecret,
        String refreshToken,
        AmazonRegion region,
        List<String> marketplaces,
        List<String> supplySources,
        double requestsPerSecond,
        int burst,
        int tokenSeconds,
        long effectMillis,
        long feedMillis,
        ReportStyle reports,
        Optional<String> otherClientSecret,
        List<String> deniedOperations,
        List<String> suspendedMarketplaces) {
    /// Memories of older simulators know less.
    SellerAccount {
        feedMillis = feedMillis > 0 ? feedMillis : 5_000;
        reports = reports == null ? ReportStyle.PLAIN : reports;
        otherClientSecret = otherClientSecret == null ? Optional.empty() : otherClientSecret;
        deniedOperations = deniedOperations == null ? List.of() : deniedOperations;
        suspendedMarketplaces = suspendedMarketplaces == null ? List.of() : suspendedMarketplaces;
    }

    /// Amazon's numbers, https://developer-docs.amazon.com/sp-api/docs/listings-items-api-rate-limits,
    /// besides a quick effect.
    static SellerAccount of(String seller) {
        return new SellerAccount(
                seller,
                "client-" + seller,
                "secret-" + seller,
                "refresh-" + seller,
                AmazonRegion.EU,
                List.of(),
                List.of(),
                5,
                5,
                3600,
                300,
                5_000,
                ReportStyle.PLAIN,
                Optional.empty(),
                List.of(),
                List.of());
    }

    boolean hasSecret(String secret) {
        return clientSecret.equals(secret) || otherClientSecret.equals(Optional.of(secret));
    }

    boolean sellsIn(String marketplace) {
        return (marketplaces.isEmpty() ? region.marketplaces() : marketplaces).contains(marketplace);
    }

    boolean hasChannel(String code) {
        return code.equals(OfferChannel.SELLER) || code.startsWith("AMAZON_") || supplySources.contains(code);
    }

    TokenBucket.Size bucket() {
        return new TokenBucket.Size(requestsPerSecond, burst);
    }
}
