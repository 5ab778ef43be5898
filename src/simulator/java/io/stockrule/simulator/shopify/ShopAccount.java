package io.stockrule.simulator.shopify;

import io.stockrule.simulator.TokenBucket;
import java.time.ZoneId;
import java.util.List;

/// One Shopify store, with the one application that may read it.
///
/// @param id Shopify's number of the store
/// @param timezone an IANA name; webhooks tell times with its offset
/// @param accessToken a token that never expires; others are had by the client credentials grant
/// @param tokenSeconds how long those are good for
/// @param pointsPerSecond restored to the query budget: 100 on Standard, 1,000 on Plus
/// @param pointsAtMost what the query budget holds
/// @param webhookAddress where webhooks go; empty sends none
/// @param webhookSecret what signs them; empty signs with the client secret, as Shopify does
/// @param retryFirstMillis until the first retry of a webhook; each further one waits twice as long
/// @param retryLongestMillis no retry waits longer
/// @param retries of a webhook before it is given up; 0 retries until it is delivered. Shopify's own plan, 8 retries in
///     4 hours, is about 56,000 ms first, no longest, 8 retries
/// @param bulkMillis how long a bulk operation goes on after all is found
/// @param uninstalled nobody has the application any more: no token opens the store and none is given out
/// @param changesPerSecond of the random walk of the stock; 0 stops it
/// @param walkSeed what the random walk is drawn from
record ShopAccount(
        long id,
        String domain,
        String name,
        String timezone,
        String clientId,
        String clientSecret,
        String accessToken,
        long tokenSeconds,
        List<String> scopes,
        boolean plus,
        double pointsPerSecond,
        double pointsAtMost,
        String webhookAddress,
        String webhookSecret,
        long retryFirstMillis,
        long retryLongestMillis,
        int retries,
        long bulkMillis,
        boolean uninstalled,
        double changesPerSecond,
        long walkSeed) {
    static ShopAccount of(String domain, long id) {
        return new ShopAccount(
                id,
                domain,
                domain.replace(".myshopify.com", ""),
                "Europe/Berlin",
                "client-" + domain,
                "secret-" + domain,
                "shpat_" + domain,
                86_400,
                List.of("read_inventory", "read_locations", "read_products"),
                false,
                100,
                2_000,
                "",
                "",
                250,
                3_000,
                0,
                0,
                false,
                0,
                1);
    }

    ZoneId zone() {
        return ZoneId.of(timezone);
    }

    String signingSecret() {
        return webhookSecret.isEmpty() ? clientSecret : webhookSecret;
    }

    TokenBucket.Size points() {
        return new TokenBucket.Size(pointsPerSecond, pointsAtMost);
    }

    /// @param attempts made so far, at least one
    long retryMillis(int attempts) {
        return Math.min(retryLongestMillis, retryFirstMillis << Math.min(attempts - 1, 30));
    }

    boolean isGivenUpAfter(int attempts) {
        return retries > 0 && attempts > retries;
    }
}
