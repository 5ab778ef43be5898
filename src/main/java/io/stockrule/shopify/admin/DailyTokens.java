package io.stockrule.shopify.admin;

import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.ShopTokens.Access;
import io.stockrule.shopify.admin.TokenRequests.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tokens that the app's id and secret are exchanged for, valid for a day
/// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant).
/// They are kept in memory: each replica may have its own.
@ApplicationScoped
class DailyTokens {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final TokenRequests requests;
    private final InstantSource time;

    /// By all that they were given for: a shop of another name, or an app of another secret, asks anew.
    private final Map<ShopLogin, Granted> granted = new ConcurrentHashMap<>();

    DailyTokens(TokenRequests requests, InstantSource time) {
        this.requests = requests;
        this.time = time;
    }

    private record Granted(String token, Instant until) {}

    Access of(ShopLogin login) {
        return Optional.ofNullable(granted.get(login))
                .filter(it -> it.until().isAfter(time.instant()))
                .<Access>map(it -> new Access.Open(it.token()))
                .orElseGet(() -> ask(login));
    }

    /// Shopify refuses this token.
    void forget(ShopLogin login, String token) {
        granted.computeIfPresent(login, (_, it) -> it.token().equals(token) ? null : it);
    }

    private Access ask(ShopLogin login) {
        return switch (requests.ask(login, Map.of("grant_type", "client_credentials"))) {
            case Answer.Given given -> keep(login, given);
            case Answer.Refused refused -> Access.refusedApp(refused.status());
            case Answer.Failed failed -> new Access.Closed(failed.reply());
        };
    }

    private Access keep(ShopLogin login, Answer.Given given) {
        var token = given.token("access_token");
        if (token.isEmpty()) {
            return new Access.Closed(new Reply.Failed("no usable access token in Shopify's answer"));
        }
        var now = time.instant();
        var until = now.plusSeconds(given.fields().path("expires_in").asLong()).minus(MARGIN);
        granted.values().removeIf(it -> !it.until().isAfter(now));
        granted.put(login, new Granted(token.get(), until));
        return new Access.Open(token.get());
    }
}
