package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.TokenRequests.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An access token and the refresh token that renews it. `toString` keeps them to itself.
record TokenPair(String access, Instant accessUntil, String refresh, Instant refreshUntil) {
    /// Renewed so long before its end: a question may take a while, and clocks differ.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    boolean isFresh(Instant now) {
        return accessUntil.minus(MARGIN).isAfter(now);
    }

    /// What Shopify gives
    /// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens);
    /// empty if it is not a pair with the times that both are good for.
    static Optional<TokenPair> in(Answer.Given given, Instant now) {
        var access = given.token("access_token");
        var refresh = given.token("refresh_token");
        var accessUntil = until(given.fields(), "expires_in", now);
        var refreshUntil = until(given.fields(), "refresh_token_expires_in", now);
        return access.isEmpty() || refresh.isEmpty() || accessUntil.isEmpty() || refreshUntil.isEmpty()
                ? Optional.empty()
                : Optional.of(new TokenPair(access.get(), accessUntil.get(), refresh.get(), refreshUntil.get()));
    }

    private static Optional<Instant> until(JsonNode fields, String name, Instant now) {
        var seconds = fields.path(name);
        return seconds.canConvertToInt() && seconds.isIntegralNumber() && seconds.asInt() > 0
                ? Optional.of(now.plusSeconds(seconds.asInt()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "TokenPair[accessUntil=%s, refreshUntil=%s]".formatted(accessUntil, refreshUntil);
    }
}
